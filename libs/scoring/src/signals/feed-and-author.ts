// The page belongs to a site that somebody writes: it names an author or offers a feed.
import type { SignalDefinition } from '../signal.js';

/** Credit for a proven link only; half of it when only one of the two is there. */
export const feedAndAuthor: SignalDefinition = {
  id: 'feed-and-author',
  group: 'page',
  find: ({ evidence: { page, verification } }) => {
    if (page === null || verification.state !== 'linked') return null;
    if (page.hasAuthor && page.hasFeed) {
      return { strength: 1, because: 'The page names its author and its site has a feed' };
    }
    if (page.hasFeed) return { strength: 0.5, because: "The page's site has a feed" };
    return page.hasAuthor ? { strength: 0.5, because: 'The page names its author' } : null;
  },
};
