// The outcome of a parse that may be refused: expected failures are values, never exceptions.

/**
 * Either a value or the reason there is none.
 *
 * @example
 * const parsed = parseTrackbackPing(request);
 * if (!parsed.ok) return trackbackError(parsed.error.message);
 */
export type Result<T, E> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A successful {@link Result}. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** A refused {@link Result}. */
export const refused = <E>(error: E): { readonly ok: false; readonly error: E } => ({
  ok: false,
  error,
});
