// From what the signals saw to points: weighted, held to the caps, whole thousandths.
import { holdToCap } from './cap.js';
import type { Signal } from './judgement.js';
import type { Model } from './model.js';
import { signalGroups } from './signal.js';
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

/** Asks each signal that the model gives a weight to. Those without points are left out. */
export function observe(
  definitions: readonly SignalDefinition[],
  reading: Reading,
  model: Model,
): readonly Observation[] {
  return definitions.flatMap(({ id, group, find }) => {
    const weight = model.weights[id];
    const finding = weight === undefined ? null : find(reading);
    if (weight === undefined || finding === null) return [];
    const thousandths = toThousandths(weight * finding.strength);
    return thousandths === 0 ? [] : [{ id, group, thousandths, because: finding.because }];
  });
}

const byInfluence = (one: Signal, other: Signal): number =>
  Math.abs(other.points) - Math.abs(one.points) || (one.signal < other.signal ? -1 : 1);

/** Holds each group to its cap and puts the most influential first. */
export function contribute(observations: readonly Observation[], model: Model): readonly Signal[] {
  const held = signalGroups.flatMap((group) => {
    const members = observations.filter((observation) => observation.group === group);
    return holdToCap(members, toThousandths(model.caps[group]));
  });
  const points = new Map(held.map(({ id, thousandths }) => [id, thousandths]));
  return observations
    .map(({ id, group, thousandths, because }) => {
      const counted = points.get(id) ?? 0;
      const note = ` (all ${group} signals together count at most ${String(model.caps[group])})`;
      return {
        signal: id,
        group,
        points: counted / 1_000,
        uncapped: thousandths / 1_000,
        because: counted === thousandths ? because : because + note,
      };
    })
    .filter((signal) => signal.points !== 0)
    .sort(byInfluence);
}
