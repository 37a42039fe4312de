// The text holds the entry's title, word for word.
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

const startsAt = (words: readonly string[], at: number, wanted: readonly string[]): boolean =>
  wanted.every((word, step) => words[at + step] === word);

/** Needs a title of two words or more. */
export const quotesTarget: SignalDefinition = {
  id: 'quotes-target',
  group: 'text',
  find: ({ title, excerpt, targetTitle }) => {
    const wanted = targetTitle.words();
    if (wanted.length < 2) return null;
    const words = [...title.words(), ...excerpt.words()];
    return words.some((word, at) => word === wanted[0] && startsAt(words, at, wanted))
      ? { strength: 1, because: `The text holds the entry's title: ${quote(targetTitle.raw)}` }
      : null;
  },
};
