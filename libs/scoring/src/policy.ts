// What one site wants done with a score.

/** The owner's thresholds. Scores are 0..100, the probability of spam × 100. */
export type Policy = {
  /** Approve by itself below this score; null: nothing is published without a person. */
  readonly approveBelow: number | null;
  /** Spam from this score on. */
  readonly spamFrom: number;
  /** What happens when the link could not be proven. */
  readonly unproven: 'spam' | 'pending';
  /**
   * Decisions that people have made on this site, 0 or more, counted at least as far as `newSiteDecisions`.
   * Below that number the site is new: spam by score needs 99.5, and nothing is approved by itself. Absent:
   * the site is not new.
   */
  readonly decisions?: number;
  /** Decisions below which the site is new, 0 or more; absent: 50. */
  readonly newSiteDecisions?: number;
};

const usualNewSiteDecisions = 50;

/** Decisions below which a site is new. */
export const decisionsNeeded = ({ newSiteDecisions = usualNewSiteDecisions }: Policy): number =>
  newSiteDecisions;

/** The least score that is spam on a new site. */
export const newSiteSpamFrom = 99.5;

/** Whether the thresholds are those of a new site. */
export const isNewSite = (policy: Policy): boolean =>
  policy.decisions !== undefined && policy.decisions < decisionsNeeded(policy);

/** Nothing is published without a person, and a link that is not there is spam. */
export const defaultPolicy: Policy = { approveBelow: null, spamFrom: 98, unproven: 'spam' };
