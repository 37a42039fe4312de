// One signal per field from the weights of the prior: same reading, different field.
import { strongest, weigh } from './learnt/features.js';
import type { LearntField } from './learnt/features.js';
import { tell } from './learnt/trait-words.js';
import type { SignalDefinition } from './signal.js';

const most = 6;
/** The signal of one field; `about` names the field in a sentence. Abstains without a prior. */
export const learntSignal = (id: string, field: LearntField, about: string): SignalDefinition => ({
  id,
  group: 'learnt',
  find: (reading, { prior }) => {
    const found = reading.features()[field];
    if (!prior || found.slots.length === 0) return null;
    const sum = weigh(found, prior.slots);
    if (sum === 0) return null;
    const told = strongest(found, prior.slots, Math.sign(sum))
      .map((label) => tell(field, label))
      .join(', ');
    return {
      strength: Math.max(-most, Math.min(most, sum)),
      because: `${about} in ${sum > 0 ? 'known spam' : 'honest pings'}${told && `: ${told}`}`,
    };
  },
});
