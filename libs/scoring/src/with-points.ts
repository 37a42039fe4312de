// Adds the points of a site's own rules to a judgement, so that everything still adds up exactly.
import { bandOf } from './band.js';
import { byInfluence, toThousandths } from './contributions.js';
import type { Evidence } from './evidence.js';
import type { Judgement, Signal } from './judgement.js';
import type { Model } from './model.js';
import type { Policy } from './policy.js';
import { factsOf } from './facts.js';
import { surest } from './sums.js';

/** What one rule adds: log-odds, positive speaks for spam; not held to any cap of a group. */
export type RulePoints = {
  /** Stable id of the signal, as `rule:0193…`. */
  readonly signal: string;
  /** -10..10, counted in whole thousandths. */
  readonly points: number;
  readonly because: string;
};

const most = 10_000;
const thousandthsOf = (points: number): number =>
  Number.isFinite(points) ? Math.round(Math.max(-most, Math.min(most, points * 1_000))) + 0 : 0;

/** What each group adds up to, in thousandths; the caps hold already. A measure is no evidence. */
export function groupSums(signals: readonly Signal[]): number[] {
  const sums = new Map<Signal['group'], number>();
  for (const { group, points } of signals.filter((one) => one.group !== 'calibration'))
    sums.set(group, (sums.get(group) ?? 0) + Math.round(points * 1_000));
  return [...sums.values()];
}

/**
 * The judgement with the rules' points among its signals, and the band that follows. Rules together
 * count as one more kind of evidence when they speak for spam as clearly as any other kind must.
 * Counterfactuals are those of the judgement without rules. Without points the judgement is unchanged.
 *
 * @example withPoints(judgement, evidence, defaultModel, policy, [{ signal: 'rule:1', points: 2, because: 'Rule' }])
 */
export function withPoints(
  judgement: Judgement,
  evidence: Evidence,
  model: Model,
  policy: Policy,
  added: readonly RulePoints[],
): Judgement {
  const own = added
    .map(({ signal, points, because }): Signal => {
      const counted = thousandthsOf(points) / 1_000;
      return { signal, group: 'rules', points: counted, uncapped: counted, because };
    })
    .filter(({ points }) => points !== 0);
  if (own.length === 0) return judgement;
  const sum = own.reduce((total, { points }) => total + thousandthsOf(points), 0);
  const thousandths = Math.round(judgement.logOdds * 1_000) + sum;
  const probability = 1 / (1 + Math.exp(-thousandths / 1_000));
  const score = Math.min(surest, Math.round(probability * 1_000) / 10);
  const facts = factsOf(evidence, score, groupSums(judgement.signals), model);
  const speaks = sum >= toThousandths(model.agreement.points) ? 1 : 0;
  const agreeing = { ...facts.agreeing, groups: facts.agreeing.groups + speaks };
  return {
    ...judgement,
    score,
    probability,
    logOdds: thousandths / 1_000,
    signals: [...judgement.signals, ...own].sort(byInfluence),
    ...bandOf({ ...facts, agreeing }, policy),
  };
}
