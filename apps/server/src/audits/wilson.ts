// How sure a share is that was counted on a sample. Pure.

/** 95 % of a normal distribution lie within so many standard deviations. */
const Z = 1.959964;

/**
 * Wilson's 95 % interval of a share, 0..1 (E. B. Wilson, "Probable inference, the law of succession,
 * and statistical inference", 1927): also of small samples, and of none wrong. Null for no sample.
 */
export function wilsonInterval(hits: number, of: number): { low: number; high: number } | null {
  if (of === 0) return null;
  const share = hits / of;
  const weight = Z ** 2 / of;
  const middle = (share + weight / 2) / (1 + weight);
  const half = (Z * Math.sqrt((share * (1 - share) + weight / 4) / of)) / (1 + weight);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
