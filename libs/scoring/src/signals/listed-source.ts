// The source's domain is on lists in the DNS that the owner asks.
import { listing } from '../listing.js';
import type { SignalDefinition } from '../signal.js';

export const listedSource: SignalDefinition = {
  id: 'listed-source',
  group: 'reputation',
  find: ({ evidence }) => listing(evidence, 'source-domain', "The source's domain is on"),
};
