// The link is in the page but no reader can see it.
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** Abstains when the link is visible or absent. */
export const hiddenLink: SignalDefinition = {
  id: 'hidden-link',
  group: 'verification',
  find: ({ evidence: { link } }) => {
    if (link === null || link.visible) return null;
    const why = link.hiddenBecause === null ? '' : `: ${quote(link.hiddenBecause)}`;
    return { strength: 1, because: `The link is hidden from readers${why}` };
  },
};
