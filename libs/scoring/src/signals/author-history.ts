// What people decided about earlier pings of the same author, beyond what the place says.
import { logOddsBy, placesIn, tellNarrowest } from '../reputation/told.js';
import type { SignalDefinition } from '../signal.js';

/**
 * The author is the narrowest scope: it adds by how much the log-odds change when it is taken into
 * account, so that no decision counts twice. A proven link is needed for credit.
 */
export const authorHistory: SignalDefinition = {
  id: 'author-history',
  group: 'reputation',
  find: ({ evidence: { reputation, verification } }) => {
    const sources = reputation.sources ?? [];
    const author = sources.filter(({ scope }) => scope === 'author').slice(0, 1);
    const because = tellNarrowest(author);
    if (because === null) return null;
    const scopes = placesIn(sources);
    const [without, all] = [logOddsBy(scopes), logOddsBy([...scopes, ...author])];
    const strength =
      verification.state === 'linked'
        ? all - without
        : Math.max(0, Math.max(0, all) - Math.max(0, without));
    return strength === 0 ? null : { strength, because };
  },
};
