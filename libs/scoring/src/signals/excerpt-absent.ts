// The excerpt that was sent is not taken from the page.
import { containment } from '../containment.js';
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

const absentBelow = 0.2;

/** Abstains when the page was not read to its end, or the excerpt is too short to tell. */
export const excerptAbsent: SignalDefinition = {
  id: 'excerpt-absent',
  group: 'claims',
  find: ({ evidence: { page }, claimed: { excerpt }, pageText, pageIsWhole }) => {
    if (page === null || !pageIsWhole || excerpt.raw === '') return null;
    const share = containment(excerpt.words(), pageText.words());
    if (share === null || share >= absentBelow) return null;
    return {
      strength: 1,
      because: `The claimed excerpt is not on the page: ${quote(excerpt.raw)}`,
    };
  },
};
