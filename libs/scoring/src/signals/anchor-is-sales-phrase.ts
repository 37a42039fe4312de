// The text of the link sells something.
import { blatantPhrases, sellingPhrases } from '../commercial-words.js';
import { phrasesIn } from '../phrases.js';
import { quoteSome } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** Abstains when the target's own title says the same words: then the link only quotes it. */
export const anchorIsSalesPhrase: SignalDefinition = {
  id: 'anchor-is-sales-phrase',
  group: 'text',
  find: ({ anchor, targetTitle }) => {
    const words = anchor.words();
    const quoted = new Set(targetTitle.words());
    const isNew = (phrase: string): boolean => !quoted.has(phrase.split(' ')[0] ?? phrase);
    const blatant = phrasesIn(words, blatantPhrases).filter(isNew);
    const mild = phrasesIn(words, sellingPhrases).filter(isNew);
    const strength = Math.min(1.3, blatant.length + 0.4 * mild.length);
    if (strength < 0.5) return null;
    const shown = quoteSome([...new Set([...blatant, ...mild])]);
    return { strength, because: `The link's text is a sales phrase: ${shown}` };
  },
};
