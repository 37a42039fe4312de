// The host name, or the path, holds words of a trade.
import { hostOf } from '../address.js';
import { tradePiecesIn, tradeWordsAmong } from '../trade-words.js';
import { quoteSome } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** Words in the host count double those of the path. */
export const hostNamesTrade: SignalDefinition = {
  id: 'host-names-trade',
  group: 'page',
  find: ({ source, sourceWords }) => {
    if (source === null) return null;
    const inHost = tradePiecesIn(hostOf(source).replaceAll('-', ''));
    const inWords = tradeWordsAmong(sourceWords());
    if (inHost.length + inWords.length === 0) return null;
    const matched = [...new Set([...inHost, ...inWords])];
    const strength = Math.min(1.5, 0.4 * inHost.length + 0.3 * matched.length);
    return { strength, because: `The address speaks of a trade: ${quoteSome(matched)}` };
  },
};
