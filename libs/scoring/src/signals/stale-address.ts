// The ping came by an address that the page no longer hands out.
import type { SignalDefinition } from '../signal.js';

/** Abstains where the site hands out no dated addresses: every ping comes without a date there. */
export const staleAddress: SignalDefinition = {
  id: 'stale-address',
  group: 'reputation',
  find: ({ evidence: { intake } }) => {
    if (!intake?.dateWanted || intake.address === 'dated') return null;
    const because =
      intake.address === 'stale'
        ? 'Came by an address with an old date, as from a harvested list'
        : 'Came by an address without a date, which the page does not hand out';
    return { strength: 1, because };
  },
};
