// The whole training: text weights, then the weights of signals on text scores of left-out sites.
import {
  encodeWeights,
  hashSpace,
  learntFields,
  weigh,
  type EncodedPrior,
  type LearntField,
  type Model,
} from '@trackwarden/scoring';
import { rowWeights, type Example } from './example.js';
import { dealSites } from './groups.js';
import { trainField } from './text-weights.js';
import { trainStack } from './stack.js';

const innerGroups = 5;
const pull = 30;
const mostSum = 6;

const signalOf: Readonly<Record<LearntField, string>> = {
  name: 'learnt-name',
  text: 'learnt-words',
  grams: 'learnt-letters',
  address: 'learnt-address',
  form: 'learnt-form',
};

type FieldWeights = Readonly<Record<LearntField, Float32Array>>;

const trainFields = (examples: readonly Example[], seed: number): FieldWeights => ({
  name: trainField(examples, 'name', seed),
  text: trainField(examples, 'text', seed),
  grams: trainField(examples, 'grams', seed),
  address: trainField(examples, 'address', seed),
  form: trainField(examples, 'form', seed),
});

/** Strengths of the learnt signals of one example. */
const textScores = (example: Example, weights: FieldWeights): { id: string; strength: number }[] =>
  learntFields.map((field) => ({
    id: signalOf[field],
    strength: Math.max(-mostSum, Math.min(mostSum, weigh(example.features[field], weights[field]))),
  }));

/**
 * The signals must not trust the text weights more than a stranger's site warrants: they are weighed on
 * text scores from weights that never saw the example's site.
 */
function scoredByOthers(examples: readonly Example[], seed: number): Example[] {
  const groupOf = dealSites(examples, innerGroups);
  const groups = Array.from({ length: innerGroups }, (_, group) =>
    examples.filter(({ site }) => groupOf.get(site) !== group),
  );
  const weights = groups.map((others) => trainFields(others, seed));
  return examples.map((example) => {
    const known = weights[groupOf.get(example.site) ?? 0];
    if (known === undefined) return example;
    return { ...example, strengths: [...example.strengths, ...textScores(example, known)] };
  });
}

/** Trains a prior. The same examples, model and seed give the same bytes. */
export function trainPrior(
  examples: readonly Example[],
  model: Model,
  version: string,
  seed: number,
): EncodedPrior {
  const scored = scoredByOthers(examples, seed);
  const ids = [...new Set(scored.flatMap(({ strengths }) => strengths.map(({ id }) => id)))].sort();
  const importance = rowWeights(scored);
  const rows = scored.map(({ strengths, isSpam }, at) => {
    const byId = new Map(strengths.map(({ id, strength }) => [id, strength]));
    return { values: ids.map((id) => byId.get(id) ?? 0), isSpam, importance: importance[at] ?? 0 };
  });
  const stack = trainStack(
    rows,
    ids.map((id) => model.weights[id] ?? 0),
    pull,
  );
  const rounded = (value: number): number => Math.round(value * 1_000) / 1_000 + 0;
  return {
    version,
    intercept: rounded(stack.intercept),
    weights: Object.fromEntries(ids.map((id, at) => [id, rounded(stack.weights[at] ?? 0)])),
    ...encodeWeights(merge(trainFields(examples, seed))),
  };
}

/** Fields are told apart by their hashes, so their weights share one space. */
function merge(weights: FieldWeights): Float32Array {
  const all = new Float32Array(hashSpace);
  for (const field of learntFields) {
    weights[field].forEach((weight, slot) => {
      if (weight !== 0) all[slot] = (all[slot] ?? 0) + weight;
    });
  }
  return all;
}
