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

/** What is looked for: a word by itself, or the words in order between spaces. */
type Needle = { single: string | null; line: string };

const needles = new WeakMap<readonly string[], readonly Needle[]>();

/** Read once for a list of values, as long as somebody holds it: it is asked for every ping. */
function needlesOf(values: readonly string[]): readonly Needle[] {
  let known = needles.get(values);
  if (!known) {
    known = values.map(wordsOf).flatMap((words) => {
      if (words.length === 0) return [];
      return [{ single: words.length === 1 ? (words[0] ?? null) : null, line: lineOf(words) }];
    });
    needles.set(values, known);
  }
  return known;
}

/** Whether the words of one of the values stand in the text, next to each other and in this order. */
export const hasAny = ({ all, line }: Words, values: readonly string[]): boolean =>
  needlesOf(values).some((needle) =>
    needle.single === null ? line.includes(needle.line) : all.has(needle.single),
  );

/** How often the words of the values stand in the text, all together. */
export const countOf = (words: Words, values: readonly string[]): number =>
  needlesOf(values).reduce((total, needle) => total + countOfLine(words, needle.line), 0);

function countOfLine({ line }: Words, needle: string): number {
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
