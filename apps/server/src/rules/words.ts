// Words of a text by their boundaries, in every script; "dress" is no word of "Andressa". Pure.
import { normaliseText } from '@trackwarden/scoring';

const unspaced = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}';
// scripts without spaces give one word per letter, as in the scoring
const word = new RegExp(`[${unspaced}]|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}_])+`, 'gu');

/** The words in order, in lower case. */
export const wordsOf = (text: string): readonly string[] => normaliseText(text).match(word) ?? [];

/** Whether anything is left when only words are read. */
export const hasWords = (text: string): boolean => wordsOf(text).length > 0;

/** A text prepared to be asked for many words. */
export type Words = { all: ReadonlySet<string>; line: string };

export function prepare(text: string): Words {
  const words = wordsOf(text);
  return { all: new Set(words), line: lineOf(words) };
}

const lineOf = (words: readonly string[]): string => ` ${words.join(' ')} `;

const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

/** The words of a rule's value between spaces, remembered: long lists are asked for every ping. */
function needleOf(value: string): string {
  let needle = known.get(value);
  if (needle === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    needle = lineOf(wordsOf(value));
    known.set(value, needle);
  }
  return needle;
}

/** Whether the words of `value` stand in the text, next to each other and in this order. */
export function has({ all, line }: Words, value: string): boolean {
  const needle = needleOf(value);
  if (needle === '  ') return false;
  const single = needle.slice(1, -1);
  return single.includes(' ') ? line.includes(needle) : all.has(single);
}

/** How often the words of `value` stand in the text. */
export function countOf({ line }: Words, value: string): number {
  const needle = needleOf(value);
  if (needle === '  ') return 0;
  let count = 0;
  for (let at = line.indexOf(needle); at >= 0; at = line.indexOf(needle, at + needle.length - 1))
    count += 1;
  return count;
}

/** 0..1: the share of pairs of neighbouring words that two texts have in common (Dice, 1945). */
export function likeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  if (a.size === 0 || b.size === 0) return 0;
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return (2 * common) / (a.size + b.size);
}

function pairsOf(text: string): Set<string> {
  const words = wordsOf(text);
  if (words.length === 1) return new Set(words);
  return new Set(words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`));
}
