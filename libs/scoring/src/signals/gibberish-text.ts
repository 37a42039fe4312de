// The text is made of letters rather than of words.
import { noiseShare } from '../letters.js';
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** Judges Latin words only; abstains below a fifth of noise. */
export const gibberishText: SignalDefinition = {
  id: 'gibberish-text',
  group: 'text',
  find: ({ excerpt, name }) => {
    const share = Math.max(
      noiseShare(excerpt.words().slice(0, 200)),
      noiseShare(name.words().slice(0, 20)),
    );
    if (share < 0.2) return null;
    return {
      strength: Math.min(1, 2 * share),
      because: `Words that no language has: ${quote(excerpt.raw || name.raw)}`,
    };
  },
};
