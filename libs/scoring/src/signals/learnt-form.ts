// What the learnt weights say of how the ping is written.
import { learntSignal } from '../learnt-signal.js';

/** From public data, the same for every site; sizes and marks, so that the language does not matter. */
export const learntForm = learntSignal('learnt-form', 'form', 'The ping is built as');
