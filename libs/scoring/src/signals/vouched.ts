// Somebody whom the site knows links to the source.
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/**
 * The Vouch extension of Webmention, as credit and never as a gate. Abstains unless the link is
 * proven, and for a blocked source.
 */
export const vouched: SignalDefinition = {
  id: 'vouched',
  group: 'reputation',
  find: ({ evidence: { reputation, verification } }) => {
    if (reputation.vouchedBy === null || reputation.blocked !== null) return null;
    if (verification.state !== 'linked') return null;
    return { strength: 1, because: `Vouched for by ${quote(reputation.vouchedBy)}` };
  },
};
