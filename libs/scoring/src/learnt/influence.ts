// How much one decision may teach, after what its maker and its subject have taught that day.

/** Decisions of one day that count in full; each further one counts less, until none is left. */
export type InfluenceLimits = {
  readonly perAccount: number;
  readonly perDomain: number;
};

/** Generous for people, tight for robots that use a person's account or flood one domain. */
export const defaultInfluence: InfluenceLimits = { perAccount: 400, perDomain: 20 };

const shareLeft = (before: number, limit: number): number => {
  if (before < limit) return 1;
  // The sum of limit/(before) over the next `limit` decisions adds less than another day's worth.
  return before < limit * 2 ? limit / (2 * (before + 1)) : 0;
};

/**
 * The `weight` for `learn`, 0..1: decisions of the same account and on the same registrable domain that
 * were learnt on the same day before this one, against the limits. The smaller share counts.
 */
export function influenceOf(
  before: { readonly byAccount: number; readonly onDomain: number },
  limits: InfluenceLimits = defaultInfluence,
): number {
  return Math.min(
    shareLeft(Math.max(0, before.byAccount), limits.perAccount),
    shareLeft(Math.max(0, before.onDomain), limits.perDomain),
  );
}
