// The points of a judgement added up: by group, under the caps, to a probability.
import { toThousandths } from './contributions.js';
import type { Observation } from './contributions.js';
import type { Signal } from './judgement.js';
import { measuredAt } from './learnt/measured.js';
import type { Model } from './model.js';
import type { SignalGroup } from './signal.js';

/** Nothing is certain, and an owner who says "spam from 100" means never. */
export const surest = 99.9;

/** Sums in thousandths of log-odds, by group. */
export type GroupSums = ReadonlyMap<SignalGroup, number>;

/** What everything adds up to. */
export type Sum = {
  readonly thousandths: number;
  readonly probability: number;
  readonly score: number;
  /** The share of the site's measure in the sum; null when it lets the sum stand. */
  readonly measured: Signal | null;
};

/** What each group adds up to before its cap. */
export function groupSums(observations: readonly Observation[]): GroupSums {
  const sums = new Map<SignalGroup, number>();
  for (const { group, thousandths } of observations) {
    sums.set(group, (sums.get(group) ?? 0) + thousandths);
  }
  return sums;
}

/** The same after the caps, as `contribute` holds them, without saying why. */
export function heldSums(sums: GroupSums, { caps }: Model): readonly number[] {
  const held: number[] = [];
  for (const [group, sum] of sums) {
    const cap = toThousandths(caps[group]);
    held.push(Math.max(-cap, Math.min(cap, sum)));
  }
  return held;
}

function measuredSignal(before: number, { steps }: Model): Signal | null {
  const measured = steps ? measuredAt(steps, before / 1_000) : null;
  if (measured === null) return null;
  const thousandths = toThousandths(measured.logOdds) - before;
  if (thousandths === 0) return null;
  const { spams, count } = measured;
  return {
    signal: 'calibration',
    group: 'calibration',
    points: thousandths / 1_000,
    uncapped: thousandths / 1_000,
    because: `Measured on this site's decisions: ${String(spams)} of ${String(count)} such pings were spam`,
  };
}

/** From the starting point and what the groups say after their caps, in thousandths. */
export function sumUp(intercept: number, held: readonly number[], model: Model): Sum {
  let before = intercept;
  for (const sum of held) before += sum;
  const measured = measuredSignal(before, model);
  const thousandths = before + Math.round((measured?.points ?? 0) * 1_000);
  const probability = 1 / (1 + Math.exp(-thousandths / 1_000));
  return {
    thousandths,
    probability,
    score: Math.min(surest, Math.round(probability * 1_000) / 10),
    measured,
  };
}
