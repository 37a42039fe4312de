// What people decided about earlier pings from the same place.
import { logOddsBy, placesIn, tellNarrowest } from '../reputation/told.js';
import type { SignalDefinition } from '../signal.js';

/**
 * Log-odds of the posterior of the path within its host within its domain, at most 3 either way.
 * Credit is given only to a proven link: anybody can name a good address as the source.
 */
export const sourceHistory: SignalDefinition = {
  id: 'source-history',
  group: 'reputation',
  find: ({ evidence: { reputation, verification } }) => {
    const scopes = placesIn(reputation.sources ?? []);
    const strength = logOddsBy(scopes);
    const because = tellNarrowest(scopes);
    if (strength === 0 || because === null) return null;
    if (strength < 0 && verification.state !== 'linked') return null;
    return { strength, because };
  },
};
