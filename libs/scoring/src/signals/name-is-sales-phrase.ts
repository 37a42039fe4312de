// The name offers something for sale instead of naming somebody.
import { blatantPhrases, sellingPhrases } from '../commercial-words.js';
import { phrasesIn } from '../phrases.js';
import { quoteSome } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** Whole words only: "Andressa" holds no "dress". One mild word alone counts half. */
export const nameIsSalesPhrase: SignalDefinition = {
  id: 'name-is-sales-phrase',
  group: 'claims',
  find: ({ name }) => {
    const words = name.words();
    const blatant = phrasesIn(words, blatantPhrases);
    const mild = phrasesIn(words, sellingPhrases);
    if (blatant.length + mild.length === 0) return null;
    const strength = Math.min(1.3, 0.5 * mild.length + blatant.length);
    const shown = quoteSome([...new Set([...blatant, ...mild])]);
    return { strength, because: `Name is a sales phrase: ${shown}` };
  },
};
