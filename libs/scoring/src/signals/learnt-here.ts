// What the people of this site decided about pings with the same words and shapes.
import { learntFields, strongest, weigh } from '../learnt/features.js';
import { readingFactor, siteScale } from '../learnt/site-model.js';
import { tell } from '../learnt/trait-words.js';
import type { SignalDefinition } from '../signal.js';

const most = 8;
// Few decisions say little about the next ping, and one may be a slip: so many count half.
const halfTrusted = 8;

/** Abstains until somebody has decided something here. */
export const learntHere: SignalDefinition = {
  id: 'learnt-here',
  group: 'learnt',
  find: (reading, { site }) => {
    if (!site || site.decisions === 0) return null;
    const features = reading.features();
    const factor = readingFactor(site);
    const trust = site.decisions / (site.decisions + halfTrusted);
    let sum = 0;
    for (const field of learntFields)
      sum += weigh(features[field], site.weights) * siteScale[field] * factor;
    if (Math.abs(sum) * trust < 0.0005) return null;
    const told: string[] = [];
    for (const field of learntFields) {
      for (const label of strongest(features[field], site.weights, Math.sign(sum), 1))
        told.push(tell(field, label));
    }
    const verdict = sum > 0 ? 'called such pings spam' : 'approved such pings';
    return {
      strength: Math.max(-most, Math.min(most, sum)) * trust,
      because: `People of this site ${verdict}${told.length > 0 ? `: ${told.join(', ')}` : ''}`,
    };
  },
};
