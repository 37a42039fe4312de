// The judgement of one ping: evidence, model and policy in, score, band and reasons out.
import { bandOf } from './band.js';
import type { BandFacts } from './band.js';
import { byInfluence, contribute, interceptOf, observe, toThousandths } from './contributions.js';
import type { Observation } from './contributions.js';
import { countOf } from './count.js';
import type { Evidence } from './evidence.js';
import type { Counterfactual, Judgement, Signal, Suggestion } from './judgement.js';
import { measuredAt } from './learnt/measured.js';
import type { Model } from './model.js';
import type { Policy } from './policy.js';
import { read } from './reading.js';
import { standingOf } from './reputation/standing.js';
import type { SignalDefinition, SignalGroup } from './signal.js';
import { signals as allSignals } from './signals.js';
import { quote } from './text.js';

const mostCounterfactuals = 3;
const adviseSpamFrom = 80;
const adviseApproveTo = 25;

/** Nothing is certain, and an owner who says "spam from 100" means never. */
export const surest = 99.9;

type Sum = {
  readonly thousandths: number;
  readonly probability: number;
  readonly score: number;
  /** The share of the site's measure in the sum; null when it lets the sum stand. */
  readonly measured: Signal | null;
};

function measuredSignal(before: number, { steps }: Model): Signal | null {
  const measured = steps ? measuredAt(steps, before / 1_000) : null;
  if (measured === null) return null;
  const thousandths = toThousandths(measured.logOdds) - before;
  if (thousandths === 0) return null;
  const { spams, count } = measured;
  return {
    signal: 'calibration',
    group: 'calibration',
    points: thousandths / 1_000,
    uncapped: thousandths / 1_000,
    because: `Measured on this site's decisions: ${String(spams)} of ${String(count)} such pings were spam`,
  };
}

function sumUp(intercept: number, sums: readonly number[], model: Model): Sum {
  const before = sums.reduce((total, sum) => total + sum, intercept);
  const measured = measuredSignal(before, model);
  const thousandths = before + Math.round((measured?.points ?? 0) * 1_000);
  const probability = 1 / (1 + Math.exp(-thousandths / 1_000));
  return {
    thousandths,
    probability,
    score: Math.min(surest, Math.round(probability * 1_000) / 10),
    measured,
  };
}

/** What each group adds up to before its cap, in thousandths. */
function groupSums(observations: readonly Observation[]): Map<SignalGroup, number> {
  const sums = new Map<SignalGroup, number>();
  for (const { group, thousandths } of observations) {
    sums.set(group, (sums.get(group) ?? 0) + thousandths);
  }
  return sums;
}

/** The same after the caps, as {@link contribute} holds them, without saying why. */
function heldSums(sums: ReadonlyMap<SignalGroup, number>, model: Model): readonly number[] {
  return [...sums].map(([group, sum]) => {
    const cap = toThousandths(model.caps[group]);
    return Math.max(-cap, Math.min(cap, sum));
  });
}

function proofOf({ verification, link }: Evidence): BandFacts['proof'] {
  if (verification.state === 'waiting') return 'waiting';
  if (verification.state !== 'linked') return 'missing';
  return link?.visible === false || verification.cloaked === true ? 'hidden' : 'visible';
}

/** Of whom the owner trusts, it does not matter what they copy. */
function copyOf({ copies, reputation }: Evidence): string | null {
  const sources = countOf(copies?.sources ?? 0);
  if (!copies || reputation.trusted !== null) return null;
  if (sources === 0) return copies.ofTarget ? 'A copy of the entry itself' : null;
  return `A copy of ${String(sources)} other ${sources === 1 ? 'source' : 'sources'}`;
}

/** What of evidence and signals decides about the band. */
export function factsOf(
  evidence: Evidence,
  score: number,
  sums: readonly number[],
  model: Model,
): BandFacts {
  const { blocked, trusted, vouchedBy } = evidence.reputation;
  const { approved, isYoung } = standingOf(evidence.reputation);
  return {
    score,
    proof: proofOf(evidence),
    notAsked: evidence.verification.notAsked ?? null,
    blockedBy: blocked === null ? null : quote(blocked.entry),
    trusted: trusted !== null,
    copyOf: copyOf(evidence),
    known: approved >= model.approvedBefore,
    isYoung: isYoung && vouchedBy === null,
    agreeing: {
      groups: sums.filter((sum) => sum / 1_000 >= model.agreement.points).length,
      needed: model.agreement.groups,
    },
  };
}

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

function suggest(facts: BandFacts): Suggestion {
  if (facts.blockedBy !== null || facts.score >= adviseSpamFrom) return 'spam';
  return facts.proof === 'visible' && facts.score <= adviseApproveTo ? 'approve' : 'look';
}

// The prior and what the site has learnt are parts of what a score was made with.
function versionOf({ version, prior, site, siteVersion }: Model): string {
  const name = siteVersion === undefined ? site?.decisions : `v${String(siteVersion)}`;
  const taught = site && site.decisions > 0 ? `+site.${String(name)}` : '';
  return `${version}${prior ? `+${prior.version}` : ''}${taught}`;
}

/** {@link score} with a list of signals of one's own. */
export function judge(
  definitions: readonly SignalDefinition[],
  evidence: Evidence,
  model: Model,
  policy: Policy,
): Judgement {
  const observations = observe(definitions, read(evidence), model);
  const intercept = toThousandths(interceptOf(model, evidence.protocol));
  const contributed = contribute(observations, model);
  const sums = groupSums(observations);
  const held = heldSums(sums, model);
  const { thousandths, probability, score: total, measured } = sumUp(intercept, held, model);
  const signals = measured ? [...contributed, measured].sort(byInfluence) : contributed;
  const facts = factsOf(evidence, total, held, model);

  const leaveOut = (without: string): Counterfactual => {
    const left = new Map(sums);
    for (const { id, group, thousandths: own } of observations) {
      if (id === without) left.set(group, (left.get(group) ?? 0) - own);
    }
    const then = heldSums(left, model);
    const { score: remaining } = sumUp(intercept, then, model);
    const thenFacts = factsOf(evidenceWithout(without, evidence), remaining, then, model);
    return { without, score: remaining, band: bandOf(thenFacts, policy).band };
  };

  return {
    model: versionOf(model),
    score: total,
    probability,
    logOdds: thousandths / 1_000,
    intercept: intercept / 1_000,
    signals,
    ...bandOf(facts, policy),
    suggestion: suggest(facts),
    counterfactuals: contributed
      .slice(0, mostCounterfactuals)
      .map(({ signal }) => leaveOut(signal)),
  };
}

/**
 * Judges one ping. Pure and deterministic: the same evidence, model and policy give the same
 * answer. Never throws for evidence of the right type, whatever its texts hold; work is bounded,
 * because only the first 20,000 characters of a text are looked at.
 *
 * @example
 * const { band, score: points, signals } = score(evidence, defaultModel, defaultPolicy);
 */
export const score = (evidence: Evidence, model: Model, policy: Policy): Judgement =>
  judge(allSignals, evidence, model, policy);
