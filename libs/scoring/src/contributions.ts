// From what the signals saw to points: weighted, held to the caps, whole thousandths.
import { ask } from './ask.js';
import { holdToCap } from './cap.js';
import type { Signal } from './judgement.js';
import type { Protocol } from './evidence.js';
import { correctionOf, startOf } from './learnt/site-model.js';
import type { Line, Model } from './model.js';
import type { SignalDefinition, SignalGroup } from './signal.js';
import type { Reading } from './reading.js';
import type { GroupSum } from './sums.js';

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

/** Asks each signal that the model gives a weight to. Those without points are left out. */
export function observe(
  definitions: readonly SignalDefinition[],
  reading: Reading,
  model: Model,
): readonly Observation[] {
  const { slope } = lineOf(model, reading.evidence.protocol);
  const { site } = model;
  const observations: Observation[] = [];
  for (const { id, group, weight, strength, because } of ask(definitions, reading, model)) {
    const corrected = site ? weight + correctionOf(site, id) : weight;
    const thousandths = toThousandths(corrected * strength * slope);
    if (thousandths !== 0) observations.push({ id, group, thousandths, because });
  }
  return observations;
}

/** The most influential first, equal ones by name. */
export const byInfluence = (one: Signal, other: Signal): number =>
  Math.abs(other.points) - Math.abs(one.points) || (one.signal < other.signal ? -1 : 1);

/** What is left of each signal whose group is above its cap, by id. */
function heldToCaps(
  observations: readonly Observation[],
  sums: readonly GroupSum[],
  { caps }: Model,
): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  for (const { group: of, sum } of sums) {
    const cap = toThousandths(caps[of]);
    if (Math.abs(sum) <= cap) continue;
    const members = observations.filter(({ group }) => group === of);
    for (const { id, thousandths } of holdToCap(members, cap)) held.set(id, thousandths);
  }
  return held;
}

const capOf = (group: SignalGroup, { caps }: Model): string =>
  `all ${group} signals together count at most ${String(caps[group])}`;

/** Holds each group to its cap and puts the most influential first; `sums` are the groups' sums before that. */
export function contribute(
  observations: readonly Observation[],
  sums: readonly GroupSum[],
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
      because: counted === thousandths ? because : `${because} (${capOf(group, model)})`,
    });
  }
  return signals.sort(byInfluence);
}
