// A short name for a text, equal for texts that say the same in the same words.
import { wordsOf } from './text.js';

/** Below this a repetition says nothing: "nice post" is written by many. */
const fewestWords = 4;

/**
 * FNV-1a with 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv) as 16 hexadecimal digits.
 * Not for security: only for telling texts apart.
 */
export function fnv1a64(bytes: Uint8Array): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of bytes) {
    low = (low ^ byte) >>> 0;
    // The prime is 2^40 + 435: both products stay below 2^53, so no bit is lost.
    const product = low * 435;
    high = (high * 435 + Math.floor(product / 0x1_0000_0000) + ((low << 8) >>> 0)) % 0x1_0000_0000;
    low = product % 0x1_0000_0000;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}

/**
 * A stable name for the words of a text (title and excerpt, say): 16 hexadecimal digits, the same
 * for texts that differ only in case, spacing, punctuation, markup or character references.
 * Empty for a text of fewer than 4 words, which must not be counted as a repetition.
 *
 * @example textFingerprint('My new post: tea') === textFingerprint('my  NEW post &ndash; tea')
 */
export function textFingerprint(text: string): string {
  const words = wordsOf(text);
  return words.length < fewestWords ? '' : fnv1a64(new TextEncoder().encode(words.join(' ')));
}
