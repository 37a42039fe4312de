// The source itself marks the link as paid for.
import type { SignalDefinition } from '../signal.js';

/** Looks for `rel="sponsored"`; `nofollow` and `ugc` are good manners and say nothing. */
export const sponsoredLink: SignalDefinition = {
  id: 'sponsored-link',
  group: 'verification',
  find: ({ evidence: { link } }) =>
    link?.rel.some((token) => token.toLowerCase() === 'sponsored') === true
      ? { strength: 1, because: 'The source marks the link as paid for (rel="sponsored")' }
      : null,
};
