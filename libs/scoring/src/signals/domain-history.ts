// What people decided about earlier pings of the same domain, in evidence without scopes.
import { countOf } from '../count.js';
import type { SignalDefinition } from '../signal.js';

const most = 3;

/**
 * Log-odds of the mean of a Beta(1 + spam, 1 + approved) posterior, at most 3 either way. Credit
 * is given only to a proven link: anybody can name a good address as the source. Abstains where
 * `source-history` knows more.
 */
export const domainHistory: SignalDefinition = {
  id: 'domain-history',
  group: 'reputation',
  find: ({ evidence: { reputation, verification }, domain }) => {
    if (reputation.sources !== undefined) return null;
    const approved = countOf(reputation.domain.approved);
    const spam = countOf(reputation.domain.spam);
    if (approved === spam) return null;
    if (approved > spam && verification.state !== 'linked') return null;
    const strength = Math.max(-most, Math.min(most, Math.log((1 + spam) / (1 + approved))));
    const because = `Earlier pings from ${domain}: ${String(approved)} approved, ${String(spam)} spam`;
    return { strength, because };
  },
};
