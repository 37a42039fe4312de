// Text that any database takes.

const unstorable = /[\p{Cc}\p{Cs}]/gu;

/** The text without control characters and halves of surrogate pairs, which a cut may leave. */
export const storable = (text: string): string => text.replace(unstorable, '');
