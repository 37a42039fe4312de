// Nobody here has heard from this domain, or from this person on a shared host, before.
import { standingOf } from '../reputation/standing.js';
import { clip } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** Abstains for a trusted source: the owner knows it. */
export const firstSeenDomain: SignalDefinition = {
  id: 'first-seen-domain',
  group: 'reputation',
  find: ({ evidence: { reputation }, domain }) => {
    const { isFirst, key } = standingOf(reputation);
    if (!isFirst || reputation.trusted !== null) return null;
    return { strength: 1, because: `First ping from ${key === null ? domain : clip(key, 100)}` };
  },
};
