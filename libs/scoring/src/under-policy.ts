// The band of a judgement under another policy, without scoring anew.
import { bandOf } from './band.js';
import type { Evidence } from './evidence.js';
import { factsOf } from './facts.js';
import type { Judgement } from './judgement.js';
import type { Model } from './model.js';
import type { Policy } from './policy.js';
import { groupSums } from './with-points.js';

/**
 * The judgement as `score` and `withPoints` would have made it under `policy`: only the band and its
 * reason depend on that. `evidence` and `model` are those of the judgement. Counterfactuals are left
 * as they are: their bands are those of the policy before.
 *
 * @example underPolicy(score(evidence, defaultModel, defaultPolicy), evidence, defaultModel, stricter)
 */
export function underPolicy(
  judgement: Judgement,
  evidence: Evidence,
  model: Model,
  policy: Policy,
): Judgement {
  // points of rules are a group among the signals, which counts as one more kind of evidence
  const facts = factsOf(evidence, judgement.score, groupSums(judgement.signals), model);
  return { ...judgement, ...bandOf(facts, policy) };
}
