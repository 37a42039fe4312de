// What the name field looks like, before any of its words is known.
import { clip } from './text.js';

const separators = / [|–—»«·:/-]+ |: | :: |\s?[|»«]\s?/u;
const letter = /\p{L}/u;

/** Whether a name is built like the title of a page: parts set apart, four words or more. */
export const looksLikePageTitle = (raw: string, words: readonly string[]): boolean =>
  words.length >= 4 && separators.test(clip(raw, 300));

/** Whether a name has two words or more and no capital although its script has capitals. */
export function isLowerCaseList(raw: string, words: readonly string[]): boolean {
  const text = clip(raw, 300);
  if (words.length < 2 || !letter.test(text)) return false;
  return text === text.toLowerCase() && text !== text.toUpperCase();
}
