// The name is an address, there to be clicked.
import { parse } from 'tldts';
import { parseAddress, registrableDomain } from '../address.js';
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

const scheme = /^https?:\/\//i;
const hostLike = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:\/\S*)?$/u;

/** Abstains on a bare host name of the source itself: many sites are called by their domain. */
export const nameIsUrl: SignalDefinition = {
  id: 'name-is-url',
  group: 'claims',
  find: ({ name, domain }) => {
    const text = name.raw;
    const because = `Name is an address: ${quote(text)}`;
    const ownDomain = (address: string): boolean => registrableDomain(address) === domain;
    if (scheme.test(text)) {
      if (parseAddress(text) === null) return null;
      return { strength: ownDomain(text) ? 0.6 : 1, because };
    }
    if (text.length > 253 || !hostLike.test(text)) return null;
    const { isIcann, domain: named } = parse(text, { allowPrivateDomains: false });
    if (isIcann !== true || named === null || ownDomain(`http://${text}`)) return null;
    return { strength: 1, because };
  },
};
