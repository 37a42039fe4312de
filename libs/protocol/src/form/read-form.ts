// The fields of a form in either of the two ways that a form is sent.
import { ok, refused } from '../result.js';
import type { Result } from '../result.js';
import type { FormField } from './form-field.js';
import type { MediaType } from './media-type.js';
import { parseMultipart } from './multipart.js';
import { parseUrlencoded } from './urlencoded.js';

/** Why a body is no form. */
export type NoForm = 'unsupported-media-type' | 'malformed-body';

/** The fields of a url-encoded or multipart form; a body without a media type counts as url-encoded. */
export function readForm(
  body: Uint8Array,
  { essence, parameters }: MediaType,
): Result<FormField[], NoForm> {
  if (essence === '' || essence === 'application/x-www-form-urlencoded') {
    return ok(parseUrlencoded(body));
  }
  if (essence !== 'multipart/form-data') return refused('unsupported-media-type');
  const fields = parseMultipart(body, parameters.get('boundary'));
  return fields === null ? refused('malformed-body') : ok(fields);
}
