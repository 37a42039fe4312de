// What a judgement would be if one signal had not spoken.
import { bandOf } from './band.js';
import type { BandFacts } from './band.js';
import type { Observation } from './contributions.js';
import type { Evidence } from './evidence.js';
import { agreeingIn, factsOf } from './facts.js';
import type { Counterfactual } from './judgement.js';
import type { Model } from './model.js';
import type { Policy } from './policy.js';
import { heldSums, sumUp } from './sums.js';
import type { GroupSum } from './sums.js';

/** What a judgement was made from. */
export type Judged = {
  readonly evidence: Evidence;
  readonly model: Model;
  readonly policy: Policy;
  /** In thousandths of log-odds, as the sums. */
  readonly intercept: number;
  readonly sums: readonly GroupSum[];
  readonly facts: BandFacts;
};

// The rules of bandOf that rest on a fact rather than on the score fall away with its signal.
function evidenceWithout(id: string, evidence: Evidence): Evidence {
  const { reputation, verification } = evidence;
  switch (id) {
    case 'blocked-domain':
      return { ...evidence, reputation: { ...reputation, blocked: null } };
    case 'trusted-domain':
      return { ...evidence, reputation: { ...reputation, trusted: null } };
    case 'vouched':
      return { ...evidence, reputation: { ...reputation, vouchedBy: null } };
    case 'copied-page':
      return { ...evidence, copies: null };
    case 'link-missing':
    case 'link-found':
      return { ...evidence, verification: { ...verification, state: 'waiting' } };
    default:
      return evidence;
  }
}

/** The judgement without one of the signals that it was made from. */
export function leaveOut(
  observation: Observation,
  { evidence, model, policy, intercept, sums, facts }: Judged,
): Counterfactual {
  const { id } = observation;
  const held = heldSums(sums, model, observation);
  const { score } = sumUp(intercept, held, model);
  const remaining = evidenceWithout(id, evidence);
  const then =
    remaining === evidence
      ? { ...facts, score, agreeing: agreeingIn(held, model) }
      : factsOf(remaining, score, held, model);
  return { without: id, score, band: bandOf(then, policy).band };
}
