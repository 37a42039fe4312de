// What a check means for a ping: the step that follows and the columns that change. Pure.
import type {
  CheckFailure,
  ContentChange,
  Ping,
  PingStatus,
  SiteSettings,
} from '@trackwarden/contracts';
import type { Evidence, Judgement } from '@trackwarden/scoring';
import type { PingState, PublishedContent } from '../database/entities/decision.entity.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { isCheckedSoon, isGivenUp, nextCheckAt } from './check-schedule.js';
import { nextFailure, readingColumns } from './evaluated-ping.js';
import { nextStep, type Finding, type Step } from './next-step.js';
import type { SourceReading } from './read-source.js';
import { isCloaked, isUnknown, nextSecondLook } from './second-look.js';
import { verificationView } from '../pings/ping-view.js';
import type { Change } from '../pings/ping-transitions.js';
import { changeFor } from './step-change.js';
import { askedAgainAt, heldAsUnanswered } from './unanswered.js';

export type Evaluation = {
  reading: SourceReading;
  evidence: Evidence;
  judgement: Judgement;
  /** Where the site's policy puts a ping that nobody decided. */
  policy: Finding['policy'];
  /** What the site does about a source that shows the link to some only. */
  cloaking: SiteSettings['cloaking'];
  /** People have not decided enough yet: nothing is approved by itself. */
  isNewSite: boolean;
};

/** The evaluation beside what is public of the ping, and how it stood before a removal. */
export type Compared = {
  extracted: Ping['extracted'];
  content: PublishedContent;
  change: ContentChange | null;
  beforeRemoval: PingState | null;
};

/** `chance`, 0..1, spreads what must not be foreseen. */
export type Moment = { now: Date; chance: number };

export function assess(
  ping: PingEntity,
  given: Evaluation,
  compared: Compared,
  { now, chance }: Moment,
): { step: Step; to: Change['to'] | null; columns: Partial<PingEntity> } {
  const policy = heldAsUnanswered(given.policy, given.evidence.opinions);
  const evaluation = { ...given, policy };
  const isUnanswered = policy !== given.policy;
  const { reading } = given;
  const { status, decidedKind, published, change, declinedContent, provenAt } = ping;
  const wasProven = provenAt !== null;
  const state = outcomeOf(reading, wasProven);
  const failure =
    state === 'failed' && wasProven && !reading.isSkipped
      ? nextFailure(ping.lastFailure, reading.verification, now)
      : null;
  const isHeldAsCloaked = evaluation.cloaking === 'hold' && isCloaked(reading.verification);
  const step = nextStep(
    {
      status,
      decidedKind,
      published,
      change,
      declinedContent,
      wasChecked: ping.verificationState !== 'waiting',
      wasProven,
      beforeRemoval: compared.beforeRemoval,
      isKnownToCloak: ping.verification !== null && isCloaked(verificationView(ping.verification)),
    },
    {
      state,
      isCloaked: isHeldAsCloaked,
      isCheckedSoon:
        state === 'failed' &&
        isCheckedSoon({ isTransient: reading.isTransient, checks: ping.checkCount + 1 }),
      isGivenUp: failure !== null && isGivenUp(failure),
      content: compared.content,
      difference: compared.change?.difference ?? 0,
      policy: isHeldAsCloaked ? heldAsCloaked(evaluation.policy) : evaluation.policy,
    },
  );
  const to = changeFor(step, ping, compared);
  const columns = columnsAfter(step, failure, evaluation, compared.extracted);
  const schedule = scheduled(ping, to?.status ?? status, evaluation, failure, { now, chance });
  const again = isUnanswered ? askedAgainAt(ping.receivedAt, now) : null;
  const nextCheckAt = soonest(schedule.nextCheckAt ?? null, again);
  return { step, to, columns: { ...columns, ...schedule, nextCheckAt } };
}

/** No rule and no campaign publishes what readers may not see. */
function heldAsCloaked(policy: Finding['policy']): Finding['policy'] {
  if (policy.status !== 'approved') return policy;
  return {
    status: 'pending',
    because: 'The source shows the link to one program and not to another: a person decides',
  };
}

/** What was found while the link was there is kept for the people who look at a removed ping. */
function columnsAfter(
  step: Step,
  failure: CheckFailure | null,
  { reading, judgement, policy }: Evaluation,
  extracted: Ping['extracted'],
): Partial<PingEntity> {
  const { verification } = reading;
  if (step.do === 'remove') return { verification, verificationState: verification.state };
  if (failure) return { lastFailure: failure };
  if (step.do === 'wait') return {};
  // a rule, a campaign or the site may have placed it otherwise than the score alone: that is what people want to know
  return { ...readingColumns(extracted, reading, judgement), because: policy.because };
}

function scheduled(
  ping: PingEntity,
  status: PingStatus,
  { reading, evidence }: Evaluation,
  failure: CheckFailure | null,
  { now, chance }: Moment,
): Partial<PingEntity> {
  const { verification } = reading;
  const { state } = verification;
  const isFirstProof = state === 'linked' && ping.provenAt === null;
  const provenAt = isFirstProof ? now : ping.provenAt;
  const checkCount = isFirstProof ? 1 : ping.checkCount + 1;
  const secondLook = nextSecondLook(
    ping,
    {
      state,
      isFirstProof,
      isSecondLook: reading.isSecondLook,
      isUnknown: !ping.isPrivate && isUnknown(evidence.reputation),
      isCloaked: isCloaked(verification),
      failures: failure?.count ?? 0,
      chance,
    },
    now,
  );
  const next = nextCheckAt(
    {
      pingId: ping.id,
      status,
      state,
      isTransient: reading.isTransient,
      isProven: provenAt !== null,
      failures: failure?.count ?? checkCount,
      goodChecks: checkCount - (secondLook.secondLookedAt === null ? 0 : 1),
    },
    now,
  );
  return {
    provenAt,
    checkCount,
    ...secondLook,
    nextCheckAt: next && sooner(next, secondLook.secondLookAt, now),
  };
}

function soonest(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/** A second look that is planned comes before the ordinary check. */
function sooner(next: Date, secondLookAt: Date | null, now: Date): Date {
  return secondLookAt !== null && secondLookAt > now && secondLookAt < next ? secondLookAt : next;
}

/** Half a page, or none, does not take back what a whole one has proven. */
function outcomeOf({ verification, isWhole }: SourceReading, wasProven: boolean): Finding['state'] {
  switch (verification.state) {
    case 'no-link':
      return wasProven && !isWhole ? 'failed' : 'no-link';
    case 'linked':
    case 'gone':
      return verification.state;
    case 'waiting':
    case 'unreachable':
    case 'refused':
    case 'unsupported':
      return 'failed';
  }
}
