// The owner trusts the source.
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/**
 * Abstains unless the link is proven, because anybody can name a trusted address as the source;
 * also abstains when the source is blocked as well.
 */
export const trustedDomain: SignalDefinition = {
  id: 'trusted-domain',
  group: 'reputation',
  find: ({ evidence: { reputation, verification } }) => {
    if (reputation.trusted === null || reputation.blocked !== null) return null;
    if (verification.state !== 'linked') return null;
    return {
      strength: 1,
      because: `On this site's trust list: ${quote(reputation.trusted.entry)}`,
    };
  },
};
