// The excerpt that was sent really stands on the page.
import { containment } from '../containment.js';
import type { SignalDefinition } from '../signal.js';

const foundFrom = 0.6;

/** Credit; abstains when the excerpt is too short to tell. */
export const excerptFound: SignalDefinition = {
  id: 'excerpt-found',
  group: 'claims',
  find: ({ evidence: { page }, claimed: { excerpt }, pageText }) => {
    if (page === null || excerpt.raw === '') return null;
    const share = containment(excerpt.words(), pageText.words());
    if (share === null || share < foundFrom) return null;
    const percent = String(Math.round(share * 100));
    return { strength: share, because: `The claimed excerpt stands on the page (${percent} %)` };
  },
};
