// Tells UTF-8 from everything else by the shape of its sequences.

/** How many multi-byte sequences of UTF-8 there are, and how many bytes fit in none. */
export interface Utf8Shape {
  readonly sequences: number;
  readonly strays: number;
  /** Sequences that encode a surrogate (CESU-8): not UTF-8, but certainly meant to be. */
  readonly surrogates: number;
}

/** Counts the sequences of UTF-8 (RFC 3629, section 4) in `bytes`. */
export function utf8Shape(bytes: Uint8Array): Utf8Shape {
  let sequences = 0;
  let strays = 0;
  let surrogates = 0;
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    const length = sequenceLength(lead);
    const present = length === 0 ? 1 : presentBytes(bytes, at, length);
    if (present !== length) {
      strays += 1;
      at += present;
      continue;
    }
    const second = bytes[at + 1] ?? 0;
    if (lead === 0xed && second >= 0xa0) surrogates += 1;
    else if (isOverlongOrTooHigh(lead, second)) strays += length;
    else sequences += 1;
    at += length;
  }
  return { sequences, strays, surrogates };
}

/**
 * Whether undeclared bytes are to be read as UTF-8: no stray byte, or so few beside many good
 * sequences that somebody cut a UTF-8 text inside a character.
 */
export function looksLikeUtf8({ sequences, strays, surrogates }: Utf8Shape): boolean {
  const good = sequences + surrogates;
  return strays === 0 || good >= strays * 8;
}

/** Whether bytes that were declared as UTF-8 cannot be it: strays outnumber the good sequences. */
export const contradictsUtf8 = ({ sequences, strays, surrogates }: Utf8Shape): boolean =>
  strays > sequences + surrogates;

function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

/* A sequence that is cut short is one stray, however much of it is there. */
function presentBytes(bytes: Uint8Array, at: number, length: number): number {
  let present = 1;
  while (present < length && ((bytes[at + present] ?? 0) & 0xc0) === 0x80) present += 1;
  return present;
}

const isOverlongOrTooHigh = (lead: number, second: number): boolean =>
  (lead === 0xe0 && second < 0xa0) ||
  (lead === 0xf0 && second < 0x90) ||
  (lead === 0xf4 && second > 0x8f);
