// How much alike two titles are, whatever a sender's program did to one of them.
import { plainText } from './plain-text.js';

/** Compared of each title, in words. */
const MAX_WORDS = 60;

const CROPPED = /(?:\.{3}|…|\[…\]|\[\.{3}\])\s*$/u;

/**
 * 0 (no word in common) to 1 (the same words): the Sørensen-Dice coefficient of the words, without
 * regard to case, marks and markup. A title that ends in an ellipsis is compared with as much of the
 * beginning of the other. Null when either has no words.
 *
 * @example titleSimilarity('How to brew…', 'How to brew tea') // 1
 */
export function titleSimilarity(one: string | null, other: string | null): number | null {
  const [left, right] = [wordsOf(one), wordsOf(other)];
  if (left.length === 0 || right.length === 0) return null;
  const a = CROPPED.test(other ?? '') ? left.slice(0, right.length) : left;
  const b = CROPPED.test(one ?? '') ? right.slice(0, left.length) : right;
  const rest = new Map<string, number>();
  for (const word of a) rest.set(word, (rest.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of b) {
    const left = rest.get(word) ?? 0;
    if (left > 0) common += 1;
    rest.set(word, left - 1);
  }
  return Math.round((200 * common) / (a.length + b.length)) / 100;
}

/* Scripts without spaces are compared by pairs of characters: they have no other words to take. */
function wordsOf(title: string | null): string[] {
  const text = plainText((title ?? '').slice(0, 2_000))
    .normalize('NFKC')
    .toLowerCase();
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words
    .flatMap((word) =>
      /\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana}|\p{sc=Thai}/u.test(word) ? pairsOf(word) : [word],
    )
    .slice(0, MAX_WORDS);
}

function pairsOf(word: string): string[] {
  const characters = Array.from(word);
  if (characters.length < 3) return [word];
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}
