// Stored evidence judged once more, by the model and the policy of now. Pure.
import {
  score,
  withPoints,
  type Evidence,
  type Judgement,
  type Model,
  type Policy,
} from '@trackwarden/scoring';
import type { Signal } from '@trackwarden/contracts';

/** `before` are the signals of the check: what the site's rules added then stays added. */
export function judgedAnew(
  evidence: Evidence,
  before: readonly Signal[],
  { model, policy }: { model: Model; policy: Policy },
): Judgement {
  const byRules = before.filter(({ group }) => group === 'rules');
  return withPoints(score(evidence, model, policy), evidence, model, policy, byRules);
}

/** Somebody was asked about it who did not answer: whatever the score, nothing is approved by itself then. */
export const isUnanswered = ({ opinions }: Evidence): boolean =>
  (opinions?.unanswered ?? []).length > 0;
