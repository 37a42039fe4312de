// Makes one harmless line of text out of whatever a stranger sent.

const SPACES = /\s+/gu;

/*
 * Cs: lone surrogates. Cc: C0 and C1 controls with DEL. Then the bidirectional embeddings, overrides
 * and isolates (they make a moderator read something other than what is published), the byte order
 * mark and the Unicode noncharacters, some of which XML 1.0 forbids.
 */
const UNWANTED = /[\p{Cs}\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff\p{Noncharacter_Code_Point}]/gu;

/* Most text that comes in is clean already, and telling so is much cheaper than cleaning it. */
const isClean = (text: string): boolean => !/[^ -~]|^ | $| {2}/.test(text);

/**
 * One line of displayable text: white space collapsed and trimmed; NUL, C0 and C1 controls,
 * bidirectional overrides and isolates, lone surrogates, noncharacters and every code point that
 * XML 1.0 forbids removed. Joiners and variation selectors stay, because emoji and several scripts
 * need them. Idempotent; the result is text, not markup, and still has to be escaped on output.
 *
 * @example cleanText(' a\u0000b\n c ') // 'ab c'
 */
export function cleanText(text: string): string {
  if (isClean(text)) return text;
  return text.replace(SPACES, ' ').replace(UNWANTED, '').replace(SPACES, ' ').trim();
}

/** {@link cleanText} line by line: the same promises, with the line breaks kept. */
export const cleanLines = (text: string): string =>
  isClean(text)
    ? text
    : text
        .split(/\r\n|[\r\n]/u)
        .map(cleanText)
        .join('\n')
        .trim();
