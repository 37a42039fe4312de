// The ping holds words that this site's owner named as welcome.
import { phrasesIn } from '../phrases.js';
import { quoteSome } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** Credit, and a small one: anybody can stuff good words into a text. */
export const hamWords: SignalDefinition = {
  id: 'ham-words',
  group: 'text',
  find: ({ name, title, excerpt, siteHamWords }) => {
    if (siteHamWords().next.size === 0) return null;
    const words = [...name.words(), '\n', ...title.words(), '\n', ...excerpt.words()];
    const matched = phrasesIn(words, siteHamWords());
    if (matched.length === 0) return null;
    return {
      strength: matched.length > 1 ? 1 : 0.7,
      because: `Words of this site's welcome list: ${quoteSome(matched)}`,
    };
  },
};
