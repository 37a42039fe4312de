// A ping as something to learn from: features, strengths of signals, log-odds without the site.
import { ask } from './ask.js';
import type { Answer } from './ask.js';
import { lineOf } from './contributions.js';
import type { Evidence } from './evidence.js';
import type { Features } from './learnt/features.js';
import { lessonOf } from './learnt/learn.js';
import type { Lesson } from './learnt/learn.js';
import type { Model } from './model.js';
import { read } from './reading.js';
import type { SignalDefinition, SignalGroup } from './signal.js';
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
const learnable = signalsOf(['claims', 'text', 'page']);
const ofPrior = signalsOf(['learnt']);
const most = 12;

function signalsOf(groups: readonly SignalGroup[]): readonly SignalDefinition[] {
  return signals.filter(({ group }) => groups.includes(group));
}

function look(evidence: Evidence, model: Model) {
  const reading = read(evidence);
  const withoutSite = { ...model, site: null };
  return {
    features: reading.features(),
    strengths: ask(learnable, reading, withoutSite),
    learnt: ask(ofPrior, reading, withoutSite),
  };
}

const strengthOf = ({ id, strength }: Answer): Strength => ({ id, strength });

/** Looks at a ping as learning does. Nothing of the network, of lists or of history takes part. */
export function describe(evidence: Evidence, model: Model): Description {
  const { features, strengths, learnt } = look(evidence, model);
  return { features, strengths: strengths.map(strengthOf), learnt: learnt.map(strengthOf) };
}

/**
 * The lesson of a ping for `learn`; `model.site` is left out of account. Groups are held to their caps as
 * in the judgement: what the caps cut off is not known, and has to be learnt.
 */
export function lessonFrom(evidence: Evidence, model: Model): Lesson {
  const { features, strengths, learnt } = look(evidence, model);
  const { slope, offset } = lineOf(model, evidence.protocol);
  const sums = new Map<SignalGroup, number>();
  for (const { group, weight, strength } of [...strengths, ...learnt]) {
    sums.set(group, (sums.get(group) ?? 0) + weight * strength * slope);
  }
  let sum = (model.intercepts[evidence.protocol] + (model.prior?.intercept ?? 0)) * slope + offset;
  for (const [group, points] of sums) {
    sum += Math.max(-model.caps[group], Math.min(model.caps[group], points));
  }
  return lessonOf(features, strengths, Math.max(-most, Math.min(most, sum)));
}
