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
  const wanted = Math.sign(sum) * cap;
  const ordered = [...shares].sort(byId);
  const floors = ordered.map(({ id, thousandths }) => ({
    id,
    thousandths: Math.floor((thousandths * cap) / Math.abs(sum)),
  }));
  const left = wanted - sumOf(floors);
  return floors.map((share, at) =>
    at < left ? { id: share.id, thousandths: share.thousandths + 1 } : share,
  );
}
