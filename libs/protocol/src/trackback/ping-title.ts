// A title for pings that come without one.
import { cropExcerpt } from '../text/crop.js';

const WORDS = 5;
/** In scripts that put no spaces between words. */
const CHARACTERS = 20;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Longest title kept, in code points. */
export const MAX_TITLE = 250;

/**
 * The title to show: the given one; else the first five words of the excerpt as Movable Type does
 * (twenty characters where words are not spaced); else the address.
 */
export function titleOf(given: string, excerpt: string, url: string): string {
  return cropExcerpt(given || startOf(excerpt) || url, MAX_TITLE);
}

function startOf(excerpt: string): string {
  const words = excerpt.split(' ').slice(0, WORDS).join(' ');
  return UNSPACED.test(words) ? cropExcerpt(words, CHARACTERS + 3) : words;
}
