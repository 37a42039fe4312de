// The source is a home page: an advertiser's wish, and an honest visitor's habit.
import { hostOf } from '../address.js';
import type { SignalDefinition } from '../signal.js';

/** Weak by itself; a ping is sent by an entry. */
export const homePageSource: SignalDefinition = {
  id: 'home-page-source',
  group: 'page',
  find: ({ source }) =>
    source !== null && source.pathname === '/' && source.search === ''
      ? { strength: 1, because: `The source is the home page of ${hostOf(source)}, not an entry` }
      : null,
};
