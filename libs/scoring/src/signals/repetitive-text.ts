// The text says the same words again and again.
import type { SignalDefinition } from '../signal.js';

const fewestWords = 25;

/**
 * Distinct words among all, against what a text of that length has (Heaps' law): stands in for the
 * compression ratio of Ntoulas et al. 2006, "Detecting Spam Web Pages through Content Analysis".
 */
export const repetitiveText: SignalDefinition = {
  id: 'repetitive-text',
  group: 'text',
  find: ({ excerpt }) => {
    const words = excerpt.words().slice(0, 400);
    if (words.length < fewestWords) return null;
    const usual = 2.2 * words.length ** 0.78;
    const different = new Set(words).size;
    const share = different / Math.min(words.length, usual);
    if (share > 0.7) return null;
    return {
      strength: Math.min(1, (0.7 - share) * 2.5 + 0.25),
      because: `The text repeats itself: ${String(different)} different words of ${String(words.length)}`,
    };
  },
};
