// The name is longer than names are, and no title of a page either.
import { isUncasedLetter } from '../letters.js';
import { looksLikePageTitle } from '../name-traits.js';
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

const usualWords = 4;

/** Grows with each word above four; in scripts without spaces four letters count as one word. A page may call its site as it likes. */
export const nameIsLong: SignalDefinition = {
  id: 'name-is-long',
  group: 'claims',
  find: ({ claimed: { name } }) => {
    const words = name.words();
    const length = words.reduce((sum, word) => sum + (isUncasedLetter(word) ? 0.25 : 1), 0);
    if (length <= usualWords || looksLikePageTitle(name.raw, words)) return null;
    const strength = Math.min(1, (length - usualWords) / 5);
    return { strength, because: `Name has ${String(words.length)} words: ${quote(name.raw)}` };
  },
};
