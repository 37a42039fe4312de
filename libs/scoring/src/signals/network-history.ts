// What people decided about earlier pings that came from the same network.
import { countOf } from '../count.js';
import { tell, weightsOf } from '../reputation/told.js';
import type { SignalDefinition } from '../signal.js';

const fewestSpams = 3;
const fewestDomains = 2;
const most = 1.5;

/**
 * Blame only, and little: many people may send from one network, and whoever wants credit could
 * rent there. Needs 3 decisions for spam that name 2 domains: one bad source is its own history.
 */
export const networkHistory: SignalDefinition = {
  id: 'network-history',
  group: 'reputation',
  find: ({ evidence: { reputation } }) => {
    const network = reputation.sources?.find(({ scope }) => scope === 'network');
    if (network === undefined || countOf(network.spam) < fewestSpams) return null;
    if (countOf(network.spamDomains ?? 0) < fewestDomains) return null;
    const { approved, spam } = weightsOf(network);
    const strength = Math.min(most, Math.log((1 + spam) / (1 + approved)));
    return strength > 0 ? { strength, because: tell(network) } : null;
  },
};
