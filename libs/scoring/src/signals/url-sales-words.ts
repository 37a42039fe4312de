// The source's address is made of words that sell.
import { hostOf } from '../address.js';
import { blatantHostPieces, blatantPhrases, sellingPhrases } from '../commercial-words.js';
import { phrasesIn } from '../phrases.js';
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** One mild word alone ("shoes") is an ordinary topic and says nothing. */
export const urlSalesWords: SignalDefinition = {
  id: 'url-sales-words',
  group: 'page',
  find: ({ source, sourceWords }) => {
    if (source === null) return null;
    const host = hostOf(source);
    const words = sourceWords();
    const pieces = blatantHostPieces.filter((piece) => host.includes(piece));
    const blatant = new Set([...pieces, ...phrasesIn(words, blatantPhrases)]);
    const mild = phrasesIn(words, sellingPhrases).filter((phrase) => !blatant.has(phrase));
    const strength = Math.min(1.3, 0.8 * blatant.size + 0.35 * mild.length);
    if (strength < 0.5) return null;
    const shown = [...blatant, ...mild].slice(0, 3).map(quote).join(', ');
    return { strength, because: `The address contains sales words: ${shown}` };
  },
};
