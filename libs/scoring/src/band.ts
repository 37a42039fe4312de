// From a score to a band: the owner's rules first, then proof, then thresholds.
import type { Band } from './judgement.js';
import { decisionsNeeded, isNewSite, newSiteSpamFrom } from './policy.js';
import type { Policy } from './policy.js';
import { graceDays } from './reputation/standing.js';

/** All that decides about the band; small enough to store and to try other policies on. */
export type BandFacts = {
  /** 0..100, the probability of spam × 100. */
  readonly score: number;
  /** Proof of the link: `visible`, `hidden`, `missing` after all retries, or still `waiting`. */
  readonly proof: 'visible' | 'hidden' | 'missing' | 'waiting';
  /** Why nobody asked the source, as the end of "Not fetched: …"; null or absent: it was asked. */
  readonly notAsked?: string | null;
  /** The entry of the block list that matched; null when none did. */
  readonly blockedBy: string | null;
  /** Whether the owner trusts the source. */
  readonly trusted: boolean;
  /** Whether enough pings of the source were approved before. */
  readonly known: boolean;
  /** Whether it was first seen a few days ago, and nobody speaks for it; absent: no. */
  readonly isYoung?: boolean;
  /** Of what the page is a copy, as the beginning of a sentence; null or absent: of nothing. */
  readonly copyOf?: string | null;
  /** Groups of signals that speak for spam, 0..6, and how many of them spam needs. */
  readonly agreeing: { readonly groups: number; readonly needed: number };
};

/** A band and one sentence on why. */
export type BandDecision = { readonly band: Band; readonly because: string };

const pending = (because: string): BandDecision => ({ band: 'pending', because });
const spam = (because: string): BandDecision => ({ band: 'spam', because });

/** How far a new site has come, for a sentence. */
const progressOf = (policy: Policy): string =>
  `${String(policy.decisions ?? 0)} of ${String(decisionsNeeded(policy))} decisions`;

/** Why a link is not proven, as the beginning of a sentence. */
const unprovenOf = ({ notAsked }: BandFacts): string =>
  notAsked ? `Not fetched: ${notAsked.replace(/\.$/, '')}` : 'The link could not be proven';

function byThreshold({ score, agreeing }: BandFacts, policy: Policy): BandDecision | null {
  if (score < policy.spamFrom) return null;
  const threshold = isNewSite(policy)
    ? Math.max(policy.spamFrom, newSiteSpamFrom)
    : policy.spamFrom;
  if (score < threshold) {
    return pending(
      `Score ${String(score)} has reached the spam threshold of ${String(policy.spamFrom)}, but the site is new (${progressOf(policy)}), so a person decides`,
    );
  }
  const reached = `Score ${String(score)} has reached the spam threshold of ${String(threshold)}`;
  return agreeing.groups >= agreeing.needed
    ? spam(`${reached}, and ${String(agreeing.groups)} kinds of evidence agree`)
    : pending(
        `${reached}, but fewer than ${String(agreeing.needed)} kinds of evidence agree, so a person decides`,
      );
}

function byCredit(facts: BandFacts, approveBelow: number): BandDecision {
  const { score, proof, trusted, known, isYoung } = facts;
  const threshold = String(approveBelow);
  if (score >= approveBelow) {
    return pending(`Score ${String(score)} is between the thresholds, so a person decides`);
  }
  if (proof !== 'visible') {
    return pending(`Score ${String(score)} is low, but no visible link is proven`);
  }
  if (!trusted && !known) {
    return pending(`Score ${String(score)} is low, but too few pings of this source were approved`);
  }
  if (!trusted && isYoung === true) {
    return pending(
      `Score ${String(score)} is low, but this source was first seen less than ${String(graceDays)} days ago`,
    );
  }
  return {
    band: 'approve',
    because: `Score ${String(score)} is below ${threshold}, the link is proven and the source is known`,
  };
}

/**
 * The band of a score. A blocked source is spam whatever the score. A ping whose link could not be
 * proven is never approved and goes where `policy.unproven` says. Spam by score needs agreeing
 * groups. A copy of other pages is for a person. Approval needs a score below `policy.approveBelow`, a
 * visible link, and a source that is trusted, or was approved before and first seen at least 7 days
 * ago. All else is for a person.
 */
export function bandOf(facts: BandFacts, policy: Policy): BandDecision {
  if (facts.blockedBy !== null) {
    return spam(`The owner blocked this source (${facts.blockedBy}), whatever the score`);
  }
  if (facts.proof === 'missing' && policy.unproven === 'spam') {
    return spam(`${unprovenOf(facts)}, and this site's policy calls what is not proven spam`);
  }
  const reached = byThreshold(facts, policy);
  if (reached !== null) return reached;
  if (facts.proof === 'waiting') return pending('The source has not been checked yet');
  if (facts.proof === 'missing') {
    return pending(`${unprovenOf(facts)}, and this site's policy lets a person decide`);
  }
  if (facts.copyOf) return pending(`${facts.copyOf}, so a person decides`);
  if (policy.approveBelow === null) {
    return pending('This site publishes nothing without a person');
  }
  if (isNewSite(policy)) {
    return pending(
      `Nothing is approved by itself while the site is new (${progressOf(policy)}), so a person decides`,
    );
  }
  return byCredit(facts, policy.approveBelow);
}
