// The excerpt carries a ready-made HTML link.
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

const anchor = /<a\b[^>]{0,300}href[^>]{0,300}>/i;

/** A person who writes about an entry sends text; a page that shows markup explains it. */
export const excerptIsMarkup: SignalDefinition = {
  id: 'excerpt-is-markup',
  group: 'text',
  find: ({ claimed: { excerpt } }) => {
    const found = anchor.exec(excerpt.raw)?.[0];
    return found === undefined
      ? null
      : { strength: 1, because: `The excerpt carries a link in HTML: ${quote(found)}` };
  },
};
