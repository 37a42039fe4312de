// The sender's address is on lists in the DNS that the owner asks.
import { listing } from '../listing.js';
import type { SignalDefinition } from '../signal.js';

export const listedSender: SignalDefinition = {
  id: 'listed-sender',
  group: 'reputation',
  find: ({ evidence }) => listing(evidence, 'sender-address', "The sender's address is on"),
};
