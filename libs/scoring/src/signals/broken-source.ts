// The address cannot be anybody's page.
import { hostOf } from '../address.js';
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** Abstains when no address was given at all. */
export const brokenSource: SignalDefinition = {
  id: 'broken-source',
  group: 'page',
  find: ({ source, evidence }) => {
    if (evidence.source === '') return null;
    const isWhole =
      source !== null && (/[.:]/.test(hostOf(source)) || hostOf(source) === 'localhost');
    return isWhole
      ? null
      : { strength: 1, because: `The address is no page's address: ${quote(evidence.source)}` };
  },
};
