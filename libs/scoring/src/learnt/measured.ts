// Holds a probability to what a site has measured: how many of the pings with such log-odds were spam.
import { wilsonInterval, type Interval } from '../wilson.js';
import type { Step } from './calibration.js';

/** What the measure says of a log-odds, and the pool of decisions that it rests on. */
export type Measured = { readonly logOdds: number; readonly spams: number; readonly count: number };

// a site's steps are asked for each of its pings
const known = new WeakMap<readonly Step[], readonly Interval[]>();

/** The steps below bound from below, those above from above: so the whole stays rising. */
function boundsOf(steps: readonly Step[]): readonly Interval[] {
  const made = known.get(steps);
  if (made !== undefined) return made;
  const intervals = steps.map(({ spams, count }) => wilsonInterval(spams, count));
  let [low, high] = [0, 1];
  const lows = intervals.map((one) => (low = Math.max(low, one.low)));
  const highs = intervals.map((one) => one.high);
  for (let at = highs.length - 1; at >= 0; at -= 1) {
    high = Math.min(high, highs[at] ?? 1);
    highs[at] = high;
  }
  const bounds = lows.map((one, at) => ({ low: one, high: highs[at] ?? 1 }));
  known.set(steps, bounds);
  return bounds;
}

const logit = (share: number): number => Math.log(share / (1 - share));

/**
 * The log-odds moved no further than to the nearest probability that the decisions of its step allow; null when
 * they allow it as it is. What few decisions say is a wide interval, so that a step of ten spams cannot pull what
 * is surely spam below a limit. Higher log-odds never come out lower.
 */
export function measuredAt(steps: readonly Step[], logOdds: number): Measured | null {
  const found = steps.findLastIndex(({ from }) => from <= logOdds);
  const at = Math.max(0, found);
  const [step, bounds] = [steps[at], boundsOf(steps)[at]];
  if (step === undefined || bounds === undefined) return null;
  const { low, high } = bounds;
  const probability = 1 / (1 + Math.exp(-logOdds));
  if (probability >= low && probability <= high) return null;
  return { logOdds: logit(probability < low ? low : high), spams: step.spams, count: step.count };
}
