// One field of a form, still in bytes: the character set is known only when all have been read.

/** A form field as it came, before any character set. */
export interface FormField {
  /** The name, each byte one character. */
  readonly name: string;
  readonly value: Uint8Array;
  /** The `charset` of a multipart part's own Content-Type. */
  readonly charset?: string | undefined;
}

/** More fields than this are not a ping (a ping has four). */
export const MAX_FIELDS = 200;
