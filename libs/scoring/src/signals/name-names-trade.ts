// The name holds words of a trade, as no person's name does.
import { tradeWordsAmong } from '../trade-words.js';
import { quoteSome } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** The share of such words counts: in a long title of a page one of them says little. */
export const nameNamesTrade: SignalDefinition = {
  id: 'name-names-trade',
  group: 'claims',
  find: ({ name }) => {
    const words = name.words().slice(0, 30);
    const matched = tradeWordsAmong(words);
    if (matched.length === 0) return null;
    const strength = Math.min(1.5, 0.3 + (1.2 * matched.length) / Math.max(2, words.length));
    const shown = quoteSome([...new Set(matched)]);
    return { strength, because: `The name speaks of a trade: ${shown}` };
  },
};
