// The text holds the entry's title, word for word.
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

function standsIn(words: readonly string[], wanted: readonly string[]): boolean {
  for (let at = words.indexOf(wanted[0] ?? ''); at !== -1;) {
    if (wanted.every((word, step) => words[at + step] === word)) return true;
    at = words.indexOf(wanted[0] ?? '', at + 1);
  }
  return false;
}

/** Needs a title of two words or more. */
export const quotesTarget: SignalDefinition = {
  id: 'quotes-target',
  group: 'text',
  find: ({ title, excerpt, targetTitle }) => {
    const wanted = targetTitle.words();
    if (wanted.length < 2) return null;
    return standsIn([...title.words(), ...excerpt.words()], wanted)
      ? { strength: 1, because: `The text holds the entry's title: ${quote(targetTitle.raw)}` }
      : null;
  },
};
