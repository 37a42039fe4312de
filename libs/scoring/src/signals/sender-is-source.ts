// The ping was sent by the machine on which its source lies.
import { isSharedByAuthors } from '../address.js';
import type { SignalDefinition } from '../signal.js';

/** Credit only: most blogs send by themselves, and services that send for them are as honest. */
export const senderIsSource: SignalDefinition = {
  id: 'sender-is-source',
  group: 'reputation',
  find: ({ evidence: { intake, source, verification, reputation }, domain }) => {
    if (intake?.senderIsSource !== true || verification.state !== 'linked') return null;
    if (reputation.blocked !== null || isSharedByAuthors(source)) return null;
    return { strength: 1, because: `Sent from the address at which ${domain} was read` };
  },
};
