// Asking signals about a ping, the same way for judging and for learning.
import type { Model } from './model.js';
import type { Reading } from './reading.js';
import type { Finding, SignalDefinition, SignalGroup } from './signal.js';

type Weights = Pick<Model, 'weights' | 'prior'>;

/** What a signal saw, and what it counts. */
export type Answer = Finding & {
  readonly id: string;
  readonly group: SignalGroup;
  /** Log-odds per unit of strength by the prior or by hand, before the site's correction. */
  readonly weight: number;
};

type Weighed = SignalDefinition & Pick<Answer, 'weight'>;

// Weights never change, and one model judges many pings: which signals it asks is found out once.
const known = new WeakMap<
  readonly SignalDefinition[],
  { readonly by: Weights; readonly weighed: readonly Weighed[] }
>();

function weigh(
  definitions: readonly SignalDefinition[],
  { weights, prior = null }: Model,
): readonly Weighed[] {
  const before = known.get(definitions);
  if (before?.by.weights === weights && before.by.prior === prior) return before.weighed;
  const weighed = definitions.flatMap(({ id, group, find }) => {
    const byHand = weights[id];
    return byHand === undefined ? [] : [{ id, group, find, weight: prior?.weights[id] ?? byHand }];
  });
  known.set(definitions, { by: { weights, prior }, weighed });
  return weighed;
}

/** What the signals say that the model gives a weight to, in their order; those that abstain are left out. */
export function ask(
  definitions: readonly SignalDefinition[],
  reading: Reading,
  model: Model,
): readonly Answer[] {
  const answers: Answer[] = [];
  for (const { id, group, find, weight } of weigh(definitions, model)) {
    const finding = find(reading, model);
    if (finding === null) continue;
    answers.push({ id, group, weight, strength: finding.strength, because: finding.because });
  }
  return answers;
}
