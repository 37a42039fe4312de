// A ping as something to learn from: features, strengths of signals, log-odds without the site.
import { lineOf, weightOf } from './contributions.js';
import type { Evidence } from './evidence.js';
import type { Features } from './learnt/features.js';
import { lessonOf } from './learnt/learn.js';
import type { Lesson } from './learnt/learn.js';
import type { Model } from './model.js';
import { read } from './reading.js';
import type { SignalGroup } from './signal.js';
import { signals } from './signals.js';

/** What a ping looks like to a learner. */
export type Description = {
  readonly features: Features;
  /** Signals that spoke, of the kinds that a site may learn to weigh. */
  readonly strengths: readonly Strength[];
  /** What the prior's own signals say. */
  readonly learnt: readonly Strength[];
};

/** One signal that spoke. */
export type Strength = { readonly id: string; readonly strength: number };

// Lists, history and proof are facts with fixed meanings; only judgements by looks are learnt. How far to
// trust the prior is not: on the data that it was made of it looks better than it is.
const learnable: ReadonlySet<SignalGroup> = new Set(['claims', 'text', 'page']);
const ofPrior: ReadonlySet<SignalGroup> = new Set(['learnt']);
const most = 12;

/** Looks at a ping as learning does. Nothing of the network, of lists or of history takes part. */
export function describe(evidence: Evidence, model: Model): Description {
  const reading = read(evidence);
  const withoutSite = { ...model, site: null };
  const spoken = (groups: ReadonlySet<SignalGroup>): readonly Strength[] =>
    signals.flatMap(({ id, group, find }) => {
      if (!groups.has(group) || model.weights[id] === undefined) return [];
      const finding = find(reading, withoutSite);
      return finding === null ? [] : [{ id, strength: finding.strength }];
    });
  return {
    features: reading.features(),
    strengths: spoken(learnable),
    learnt: spoken(ofPrior),
  };
}

const groupOf: ReadonlyMap<string, SignalGroup> = new Map(
  signals.map(({ id, group }) => [id, group]),
);

/**
 * The lesson of a ping for `learn`; `model.site` is left out of account. Groups are held to their caps as
 * in the judgement: what the caps cut off is not known, and has to be learnt.
 */
export function lessonFrom(evidence: Evidence, model: Model): Lesson {
  const { features, strengths, learnt } = describe(evidence, model);
  const withoutSite = { ...model, site: null };
  const { slope, offset } = lineOf(model, evidence.protocol);
  const sums = new Map<SignalGroup, number>();
  for (const { id, strength } of [...strengths, ...learnt]) {
    const group = groupOf.get(id);
    if (group === undefined) continue;
    sums.set(group, (sums.get(group) ?? 0) + weightOf(withoutSite, id) * strength * slope);
  }
  let sum = (model.intercepts[evidence.protocol] + (model.prior?.intercept ?? 0)) * slope + offset;
  for (const [group, points] of sums) {
    sum += Math.max(-model.caps[group], Math.min(model.caps[group], points));
  }
  return lessonOf(features, strengths, Math.max(-most, Math.min(most, sum)));
}
