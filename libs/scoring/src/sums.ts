// The points of a judgement added up: by group, under the caps, to a probability.
import { toThousandths } from './contributions.js';
import type { Observation } from './contributions.js';
import type { Signal } from './judgement.js';
import { measuredAt } from './learnt/measured.js';
import type { Model } from './model.js';
import type { SignalGroup } from './signal.js';

/** Nothing is certain, and an owner who says "spam from 100" means never. */
export const surest = 99.9;

/** What a group adds up to, in thousandths of log-odds. */
export type GroupSum = { readonly group: SignalGroup; readonly sum: number };

/** What everything adds up to. */
export type Sum = {
  readonly thousandths: number;
  readonly probability: number;
  readonly score: number;
  /** The share of the site's measure in the sum; null when it lets the sum stand. */
  readonly measured: Signal | null;
};

/** What each group that spoke adds up to before its cap. */
export function groupSums(observations: readonly Observation[]): readonly GroupSum[] {
  const sums: { readonly group: SignalGroup; sum: number }[] = [];
  for (const { group, thousandths } of observations) {
    const known = sums.find((one) => one.group === group);
    if (known === undefined) sums.push({ group, sum: thousandths });
    else known.sum += thousandths;
  }
  return sums;
}

/** The same after the caps, as `contribute` holds them, without saying why; `without` is left out before. */
export function heldSums(
  sums: readonly GroupSum[],
  { caps }: Model,
  without: Pick<Observation, 'group' | 'thousandths'> | null = null,
): readonly number[] {
  const held: number[] = [];
  for (const { group, sum } of sums) {
    const cap = toThousandths(caps[group]);
    const left = group === without?.group ? sum - without.thousandths : sum;
    held.push(Math.max(-cap, Math.min(cap, left)));
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
