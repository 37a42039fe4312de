// The form of a Webmention: which fields there are, whichever way they came.
import { chooseCharset, decodeAs } from '../charset/decode-bytes.js';
import { looksLikeUtf8, utf8Shape } from '../charset/utf8.js';
import { parseMediaType } from '../form/media-type.js';
import { readForm } from '../form/read-form.js';
import { ok, refused } from '../result.js';
import type { Result } from '../result.js';
import { refusal } from './refusal.js';
import type { WebmentionRefusal } from './refusal.js';

/** What of an HTTP request makes a Webmention. */
export interface WebmentionRequest {
  /** The Content-Type header; Dotclear sends none, which counts as a url-encoded form. */
  readonly contentType: string | undefined;
  /** The body as it came off the wire; its size is the caller's to bound. */
  readonly body: Uint8Array;
}

const FIELDS = ['source', 'target', 'vouch', 'code'] as const;
export type WebmentionField = (typeof FIELDS)[number];

const EXPANDED = 'http://www.w3.org/ns/webmention#';
/* Longer than the longest field, so that cutting never makes a bad field good. */
const MAX_FIELD_BYTES = 16 * 1024;

/**
 * The fields as text, untrimmed; empty when missing. Names may be written out as in section 3.1.2
 * (`http://www.w3.org/ns/webmention#source`). The first of repeated fields counts, others are
 * ignored.
 */
export function readWebmentionForm(
  request: WebmentionRequest,
): Result<Readonly<Record<WebmentionField, string>>, WebmentionRefusal> {
  const type = parseMediaType(request.contentType);
  const fields = readForm(request.body, type);
  if (!fields.ok) return refused(refusal(fields.error));

  const values = FIELDS.map((wanted) => {
    const found = fields.value.find(({ name }) => name === wanted || name === EXPANDED + wanted);
    return (found?.value ?? EMPTY).subarray(0, MAX_FIELD_BYTES);
  });
  // A form is UTF-8 (URL Standard, section 5.1), but some senders live in another character set.
  const sample = Buffer.concat(values);
  const label = looksLikeUtf8(utf8Shape(sample))
    ? 'utf-8'
    : chooseCharset(sample, { header: type.parameters.get('charset') }).label;
  const [source = '', target = '', vouch = '', code = ''] = values.map((value) =>
    decodeAs(value, label),
  );
  return ok({ source, target, vouch, code });
}

const EMPTY = new Uint8Array();
