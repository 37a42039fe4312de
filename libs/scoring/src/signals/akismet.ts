// What the Akismet-compatible service says that the owner asks.
import type { SignalDefinition } from '../signal.js';

const strengths = { spam: 1, discard: 1.5, ham: -0.5 } as const;
const sayings = {
  spam: 'The service that is asked calls it spam',
  discard: 'The service that is asked calls it spam of the plainest kind',
  ham: 'The service that is asked finds nothing wrong with it',
} as const;

/**
 * Its praise counts half: it knows campaigns, and not the site; and it is for the address that the ping names,
 * so that only a proven link makes it credit.
 */
export const akismet: SignalDefinition = {
  id: 'akismet',
  group: 'reputation',
  find: ({ evidence }) => {
    const said = evidence.opinions?.akismet;
    if (said === 'ham' && evidence.verification.state !== 'linked') return null;
    return said ? { strength: strengths[said], because: sayings[said] } : null;
  },
};
