// One source pings many pages of this installation.
import { countOf } from '../count.js';
import type { SignalDefinition } from '../signal.js';

// A round-up post may honestly name a few pages of one site.
const usual = 4;

/** Abstains up to four other pings in 7 days, then grows to its full strength at sixteen. */
export const repeatedSource: SignalDefinition = {
  id: 'repeated-source',
  group: 'repetition',
  find: ({ evidence: { repeats } }) => {
    const count = countOf(repeats.sameSource);
    if (count <= usual) return null;
    return {
      strength: Math.min(1, Math.log2(count / usual) / 2),
      because: `The same source sent ${String(count)} other pings in the last 7 days`,
    };
  },
};
