// Finding whole words and phrases of a list in a text, in one pass over the text.
import { isUncasedLetter } from './letters.js';
import { clip, wordsOf } from './text.js';

/** A list made ready for searching: a tree of words, so that a long list costs no more time. */
export type PhraseIndex = {
  /** The phrase that ends here, as it is shown; null within a phrase. */
  readonly phrase: string | null;
  readonly next: ReadonlyMap<string, PhraseIndex>;
};

type Branch = { phrase: string | null; readonly next: Map<string, Branch> };

const mostPhrases = 1_000;
const longestPhrase = 100;
const mostWords = 10;

const shown = (words: readonly string[]): string =>
  words.join(words.every(isUncasedLetter) ? '' : ' ');

/**
 * A list of words and phrases made ready for {@link phrasesIn}. Uses the first 1,000 entries, and of
 * each the first 100 characters and 10 words; entries without a letter or digit are left out.
 */
export function indexPhrases(phrases: readonly string[]): PhraseIndex {
  const root: Branch = { phrase: null, next: new Map() };
  for (const entry of phrases.slice(0, mostPhrases)) {
    const words = wordsOf(clip(entry, longestPhrase)).slice(0, mostWords);
    let branch = root;
    for (const word of words) {
      const deeper = branch.next.get(word) ?? { phrase: null, next: new Map() };
      branch.next.set(word, deeper);
      branch = deeper;
    }
    if (words.length > 0) branch.phrase = shown(words);
  }
  return root;
}

/** The distinct entries of an index that stand in a text's words, in order of appearance. */
export function phrasesIn(words: readonly string[], index: PhraseIndex): readonly string[] {
  if (index.next.size === 0) return [];
  const found: string[] = [];
  for (let start = 0; start < words.length; start += 1) {
    let branch = index.next.get(words[start] ?? '');
    for (let at = start + 1; branch !== undefined; at += 1) {
      if (branch.phrase !== null && !found.includes(branch.phrase)) found.push(branch.phrase);
      branch = branch.next.get(words[at] ?? '');
    }
  }
  return found;
}

/** {@link phrasesIn} over several texts; no phrase goes from one into the next. */
export function phrasesInAny(
  texts: readonly (readonly string[])[],
  index: PhraseIndex,
): readonly string[] {
  const found: string[] = [];
  for (const words of texts) {
    for (const phrase of phrasesIn(words, index)) if (!found.includes(phrase)) found.push(phrase);
  }
  return found;
}
