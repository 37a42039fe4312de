// The form of a ping: which fields there are, whichever way they came.
import { parseMediaType } from '../form/media-type.js';
import { readForm } from '../form/read-form.js';
import { parseUrlencoded } from '../form/urlencoded.js';
import type { FormField } from '../form/form-field.js';
import { ok, refused } from '../result.js';
import type { Result } from '../result.js';
import { refusal } from './refusal.js';
import type { TrackbackRefusal } from './refusal.js';

/** What of an HTTP request makes a ping. */
export interface TrackbackRequest {
  /** The Content-Type header; missing counts as a url-encoded form. */
  readonly contentType: string | undefined;
  /** The body as it came off the wire; its size is the caller's to bound. */
  readonly body: Uint8Array;
  /** The query of the ping URL, with or without `?`. Some clients put the `url` there. */
  readonly query?: string;
}

/** The fields that a ping consists of, in the words of the specification. */
export const PING_FIELDS = ['url', 'title', 'excerpt', 'blog_name'] as const;
export type PingField = (typeof PING_FIELDS)[number];

/** The fields of a ping in bytes, with every label of a character set that came along. */
export interface PingForm {
  readonly values: ReadonlyMap<PingField, Uint8Array>;
  readonly headerCharset: string | undefined;
  readonly fieldCharset: string | undefined;
  readonly notes: readonly string[];
}

const WANTED: ReadonlySet<string> = new Set(PING_FIELDS);

/**
 * Takes the ping's fields out of the body and, for those that the body lacks, out of the query.
 * The first of repeated fields counts, with the note `repeated-<name>`; other fields, among them our
 * own query parameters `target` and `__mode`, are ignored.
 */
export function readPingForm(request: TrackbackRequest): Result<PingForm, TrackbackRefusal> {
  const type = parseMediaType(request.contentType);
  const body = readForm(request.body, type);
  if (!body.ok) return refused(refusal(body.error));

  const notes = new Set<string>();
  const values = new Map<PingField, Uint8Array>();
  for (const { name, value } of body.value) {
    if (!isPingField(name)) continue;
    if (values.has(name)) notes.add(`repeated-${name}`);
    else values.set(name, value);
  }
  const query = parseUrlencoded(Buffer.from((request.query ?? '').replace(/^\?/, ''), 'utf8'));
  for (const { name, value } of query) {
    if (!isPingField(name) || values.has(name)) continue;
    values.set(name, value);
    notes.add('fields-in-query');
  }
  return ok({
    values,
    headerCharset: type.parameters.get('charset'),
    fieldCharset: declaredInForm(body.value) ?? declaredInForm(query),
    notes: [...notes],
  });
}

/* `_charset_` is what browsers fill in by themselves (HTML, section 4.10.5.1.1). */
function declaredInForm(fields: readonly FormField[]): string | undefined {
  const named = fields.find(({ name }) => name === 'charset' || name === '_charset_');
  if (named !== undefined) return Buffer.from(named.value).toString('latin1').slice(0, 200);
  return fields.find(({ charset }) => charset !== undefined)?.charset;
}

const isPingField = (name: string): name is PingField => WANTED.has(name);
