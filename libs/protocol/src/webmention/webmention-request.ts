// The form that a sender posts (Webmention, section 3.1.3).

/**
 * The body of a Webmention, to be sent as `application/x-www-form-urlencoded`; an empty `vouch` or
 * `code` is left out. `target` is the address exactly as the source has it.
 */
export function webmentionRequest(fields: {
  readonly source: string;
  readonly target: string;
  readonly vouch?: string;
  readonly code?: string;
}): string {
  const form = new URLSearchParams({ source: fields.source, target: fields.target });
  if (fields.vouch) form.append('vouch', fields.vouch);
  if (fields.code) form.append('code', fields.code);
  return form.toString();
}
