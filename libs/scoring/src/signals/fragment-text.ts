// The text begins in the middle of a sentence, cut from somewhere without a mark.
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/**
 * Needs 12 words; a text that marks the cut with dots or a bracket is an honest excerpt. A claim only:
 * what is taken from a page begins where its block does.
 */
export const fragmentText: SignalDefinition = {
  id: 'fragment-text',
  group: 'text',
  find: ({ claimed: { excerpt } }) => {
    if (excerpt.words().length < 12 || !/^\p{Ll}/u.test(excerpt.raw)) return null;
    const hasCapitals = /[.!?] +\p{Lu}/u.test(excerpt.raw);
    return hasCapitals
      ? { strength: 1, because: `The text begins within a sentence: ${quote(excerpt.raw)}` }
      : null;
  },
};
