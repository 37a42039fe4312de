// Counts that come from elsewhere, made safe to calculate with.

/** A count as a whole number 0..1,000,000; 0 for anything that is not a positive number. */
export const countOf = (value: number): number =>
  value > 0 ? Math.floor(Math.min(value, 1_000_000)) : 0;
