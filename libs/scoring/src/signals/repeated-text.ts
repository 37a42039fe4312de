// Other sources sent the same text lately.
import { countOf } from '../count.js';
import type { SignalDefinition } from '../signal.js';

/** Grows with the logarithm: once is a third, three times two thirds, from seven on all of it. */
export const repeatedText: SignalDefinition = {
  id: 'repeated-text',
  group: 'repetition',
  find: ({ evidence: { repeats } }) => {
    const count = countOf(repeats.sameText);
    if (count === 0) return null;
    const times = count === 1 ? 'another source' : `${String(count)} other sources`;
    return {
      strength: Math.min(1, Math.log2(1 + count) / 3),
      because: `The same text came from ${times} in the last 7 days`,
    };
  },
};
