// The judgement of one ping: evidence, model and policy in, score, band and reasons out.
import { bandOf } from './band.js';
import type { BandFacts } from './band.js';
import { contribute, observe, toThousandths } from './contributions.js';
import type { Observation } from './contributions.js';
import { countOf } from './count.js';
import type { Evidence } from './evidence.js';
import type { Counterfactual, Judgement, Signal, Suggestion } from './judgement.js';
import type { Model } from './model.js';
import type { Policy } from './policy.js';
import { read } from './reading.js';
import { signalGroups } from './signal.js';
import type { SignalDefinition } from './signal.js';
import { signals as allSignals } from './signals.js';
import { quote } from './text.js';

const mostCounterfactuals = 3;
const adviseSpamFrom = 80;
const adviseApproveTo = 25;

type Sum = { readonly thousandths: number; readonly probability: number; readonly score: number };

function sumUp(intercept: number, signals: readonly Signal[]): Sum {
  const thousandths = signals.reduce(
    (total, signal) => total + toThousandths(signal.points),
    intercept,
  );
  const probability = 1 / (1 + Math.exp(-thousandths / 1_000));
  return { thousandths, probability, score: Math.round(probability * 1_000) / 10 };
}

function agreeingGroups(signals: readonly Signal[], points: number): number {
  const speaks = (group: string): boolean =>
    signals
      .filter((signal) => signal.group === group)
      .reduce((total, signal) => total + signal.points, 0) >= points;
  return signalGroups.filter(speaks).length;
}

function proofOf({ verification, link }: Evidence): BandFacts['proof'] {
  if (verification.state === 'waiting') return 'waiting';
  if (verification.state !== 'linked') return 'missing';
  return link?.visible === false || verification.cloaked === true ? 'hidden' : 'visible';
}

function factsOf(
  evidence: Evidence,
  score: number,
  signals: readonly Signal[],
  model: Model,
): BandFacts {
  const { blocked, trusted, domain } = evidence.reputation;
  return {
    score,
    proof: proofOf(evidence),
    blockedBy: blocked === null ? null : quote(blocked.entry),
    trusted: trusted !== null,
    known: countOf(domain.approved) >= model.approvedBefore,
    agreeing: {
      groups: agreeingGroups(signals, model.agreement.points),
      needed: model.agreement.groups,
    },
  };
}

// The rules of bandOf that rest on a fact rather than on the score fall away with its signal.
function factsWithout(id: string, facts: BandFacts): BandFacts {
  if (id === 'blocked-domain') return { ...facts, blockedBy: null };
  if (id === 'trusted-domain') return { ...facts, trusted: false };
  if (id === 'link-missing') return { ...facts, proof: 'waiting' };
  if (id === 'link-found') return { ...facts, proof: 'waiting' };
  return facts;
}

function suggest(facts: BandFacts): Suggestion {
  if (facts.blockedBy !== null || facts.score >= adviseSpamFrom) return 'spam';
  return facts.proof === 'visible' && facts.score <= adviseApproveTo ? 'approve' : 'look';
}

/** {@link score} with a list of signals of one's own. */
export function judge(
  definitions: readonly SignalDefinition[],
  evidence: Evidence,
  model: Model,
  policy: Policy,
): Judgement {
  const observations = observe(definitions, read(evidence), model);
  const intercept = toThousandths(model.intercepts[evidence.protocol]);
  const signals = contribute(observations, model);
  const { thousandths, probability, score: total } = sumUp(intercept, signals);
  const facts = factsOf(evidence, total, signals, model);

  const leaveOut = (without: string): Counterfactual => {
    const others = observations.filter(({ id }: Observation) => id !== without);
    const remaining = contribute(others, model);
    const then = sumUp(intercept, remaining).score;
    const thenFacts = factsWithout(without, factsOf(evidence, then, remaining, model));
    return { without, score: then, band: bandOf(thenFacts, policy).band };
  };

  return {
    model: model.version,
    score: total,
    probability,
    logOdds: thousandths / 1_000,
    intercept: intercept / 1_000,
    signals,
    ...bandOf(facts, policy),
    suggestion: suggest(facts),
    counterfactuals: signals.slice(0, mostCounterfactuals).map(({ signal }) => leaveOut(signal)),
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
