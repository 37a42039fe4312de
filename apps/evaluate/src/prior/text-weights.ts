// Weights of hashed features: logistic regression with AdaGrad, one field at a time.
import { hashSpace, unitOf, weigh, type LearntField } from '@trackwarden/scoring';
import { rowWeights, type Example } from './example.js';
import { shuffled } from './shuffle.js';

const epochs = 5;
const rate = 0.3;
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
  const known = knownToSeveral(examples, field);
  const importance = rowWeights(examples);
  const weights = new Float32Array(hashSpace);
  const squares = new Float64Array(hashSpace).fill(firstSquare);
  let start = 0;
  let startSquare = firstSquare;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const at of shuffled(examples.length, seed + epoch)) {
      const example = examples[at];
      const slots = example?.features[field].slots ?? [];
      if (example === undefined || slots.length === 0) continue;
      const sum = start + weigh(field, example.features[field], weights);
      const error = (1 / (1 + Math.exp(-sum)) - (example.isSpam ? 1 : 0)) * (importance[at] ?? 0);
      startSquare += error * error;
      start -= (rate * error) / Math.sqrt(startSquare);
      const gradient = error * unitOf(field, slots.length);
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
