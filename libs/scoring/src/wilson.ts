// How sure a share is that was counted on a sample.

// 95 % of a normal distribution lie within so many standard deviations
const z = 1.96;

/** Both ends 0..1. */
export type Interval = { readonly low: number; readonly high: number };

/**
 * Wilson's 95 % interval of the share `hits` / `count` (E. B. Wilson, "Probable inference, the law of succession,
 * and statistical inference", 1927): holds also of small samples, and where there was no hit. Never leaves 0..1
 * and always holds the share itself; of no sample it is all of 0..1.
 *
 * @example wilsonInterval(0, 20) // { low: 0, high: 0.161 }
 */
export function wilsonInterval(hits: number, count: number): Interval {
  if (count === 0) return { low: 0, high: 1 };
  const share = hits / count;
  const whole = 1 + (z * z) / count;
  const middle = (share + (z * z) / (2 * count)) / whole;
  const spread = Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const half = (z * spread) / whole;
  return {
    low: Math.max(0, Math.min(share, middle - half)),
    high: Math.min(1, Math.max(share, middle + half)),
  };
}
