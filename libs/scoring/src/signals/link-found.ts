// Credit for a link to the target that a reader of the source can see.
import type { SignalDefinition } from '../signal.js';

/** Abstains when the link is hidden or could not be proven. */
export const linkFound: SignalDefinition = {
  id: 'link-found',
  group: 'verification',
  find: ({ evidence: { verification, link } }) =>
    verification.state === 'linked' && link?.visible !== false
      ? { strength: 1, because: 'The source really links to this page, visibly' }
      : null,
};
