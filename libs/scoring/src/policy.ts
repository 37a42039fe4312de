// What one site wants done with a score.

/** The owner's thresholds. Scores are 0..100, the probability of spam × 100. */
export type Policy = {
  /** Approve by itself below this score; null: nothing is published without a person. */
  readonly approveBelow: number | null;
  /** Spam from this score on. */
  readonly spamFrom: number;
  /** What happens when the link could not be proven. */
  readonly unproven: 'spam' | 'pending';
};

/** Nothing is published without a person, and a link that is not there is spam. */
export const defaultPolicy: Policy = { approveBelow: null, spamFrom: 98, unproven: 'spam' };
