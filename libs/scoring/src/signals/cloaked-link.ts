// The source shows the link to the check and not to others.
import type { SignalDefinition } from '../signal.js';

/** Abstains unless two looks at the source, as different programs, disagreed. */
export const cloakedLink: SignalDefinition = {
  id: 'cloaked-link',
  group: 'verification',
  find: ({ evidence: { verification } }) =>
    verification.cloaked === true
      ? {
          strength: 1,
          because: 'The source shows the link to one program and hides it from another',
        }
      : null,
};
