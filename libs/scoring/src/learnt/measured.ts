// Holds a probability to what a site has measured: how many of the pings with such log-odds were spam.
import type { Step } from './calibration.js';

/** What the measure says of a log-odds, and the pool of decisions that it rests on. */
export type Measured = { readonly logOdds: number; readonly spams: number; readonly count: number };

// 95 %
const z = 1.96;

/** The interval in which a share lies that was seen `spams` times of `count` (Wilson 1927). */
function intervalOf({ spams, count }: Step): Bounds {
  const share = spams / count;
  const middle = (share + (z * z) / (2 * count)) / (1 + (z * z) / count);
  const spread = Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const half = (z * spread) / (1 + (z * z) / count);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

type Bounds = { readonly low: number; readonly high: number };

// a site's steps are asked for each of its pings
const known = new WeakMap<readonly Step[], readonly Bounds[]>();

/** The steps below bound from below, those above from above: so the whole stays rising. */
function boundsOf(steps: readonly Step[]): readonly Bounds[] {
  const made = known.get(steps);
  if (made !== undefined) return made;
  const intervals = steps.map(intervalOf);
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
