// The name is a list of words in small letters, as search phrases are and names seldom.
import { isLowerCaseList } from '../name-traits.js';
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** Two words count half, four and more fully; scripts without capitals say nothing. Many blogs call themselves so. */
export const nameIsKeyWords: SignalDefinition = {
  id: 'name-is-key-words',
  group: 'claims',
  find: ({ claimed: { name } }) => {
    const words = name.words();
    if (!isLowerCaseList(name.raw, words)) return null;
    return {
      strength: Math.min(1, words.length / 4),
      because: `Name is written like a search phrase: ${quote(name.raw)}`,
    };
  },
};
