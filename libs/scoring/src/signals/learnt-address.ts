// What the learnt weights say of the source's address.
import { learntSignal } from '../learnt-signal.js';

/** From public data, the same for every site. */
export const learntAddress = learntSignal(
  'learnt-address',
  'address',
  'The address is of the kind found',
);
