// The page is made of links to many other sites rather than of text.
import { countOf } from '../count.js';
import type { SignalDefinition } from '../signal.js';

// A blogroll or a weekly link post reaches these figures seldom, a link farm always.
const fewestHosts = 15;
const usualPerThousand = 5;
const farmPerThousand = 20;

/** Hosts linked to per 1,000 characters of readable text; abstains below 15 hosts. */
export const linkDensity: SignalDefinition = {
  id: 'link-density',
  group: 'page',
  find: ({ evidence: { page } }) => {
    if (page === null) return null;
    const hosts = countOf(page.outgoingHosts);
    const length = countOf(page.textLength);
    const perThousand = (hosts * 1_000) / Math.max(500, length);
    if (hosts < fewestHosts || perThousand <= usualPerThousand) return null;
    const above = (perThousand - usualPerThousand) / (farmPerThousand - usualPerThousand);
    return {
      strength: Math.min(1, 0.3 + above),
      because: `The page links to ${String(hosts)} sites in ${String(length)} characters of text`,
    };
  },
};
