// Nobody here has heard from this domain before.
import type { SignalDefinition } from '../signal.js';

/** Abstains for a trusted source: the owner knows it. */
export const firstSeenDomain: SignalDefinition = {
  id: 'first-seen-domain',
  group: 'reputation',
  find: ({ evidence: { reputation }, domain }) =>
    reputation.domain.firstSeen && reputation.trusted === null
      ? { strength: 1, because: `First ping from ${domain}` }
      : null,
};
