// The link was there when the ping came, and is not any more.
import type { SignalDefinition } from '../signal.js';

/** Abstains while the link stands, and where there never was one. */
export const linkWithdrawn: SignalDefinition = {
  id: 'link-withdrawn',
  group: 'verification',
  find: ({ evidence: { verification } }) =>
    verification.withdrawn === true
      ? { strength: 1, because: 'The source took the link away after it was checked' }
      : null,
};
