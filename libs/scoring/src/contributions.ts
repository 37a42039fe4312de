// From what the signals saw to points: weighted, held to the caps, whole thousandths.
import { holdToCap } from './cap.js';
import type { Signal } from './judgement.js';
import type { Protocol } from './evidence.js';
import { correctionOf, startOf } from './learnt/site-model.js';
import type { Line, Model } from './model.js';
import type { SignalDefinition, SignalGroup } from './signal.js';
import type { Reading } from './reading.js';

/** What one signal says before any cap. */
export type Observation = {
  readonly id: string;
  readonly group: SignalGroup;
  /** Whole thousandths of log-odds, not 0. */
  readonly thousandths: number;
  readonly because: string;
};

/** A figure in whole thousandths; 0 for what is no finite number. */
export const toThousandths = (value: number): number =>
  // "+ 0" turns a rounded-off -0 into 0, which JSON cannot tell apart.
  Number.isFinite(value) ? Math.round(Math.max(-1_000, Math.min(1_000, value)) * 1_000) + 0 : 0;

/** What one unit of a signal's strength counts: by the prior or by hand, and as the site corrected it. */
export function weightOf({ weights, prior, site }: Model, id: string): number {
  const weight = prior?.weights[id] ?? weights[id] ?? 0;
  return site ? weight + correctionOf(site, id) : weight;
}

const straight: Line = { slope: 1, offset: 0 };

/** How the log-odds of a kind of ping are straightened. */
export const lineOf = ({ calibration }: Model, protocol: Protocol): Line =>
  calibration?.[protocol] ?? straight;

/** Where a kind of ping starts, in log-odds. */
export function interceptOf(model: Model, protocol: Protocol): number {
  const { slope, offset } = lineOf(model, protocol);
  const learnt = (model.prior?.intercept ?? 0) + (model.site ? startOf(model.site) : 0);
  return slope * (model.intercepts[protocol] + learnt) + offset;
}

type Weights = Model['weights'];

// Weights never change: which signals they are for is found out once.
const asked = new WeakMap<
  readonly SignalDefinition[],
  WeakMap<Weights, readonly SignalDefinition[]>
>();

function weighed(
  definitions: readonly SignalDefinition[],
  weights: Weights,
): readonly SignalDefinition[] {
  const byWeights = asked.get(definitions) ?? new WeakMap<Weights, readonly SignalDefinition[]>();
  asked.set(definitions, byWeights);
  const known = byWeights.get(weights);
  if (known !== undefined) return known;
  const own = definitions.filter(({ id }) => weights[id] !== undefined);
  byWeights.set(weights, own);
  return own;
}

/** Asks each signal that the model gives a weight to. Those without points are left out. */
export function observe(
  definitions: readonly SignalDefinition[],
  reading: Reading,
  model: Model,
): readonly Observation[] {
  const { slope } = lineOf(model, reading.evidence.protocol);
  const observations: Observation[] = [];
  for (const { id, group, find } of weighed(definitions, model.weights)) {
    const finding = find(reading, model);
    if (finding === null) continue;
    const thousandths = toThousandths(weightOf(model, id) * finding.strength * slope);
    if (thousandths !== 0) observations.push({ id, group, thousandths, because: finding.because });
  }
  return observations;
}

/** The most influential first, equal ones by name. */
export const byInfluence = (one: Signal, other: Signal): number =>
  Math.abs(other.points) - Math.abs(one.points) || (one.signal < other.signal ? -1 : 1);

/** What is left of each signal whose group is above its cap, by id. */
function heldToCaps(
  observations: readonly Observation[],
  sums: ReadonlyMap<SignalGroup, number>,
  { caps }: Model,
): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  for (const [of, sum] of sums) {
    const cap = toThousandths(caps[of]);
    if (Math.abs(sum) <= cap) continue;
    const members = observations.filter(({ group }) => group === of);
    for (const { id, thousandths } of holdToCap(members, cap)) held.set(id, thousandths);
  }
  return held;
}

/** Holds each group to its cap and puts the most influential first; `sums` are the groups' sums before that. */
export function contribute(
  observations: readonly Observation[],
  sums: ReadonlyMap<SignalGroup, number>,
  model: Model,
): Signal[] {
  const held = heldToCaps(observations, sums, model);
  const signals: Signal[] = [];
  for (const { id, group, thousandths, because } of observations) {
    const counted = held.get(id) ?? thousandths;
    if (counted === 0) continue;
    signals.push({
      signal: id,
      group,
      points: counted / 1_000,
      uncapped: thousandths / 1_000,
      because:
        counted === thousandths
          ? because
          : `${because} (all ${group} signals together count at most ${String(model.caps[group])})`,
    });
  }
  return signals.sort(byInfluence);
}
