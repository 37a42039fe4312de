// The page has nearly the same text as other sources, or as the entry itself.
import { countOf } from '../count.js';
import type { SignalDefinition } from '../signal.js';

/** Weak: scrapers copy, and so do honest aggregators; the band is what holds it. */
export const copiedPage: SignalDefinition = {
  id: 'copied-page',
  group: 'page',
  find: ({ evidence: { copies } }) => {
    const sources = countOf(copies?.sources ?? 0);
    if (copies?.ofTarget === true)
      return { strength: 1, because: 'The page has nearly the same text as the entry itself' };
    if (sources === 0) return null;
    const others = sources === 1 ? '1 other source' : `${String(sources)} other sources`;
    return { strength: 1, because: `The page has nearly the same text as ${others}` };
  },
};
