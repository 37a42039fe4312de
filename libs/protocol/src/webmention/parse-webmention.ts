// A Webmention, from the bytes of a request to a value (Webmention, section 3.2).
import { ok, refused } from '../result.js';
import type { Result } from '../result.js';
import { parseHttpUrl, sameResource } from '../url/canonical-url.js';
import { MAX_CODE_LENGTH, MAX_URL_LENGTH, refusal } from './refusal.js';
import type { WebmentionRefusal, WebmentionRefusalCode } from './refusal.js';
import { readWebmentionForm } from './webmention-fields.js';
import type { WebmentionRequest } from './webmention-fields.js';

/** What a Webmention says; nothing of it has been verified. */
export interface Webmention {
  /** Absolute http or https address, normalised, fragment kept; at most 2 048 characters. */
  readonly source: string;
  /** The same, but exactly as given: the source must have this very string (section 3.2.2). */
  readonly target: string;
  /** A page that vouches for the sender (the Vouch extension), like `source`; null for none. */
  readonly vouch: string | null;
  /** To be swapped for a token (Private Webmention): 1 to 1 024 characters of ASCII; or null. */
  readonly code: string | null;
}

/**
 * Reads a Webmention: url-encoded (with any charset or without a Content-Type) or multipart. Never
 * throws, whatever the bytes.
 *
 * @returns the Webmention, or the first reason to refuse it
 */
export function parseWebmention(request: WebmentionRequest): Result<Webmention, WebmentionRefusal> {
  const form = readWebmentionForm(request);
  if (!form.ok) return form;
  const [given, target] = [form.value.source.trim(), form.value.target.trim()];
  if (given === '') return refused(refusal('missing-source'));
  if (target === '') return refused(refusal('missing-target'));

  const source = readUrl(given, 'source', 'bad-source');
  if (!source.ok) return source;
  const aim = readUrl(target, 'target', 'bad-target');
  if (!aim.ok) return aim;
  if (sameResource(source.value, target)) return refused(refusal('same-page'));

  const vouch = readVouch(form.value.vouch.trim());
  if (!vouch.ok) return vouch;
  const code = readCode(form.value.code);
  if (!code.ok) return code;
  return ok({ source: source.value, target, vouch: vouch.value, code: code.value });
}

function readUrl(
  given: string,
  field: string,
  bad: WebmentionRefusalCode,
): Result<string, WebmentionRefusal> {
  if (given.length > MAX_URL_LENGTH) return refused(tooLong(field, MAX_URL_LENGTH));
  // What could not be decoded is certainly another address.
  const url = given.includes('\ufffd') ? null : parseHttpUrl(given);
  if (url === null) return refused(refusal(bad));
  return url.href.length > MAX_URL_LENGTH ? refused(tooLong(field, MAX_URL_LENGTH)) : ok(url.href);
}

const readVouch = (given: string): Result<string | null, WebmentionRefusal> =>
  given === '' ? ok(null) : readUrl(given, 'vouch', 'bad-vouch');

/* The characters of an OAuth 2.0 authorization code (RFC 6749, appendix A.11). */
function readCode(given: string): Result<string | null, WebmentionRefusal> {
  if (given === '') return ok(null);
  if (given.length > MAX_CODE_LENGTH) return refused(tooLong('code', MAX_CODE_LENGTH));
  return /^[ -~]+$/.test(given)
    ? ok(given)
    : refused(refusal('malformed-body', 'The "code" has characters that are not printable ASCII.'));
}

const tooLong = (field: string, characters: number): WebmentionRefusal =>
  refusal('too-long', `The "${field}" is longer than ${String(characters)} characters.`);
