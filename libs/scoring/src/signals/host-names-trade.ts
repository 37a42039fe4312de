// The host name, or the path, holds words of a trade.
import { hostOf } from '../address.js';
import { tradePiecesIn, tradeWordsAmong } from '../trade-words.js';
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** Words in the host count double those of the path. */
export const hostNamesTrade: SignalDefinition = {
  id: 'host-names-trade',
  group: 'page',
  find: ({ source, sourceWords }) => {
    if (source === null) return null;
    const inHost = tradePiecesIn(hostOf(source).replaceAll('-', ''));
    const matched = [...new Set([...inHost, ...tradeWordsAmong(sourceWords())])];
    if (matched.length === 0) return null;
    const strength = Math.min(1.5, 0.4 * inHost.length + 0.3 * matched.length);
    const shown = matched.slice(0, 3).map(quote).join(', ');
    return { strength, because: `The address speaks of a trade: ${shown}` };
  },
};
