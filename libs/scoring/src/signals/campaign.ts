// The ping is one of many that one hand seems to have sent from several hosts.
import { countOf } from '../count.js';
import type { SignalDefinition } from '../signal.js';

/** As many as make a campaign. */
const fewest = 5;

/** Six tenths for the smallest campaign, growing with the logarithm to all of it from forty on. */
export const campaign: SignalDefinition = {
  id: 'campaign',
  group: 'repetition',
  find: ({ evidence }) => {
    // evidence stored before campaigns were looked for has no such field
    const size = countOf(evidence.campaign?.size ?? 0);
    const hosts = countOf(evidence.campaign?.hosts ?? 0);
    if (size < fewest || hosts < 2) return null;
    return {
      strength: Math.min(1, 0.6 + (0.4 * Math.log2(size / fewest)) / 3),
      because: `One of ${String(size)} pings alike from ${String(hosts)} hosts`,
    };
  },
};
