// The host name is made of letters that no word has.
import { hostOf } from '../address.js';
import type { SignalDefinition } from '../signal.js';

const consonants = /[bcdfghjklmnpqrstvwxz]{6}/;
const mixed = /[a-z]\d+[a-z]+\d|\d[a-z]+\d+[a-z]/;

/** Digits among the letters or six consonants on end, in the part that the owner chose. */
export const randomHost: SignalDefinition = {
  id: 'random-host',
  group: 'page',
  find: ({ source, domain }) => {
    if (source === null || !/[a-z]/.test(domain)) return null;
    const label = domain.split('.')[0] ?? '';
    if (label.startsWith('xn--') || (!consonants.test(label) && !mixed.test(label))) return null;
    return { strength: 1, because: `The host's name is no word: ${hostOf(source)}` };
  },
};
