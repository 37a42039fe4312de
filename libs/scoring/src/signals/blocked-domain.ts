// The owner blocked the source.
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** The band follows the owner's rule whatever the score; the points only explain it. */
export const blockedDomain: SignalDefinition = {
  id: 'blocked-domain',
  group: 'reputation',
  find: ({ evidence: { reputation } }) =>
    reputation.blocked === null
      ? null
      : { strength: 1, because: `On this site's block list: ${quote(reputation.blocked.entry)}` },
};
