// The source's address is made of words that sell.
import { hostOf } from '../address.js';
import { blatantHostPieces, blatantPhrases, sellingPhrases } from '../commercial-words.js';
import { phrasesIn } from '../phrases.js';
import { quoteSome } from '../text.js';
import type { SignalDefinition } from '../signal.js';

function blatantIn(host: string, words: readonly string[]): readonly string[] {
  const found = blatantHostPieces.filter((piece) => host.includes(piece));
  for (const phrase of phrasesIn(words, blatantPhrases))
    if (!found.includes(phrase)) found.push(phrase);
  return found;
}

/** One mild word alone ("shoes") is an ordinary topic and says nothing. */
export const urlSalesWords: SignalDefinition = {
  id: 'url-sales-words',
  group: 'page',
  find: ({ source, sourceWords }) => {
    if (source === null) return null;
    const words = sourceWords();
    const blatant = blatantIn(hostOf(source), words);
    const mild = phrasesIn(words, sellingPhrases).filter((phrase) => !blatant.includes(phrase));
    const strength = Math.min(1.3, 0.8 * blatant.length + 0.35 * mild.length);
    if (strength < 0.5) return null;
    const shown = quoteSome([...blatant, ...mild]);
    return { strength, because: `The address contains sales words: ${shown}` };
  },
};
