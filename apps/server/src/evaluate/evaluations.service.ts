// Writes an evaluation: evidence, what the row shows of it, and the step that follows, in one transaction.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { ContentChange, PingStatus } from '@trackwarden/contracts';
import { standingOf, type Evidence } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import { TransitionEntity, type PingState } from '../database/entities/decision.entity.js';
import { EvidenceEntity } from '../database/entities/evidence.entity.js';
import { PingEntity } from '../database/entities/ping.entity.js';
import { LiveEvents } from '../pings/live-events.js';
import {
  PingTransitions,
  type Actor,
  type Change,
  type Outcome,
} from '../pings/ping-transitions.js';
import { publicContentOf } from '../pings/public-content.js';
import { sourceColumns } from '../pings/source-columns.js';
import { JobQueue } from '../queue/job-queue.js';
import { assess, type Compared, type Evaluation } from './assessment.js';
import { changeBetween, type Version } from './content-change.js';
import { extractedFrom } from './evaluated-ping.js';
import { inheritedPolicy } from './inheritance.js';
import type { Step } from './next-step.js';

/** Evidence kept per ping, beside that of the public version: senders may be noisy for weeks. */
const CHECKS_KEPT = 10;

@Injectable()
export class EvaluationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transitions: PingTransitions,
    private readonly live: LiveEvents,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** `read` is the ping as the check began. Answers the status after it; null when the ping is gone. */
  async store(read: PingEntity, evaluation: Evaluation): Promise<PingStatus | null> {
    const { ping, outcome } = await this.dataSource.transaction(async (manager) => {
      const ping = await manager.findOne(PingEntity, {
        where: { id: read.id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!ping) return { ping: null, outcome: null };
      return { ping, outcome: await this.write(manager, ping, read, evaluation) };
    });
    if (outcome) await this.transitions.announce(outcome);
    else if (ping)
      this.live.publish([
        { type: 'ping.changed', id: ping.id, siteId: ping.siteId, version: ping.version },
      ]);
    await this.scoreLateMember(ping, evaluation);
    return outcome?.changed[0]?.ping.status ?? ping?.status ?? null;
  }

  /** Another ping made a campaign of it while it was checked. */
  private async scoreLateMember(ping: PingEntity | null, { evidence }: Evaluation): Promise<void> {
    if (!ping?.campaignId || evidence.campaign !== null) return;
    const { id, campaignId } = ping;
    const jobId = `${campaignId}-${id}-late`;
    await this.queue.enqueue('rescore', [{ jobId, payload: { campaignId } }]);
  }

  private async write(
    manager: EntityManager,
    ping: PingEntity,
    read: PingEntity,
    evaluation: Evaluation,
  ): Promise<Outcome | null> {
    const now = this.clock.now();
    const evidenceId = uuidv7();
    const compared = await this.compare(manager, ping, evaluation, evidenceId);
    const policy = await inheritedPolicy(manager, ping, evaluation, now);
    const moment = { now, chance: Math.random() };
    const { step, to, columns } = assess(ping, { ...evaluation, policy }, compared, moment);
    const { evidence, judgement, reading } = evaluation;
    Object.assign(ping, columns, {
      firstSeen: standingOf(evidence.reputation).isFirst,
      ...sourceColumns(evidence.reputation),
      version: ping.version + 1,
      evaluationAttempts: 0,
      deferred: false,
      ...(reading.verification.state === 'linked'
        ? { evidenceId, copyOf: copyColumn(evidence) }
        : {}),
      // a ping that came again meanwhile is to be checked again
      ...(isSameTime(ping.checkRequestedAt, read.checkRequestedAt)
        ? { evaluationDueAt: null }
        : {}),
    } satisfies Partial<PingEntity>);
    await manager.save(ping);
    await manager.insert(EvidenceEntity, {
      id: evidenceId,
      pingId: ping.id,
      checkedAt: now,
      evidence,
      judgement,
      verification: reading.verification,
      isSecondLook: reading.isSecondLook,
    });
    if (ping.checkCount > CHECKS_KEPT) await forgetOldChecks(manager, ping);
    return this.apply(manager, ping, step, to);
  }

  private async compare(
    manager: EntityManager,
    ping: PingEntity,
    { reading }: Evaluation,
    evidenceId: string,
  ): Promise<Compared> {
    const { source, claimed } = ping;
    const extracted = extractedFrom(reading);
    const content = publicContentOf({ source, claimed, extracted, evidenceId });
    const after = { content, text: reading.facts?.text ?? '' };
    return {
      extracted,
      content,
      change: await this.changeOf(manager, ping, after),
      beforeRemoval: ping.status === 'removed' ? await stateBeforeRemoval(manager, ping) : null,
    };
  }

  private async changeOf(
    manager: EntityManager,
    { published }: PingEntity,
    after: Version,
  ): Promise<ContentChange | null> {
    if (!published) return null;
    const measure = published.baseline ?? published;
    const approved =
      measure.evidenceId === null
        ? null
        : await manager.findOneBy(EvidenceEntity, { id: measure.evidenceId });
    // without the page as it was, the page as it is says nothing about a change
    const text = approved?.evidence.page?.text ?? after.text;
    return changeBetween({ content: measure, text }, after, this.clock.now());
  }

  private async apply(
    manager: EntityManager,
    ping: PingEntity,
    step: Step,
    to: Change['to'] | null,
  ): Promise<Outcome | null> {
    if (to === null || !('because' in step)) return null;
    const inherited = step.do === 'become' ? step.inherited : undefined;
    return this.transitions.transition(manager, [{ pingId: ping.id, to }], {
      actor: actorOf(step),
      because: step.because,
      decisionId: inherited?.decisionId ?? null,
      holdMs: 0,
    });
  }
}

/** A rule, or a campaign's verdict, that put the ping there answers for it. */
function actorOf(step: Step): Actor {
  if (step.do !== 'become') return { kind: 'policy', id: null };
  if (step.inherited) return { kind: 'policy', id: step.inherited.campaignId };
  return step.ruleId === undefined
    ? { kind: 'policy', id: null }
    : { kind: 'rule', id: step.ruleId };
}

function copyColumn({ copies }: Evidence): PingEntity['copyOf'] {
  if (!copies) return null;
  const { sources, ofTarget, firstPingId } = copies;
  return { sources, ofTarget, originalPingId: firstPingId };
}

function keptEvidence({ evidenceId, published }: PingEntity): string[] {
  const kept = [evidenceId, published?.evidenceId, published?.baseline?.evidenceId];
  return kept.filter((id) => typeof id === 'string');
}

async function forgetOldChecks(manager: EntityManager, ping: PingEntity): Promise<void> {
  await manager.query(
    `DELETE FROM evidence WHERE ping_id = $1 AND NOT (id = ANY($2)) AND id NOT IN
       (SELECT id FROM evidence WHERE ping_id = $1 ORDER BY checked_at DESC LIMIT $3)`,
    [ping.id, keptEvidence(ping), CHECKS_KEPT],
  );
}

async function stateBeforeRemoval(
  manager: EntityManager,
  ping: PingEntity,
): Promise<PingState | null> {
  const removal = await manager.findOne(TransitionEntity, {
    where: { pingId: ping.id },
    order: { version: 'DESC' },
  });
  return removal?.toState.status === 'removed' ? removal.fromState : null;
}

function isSameTime(one: Date | null, other: Date | null): boolean {
  return one?.getTime() === other?.getTime();
}
