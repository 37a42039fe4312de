// The excerpt carries links of its own.
import type { SignalDefinition } from '../signal.js';

const address = /\bhttps?:\/\//gi;

// An honest long reply may cite a lot; an advertisement is little more than its links.
const dense = 12;
const sparse = 40;

/**
 * One link is often the trailing "read more"; from two on it counts, more with each, and less the
 * more words stand between them. A claim only: what a page links to is measured on the page.
 */
export const excerptLinks: SignalDefinition = {
  id: 'excerpt-links',
  group: 'text',
  find: ({ claimed: { excerpt } }) => {
    const links = excerpt.raw.match(address)?.length ?? 0;
    if (links < 2) return null;
    const wordsPerLink = excerpt.words().length / links;
    const share = wordsPerLink <= dense ? 1 : wordsPerLink <= sparse ? 0.6 : 0.25;
    const strength = Math.min(1.5, 0.35 + 0.2 * links) * share;
    return { strength, because: `The excerpt contains ${String(links)} links` };
  },
};
