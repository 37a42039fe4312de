// What the learnt weights say of the name.
import { learntSignal } from '../learnt-signal.js';

/** From public data, the same for every site. */
export const learntName = learntSignal('learnt-name', 'name', 'The name is of the kind found');
