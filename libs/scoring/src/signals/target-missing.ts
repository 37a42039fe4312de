// The page that was pinged does not exist.
import type { SignalDefinition } from '../signal.js';

/** Only the site's own word counts, given while its other pages answered. */
export const targetMissing: SignalDefinition = {
  id: 'target-missing',
  group: 'verification',
  find: ({ evidence: { target } }) =>
    target.missing
      ? { strength: 1, because: 'The site itself has no such page as the target' }
      : null,
};
