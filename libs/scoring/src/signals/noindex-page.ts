// The page asks search engines not to list it.
import type { SignalDefinition } from '../signal.js';

/** Weak: some personal sites do this on purpose. */
export const noindexPage: SignalDefinition = {
  id: 'noindex-page',
  group: 'page',
  find: ({ evidence: { page } }) =>
    page?.noindex === true
      ? { strength: 1, because: 'The page asks search engines not to list it (noindex)' }
      : null,
};
