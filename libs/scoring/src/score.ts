// The judgement of one ping: evidence, model and policy in, score, band and reasons out.
import { bandOf } from './band.js';
import type { BandFacts } from './band.js';
import { byInfluence, contribute, interceptOf, observe, toThousandths } from './contributions.js';
import type { Observation } from './contributions.js';
import { leaveOut } from './counterfactual.js';
import type { Evidence } from './evidence.js';
import { factsOf } from './facts.js';
import type { Judgement, Signal, Suggestion } from './judgement.js';
import type { Model } from './model.js';
import type { Policy } from './policy.js';
import { read } from './reading.js';
import type { SignalDefinition } from './signal.js';
import { signals as allSignals } from './signals.js';
import { groupSums, heldSums, sumUp } from './sums.js';

const adviseSpamFrom = 80;
const adviseApproveTo = 25;

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

const mostCounterfactuals = 3;

/** What was observed of the signals that count most. */
function mostInfluential(
  contributed: readonly Signal[],
  observations: readonly Observation[],
): readonly Observation[] {
  const most: Observation[] = [];
  for (const { signal } of contributed.slice(0, mostCounterfactuals)) {
    const observation = observations.find(({ id }) => id === signal);
    if (observation !== undefined) most.push(observation);
  }
  return most;
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
  const sums = groupSums(observations);
  const contributed = contribute(observations, sums, model);
  const held = heldSums(sums, model);
  const { thousandths, probability, score: total, measured } = sumUp(intercept, held, model);
  const facts = factsOf(evidence, total, held, model);
  const judged = { evidence, model, policy, intercept, sums, facts };
  return {
    model: versionOf(model),
    score: total,
    probability,
    logOdds: thousandths / 1_000,
    intercept: intercept / 1_000,
    signals: measured ? [...contributed, measured].sort(byInfluence) : contributed,
    ...bandOf(facts, policy),
    suggestion: suggest(facts),
    counterfactuals: mostInfluential(contributed, observations).map((one) => leaveOut(one, judged)),
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
