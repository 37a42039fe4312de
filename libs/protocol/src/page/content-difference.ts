// How much of what readers see of a mention has changed since it was approved.

/** What is shown of a mention, and the text of its page; each empty when there is none. */
export interface PublicContent {
  readonly title: string;
  readonly excerpt: string;
  readonly author: string;
  readonly text: string;
}

/** A part of {@link PublicContent}. */
export type ContentField = 'title' | 'excerpt' | 'author' | 'text';

/** Compared of each part. */
const MAX_WORDS = 2_000;
const MAX_LENGTH = 40_000;
/** Words that may come or go as a whole without counting. */
const FEW_WORDS = 3;
/** In a text this short one mistyped word would break most pairs of words: letters are paired too. */
const SHORT = 12;

/* Scripts without spaces between words are compared by the character, as symbols are. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{M}\p{N}]+|[^\s\p{P}]/gu;

/**
 * How much changed, from 0 (nothing that a reader would call a change) to 1 (something else stands
 * there): the largest difference of the four parts. White space, case, punctuation and the style of
 * quotes count nothing.
 *
 * A part's difference is one minus the Dice coefficient of its pairs of neighbouring words, a pair
 * counted as often as it stands there; of a text of at most 12 words, that of its pairs of letters
 * when it is the smaller. A part that is empty on one side counts 1, or 0 when the other side has no
 * more than three words. An author's name of which no word and less than half of the letters are
 * left counts 1. A page has a frame that changes by itself (dates, counts, comments, related posts):
 * of its `text` differences up to a half count half, and those above rise from there to 1. The first
 * 2 000 words, and 40 000 UTF-16 units, of each part are compared.
 */
export const contentDifference = (before: PublicContent, after: PublicContent): number =>
  Math.max(
    partDifference(before.title, after.title),
    partDifference(before.excerpt, after.excerpt),
    authorDifference(before.author, after.author),
    framed(partDifference(before.text, after.text)),
  );

/**
 * The parts that are not the same but for white space, case and the style of quotes, in their first
 * 40 000 UTF-16 units.
 */
export const changedFields = (before: PublicContent, after: PublicContent): ContentField[] =>
  (['title', 'excerpt', 'author', 'text'] as const).filter(
    (field) => normalised(before[field]) !== normalised(after[field]),
  );

const framed = (difference: number): number =>
  difference < 0.5 ? difference / 2 : 0.25 + (difference - 0.5) * 1.5;

function authorDifference(before: string, after: string): number {
  const [old, now] = [wordsIn(before), wordsIn(after)];
  const difference = partDifference(before, after);
  const isOther = old.length > 0 && now.length > 0 && !old.some((word) => now.includes(word));
  return isOther && difference >= 0.5 ? 1 : difference;
}

function partDifference(before: string, after: string): number {
  const [old, now] = [wordsIn(before), wordsIn(after)];
  if (old.length === 0 || now.length === 0) {
    return Math.max(old.length, now.length) > FEW_WORDS ? 1 : 0;
  }
  const byWords = 1 - dice(pairs(old), pairs(now));
  if (byWords === 0 || Math.min(old.length, now.length) > SHORT) return byWords;
  return Math.min(byWords, 1 - dice(pairs(lettersIn(old)), pairs(lettersIn(now))));
}

const normalised = (text: string): string =>
  text
    .slice(0, MAX_LENGTH)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\u2018\u2019\u201a\u201b\u2032]/g, "'")
    .replace(/[\u00ab\u00bb\u201c-\u201f\u2033]/g, '"')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

/* An apostrophe is part of its word, however it is typed. */
const wordsIn = (text: string): string[] =>
  (normalised(text).replace(/'/g, '').match(WORD) ?? []).slice(0, MAX_WORDS);

const lettersIn = (words: readonly string[]): string[] => Array.from(words.join(' '));

/* With the two ends, so that a single word makes pairs as well. */
function pairs(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at <= items.length; at += 1) {
    const pair = `${items[at - 1] ?? ''}\n${items[at] ?? ''}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

function dice(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  let total = 0;
  for (const [pair, count] of a) {
    shared += Math.min(count, b.get(pair) ?? 0);
    total += count;
  }
  for (const count of b.values()) total += count;
  return (2 * shared) / total;
}
