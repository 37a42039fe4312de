// How far chance alone could move a share: the Wilson score interval at 95 %.

const z = 1.96;

/** For `share` of `count`; `count` is at least 1. Both ends are within 0..1 and never beyond `share`. */
export function wilsonOf(share: number, count: number): { low: number; high: number } {
  const spread = z * z;
  const middle = share + spread / (2 * count);
  const reach = z * Math.sqrt((share * (1 - share)) / count + spread / (4 * count * count));
  const whole = 1 + spread / count;
  return {
    low: Math.max(0, Math.min(share, (middle - reach) / whole)),
    high: Math.min(1, Math.max(share, (middle + reach) / whole)),
  };
}
