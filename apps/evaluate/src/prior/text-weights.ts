// Weights of hashed features: logistic regression with AdaGrad, one field at a time.
import { hashSpace, weigh, type LearntField } from '@trackwarden/scoring';
import { rowWeights, type Example } from './example.js';
import { shuffled } from './shuffle.js';

const epochs = 5;
// the traits of form are few and shared by all, and fit too closely at the pace of words
const rates: Readonly<Record<LearntField, number>> = {
  name: 0.3,
  text: 0.3,
  grams: 0.3,
  address: 0.3,
  form: 0.1,
};
const firstSquare = 0.01;

/** Only what two sites know may speak to a third. */
function knownToSeveral(examples: readonly Example[], field: LearntField): Uint8Array {
  const lastSite = new Map<number, string>();
  const known = new Uint8Array(hashSpace);
  for (const { features, site } of examples) {
    for (const slot of features[field].slots) {
      const last = lastSite.get(slot);
      if (last === undefined) lastSite.set(slot, site);
      else if (last !== site) known[slot] = 1;
    }
  }
  return known;
}

/** Log-odds per feature of one field, 0 for features of one site only. Depends on its arguments alone. */
export function trainField(
  examples: readonly Example[],
  field: LearntField,
  seed: number,
): Float32Array {
  const rate = rates[field];
  const known = knownToSeveral(examples, field);
  const importance = rowWeights(examples);
  const weights = new Float32Array(hashSpace);
  const squares = new Float64Array(hashSpace).fill(firstSquare);
  let start = 0;
  let startSquare = firstSquare;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const at of shuffled(examples.length, seed + epoch)) {
      const example = examples[at];
      if (example === undefined || example.features[field].slots.length === 0) continue;
      const { slots, unit } = example.features[field];
      const sum = start + weigh(example.features[field], weights);
      const error = (1 / (1 + Math.exp(-sum)) - (example.isSpam ? 1 : 0)) * (importance[at] ?? 0);
      startSquare += error * error;
      start -= (rate * error) / Math.sqrt(startSquare);
      const gradient = error * unit;
      for (const slot of slots) {
        if (known[slot] !== 1) continue;
        const square = (squares[slot] ?? 0) + gradient * gradient;
        squares[slot] = square;
        weights[slot] = (weights[slot] ?? 0) - (rate * gradient) / Math.sqrt(square);
      }
    }
  }
  return weights;
}
