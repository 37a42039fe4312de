// What the learnt weights say of the letters of title and excerpt.
import { learntSignal } from '../learnt-signal.js';

/** From public data, the same for every site; sees through altered spelling. */
export const learntLetters = learntSignal('learnt-letters', 'grams', 'The text is spelt as');
