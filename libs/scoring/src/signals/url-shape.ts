// The source's address has the shape of hacked, disguised or throw-away pages.
import { hostOf } from '../address.js';
import { addressTraits } from '../address-traits.js';
import type { SignalDefinition } from '../signal.js';

const most = 1.5;

/** Traits add up, at most to 1.5; each is named. */
export const urlShape: SignalDefinition = {
  id: 'url-shape',
  group: 'page',
  find: ({ source }) => {
    if (source === null) return null;
    const traits = addressTraits(source);
    if (traits.length === 0) return null;
    const sum = traits.reduce((total, trait) => total + trait.strength, 0);
    const names = traits.map((trait) => trait.name).join('; ');
    return { strength: Math.min(most, sum), because: `Address of ${hostOf(source)}: ${names}` };
  },
};
