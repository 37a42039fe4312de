// The text praises in words that fit under any post.
import { phrasesIn } from '../phrases.js';
import { praisePhrases } from '../stock-phrases.js';
import { quoteSome } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** One such phrase is politeness; it counts from two on, less in a long text. */
export const praisePhrasesSent: SignalDefinition = {
  id: 'praise-phrases',
  group: 'text',
  find: ({ excerpt }) => {
    const words = excerpt.words().slice(0, 250);
    const matched = phrasesIn(words, praisePhrases);
    if (matched.length === 0) return null;
    const strength = Math.min(1.5, (2.5 * matched.length) / Math.sqrt(words.length + 10));
    return { strength, because: `Phrases that fit under any post: ${quoteSome(matched)}` };
  },
};
