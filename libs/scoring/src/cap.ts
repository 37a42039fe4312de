// Holding a group of signals to its cap without losing a thousandth of the sum.

/** One signal's contribution in whole thousandths of log-odds. */
export type Share = { readonly id: string; readonly thousandths: number };

const byId = (one: Share, other: Share): number =>
  one.id < other.id ? -1 : one.id > other.id ? 1 : 0;

const sumOf = (shares: readonly Share[]): number =>
  shares.reduce((total, share) => total + share.thousandths, 0);

/**
 * Scales the shares of one group so that their sum is within ±`cap` thousandths, each by the same
 * factor. What rounding leaves over is given to the first ids, one thousandth each (largest
 * remainder would depend on less stable figures), so the new sum is exactly the cap. The result
 * depends neither on the order of the shares nor on anything but their figures.
 */
export function holdToCap(shares: readonly Share[], cap: number): readonly Share[] {
  const sum = sumOf(shares);
  if (Math.abs(sum) <= cap) return shares;
  const held: { readonly id: string; thousandths: number }[] = [];
  let left = Math.sign(sum) * cap;
  for (const { id, thousandths } of [...shares].sort(byId)) {
    const floor = Math.floor((thousandths * cap) / Math.abs(sum));
    held.push({ id, thousandths: floor });
    left -= floor;
  }
  for (const share of held.slice(0, left)) share.thousandths += 1;
  return held;
}
