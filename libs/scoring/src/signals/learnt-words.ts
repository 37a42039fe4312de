// What the learnt weights say of the words of title and excerpt.
import { learntSignal } from '../learnt-signal.js';

/** From public data, the same for every site. */
export const learntWords = learntSignal('learnt-words', 'text', 'The words are of the kind found');
