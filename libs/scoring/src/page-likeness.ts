// What of a source's page is compared with other pages to find copies: the passage around the link.
import { containment } from './containment.js';
import { fnv1a64 } from './fingerprint.js';
import { clip, wordsOf } from './text.js';

/** Words on each side of the link: beyond them stand menus and other posts. */
const reach = 150;
/** Shorter passages are alike by chance, or by the words of a common theme. */
const fewestWords = 50;
const size = 3;
/** Sources are copies when so much of the shorter passage stands in the longer one. */
const nearlyAll = 0.6;
const mostly = 0.7;
/** One odd multiplier and one addend for each hash function of a sketch. */
const functions = [
  [0x9e3779b1, 0x7f4a7c15],
  [0x85ebca6b, 0x2545f491],
  [0xc2b2ae35, 0x165667b1],
  [0x27d4eb2f, 0x61c88647],
] as const;

/** The passage of a page around its link, comparable with others. */
export type PageLikeness = {
  /** See {@link wordsOf}; 50 to 300 of them. */
  readonly words: readonly string[];
  /** Four min-hashes of its runs of three words, -2^31..2^31-1: two pages nearly the same share one. */
  readonly sketch: readonly [number, number, number, number];
};

const encoder = new TextEncoder();

/** Where a run of words begins in a text; 0 when it is not there. */
function placeOf(run: readonly string[], words: readonly string[]): number {
  const at = words.findIndex(
    (word, start) => word === run[0] && run.every((next, step) => words[start + step] === next),
  );
  return Math.max(0, at);
}

function sketchOf(words: readonly string[]): PageLikeness['sketch'] {
  const least: [number, number, number, number] = [0x7fffffff, 0x7fffffff, 0x7fffffff, 0x7fffffff];
  for (let at = 0; at <= words.length - size; at += 1) {
    const run = words.slice(at, at + size).join(' ');
    const hash = Number(BigInt(`0x${fnv1a64(encoder.encode(run))}`) & 0xffff_ffffn);
    for (const [which, [factor, addend]] of functions.entries()) {
      let mixed = Math.imul(hash ^ addend, factor);
      mixed = Math.imul(mixed ^ (mixed >>> 15), factor);
      mixed ^= mixed >>> 13;
      if (mixed < (least[which] ?? 0)) least[which] = mixed;
    }
  }
  return least;
}

/**
 * The likeness of a page's readable text (its first 20,000 characters); `around` is the sentence
 * with the link, from which 150 words are taken to each side (from the beginning of the text when
 * it is not found there). Null when there are fewer than 50 words. The sketch after Broder, "On
 * the resemblance and containment of documents" (1997).
 */
export function pageLikenessOf(text: string, around: string): PageLikeness | null {
  const all = wordsOf(clip(text));
  const place = placeOf(wordsOf(clip(around)).slice(0, 6), all);
  const words = all.slice(Math.max(0, place - reach), Math.max(place, reach) + reach);
  return words.length < fewestWords ? null : { words, sketch: sketchOf(words) };
}

/** Whether two passages are nearly the same: one of them stands mostly in the other. */
export function isNearlySame(one: readonly string[], other: readonly string[]): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return (containment(short, long) ?? 0) >= nearlyAll;
}

/**
 * Whether a page holds most of the beginning of another text, as one does that copies a post; a
 * text of fewer than 50 words says nothing. Looks at 300 words of the text and at the first 20,000
 * characters of the page.
 */
export function holdsMostOf(text: string, page: string): boolean {
  const wanted = wordsOf(clip(text)).slice(0, 2 * reach);
  if (wanted.length < fewestWords) return false;
  return (containment(wanted, wordsOf(clip(page))) ?? 0) >= mostly;
}
