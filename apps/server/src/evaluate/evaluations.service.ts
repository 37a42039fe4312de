// Writes an evaluation: evidence, what the row shows of it, and the change of status, in one transaction.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { PingStatus } from '@trackwarden/contracts';
import type { Evidence, Judgement } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import { EvidenceEntity } from '../database/entities/evidence.entity.js';
import { PingEntity } from '../database/entities/ping.entity.js';
import { statusOfBand } from '../pings/lifecycle.js';
import { LiveEvents } from '../pings/live-events.js';
import { PingTransitions, type Outcome } from '../pings/ping-transitions.js';
import type { SourceReading } from './read-source.js';

export type Evaluation = { reading: SourceReading; evidence: Evidence; judgement: Judgement };

@Injectable()
export class EvaluationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transitions: PingTransitions,
    private readonly live: LiveEvents,
    private readonly clock: Clock,
  ) {}

  /** What a person decided stays; the evidence is stored all the same. Null when the ping is gone. */
  async store(pingId: string, evaluation: Evaluation): Promise<PingStatus | null> {
    const { ping, outcome } = await this.dataSource.transaction(async (manager) => {
      const ping = await manager.findOne(PingEntity, {
        where: { id: pingId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!ping) return { ping: null, outcome: null };
      await this.write(manager, ping, evaluation);
      return { ping, outcome: await this.applyPolicy(manager, ping, evaluation.judgement) };
    });
    if (outcome) await this.transitions.announce(outcome);
    else if (ping)
      this.live.publish([
        { type: 'ping.changed', id: ping.id, siteId: ping.siteId, version: ping.version },
      ]);
    return outcome?.changed[0]?.ping.status ?? ping?.status ?? null;
  }

  private async write(
    manager: EntityManager,
    ping: PingEntity,
    { reading, evidence, judgement }: Evaluation,
  ): Promise<void> {
    const { facts, verification } = reading;
    Object.assign(ping, {
      version: ping.version + 1,
      extracted: {
        title: facts?.title ?? null,
        siteName: facts?.siteName ?? null,
        author: facts?.author ?? { name: null, url: null, photo: null },
        excerpt: verification.link?.context || facts?.description || null,
        type: 'mention',
        language: facts?.language ?? null,
        canonicalUrl: facts?.canonicalUrl ?? null,
        publishedAt: facts?.publishedAt ?? null,
      },
      verification,
      verificationState: verification.state,
      score: judgement.score,
      band: judgement.band,
      because: judgement.because,
      prior: judgement.intercept,
      signals: judgement.signals.map(({ signal, group, points, because }) => ({
        signal,
        group,
        points,
        because,
      })),
      firstSeen: evidence.reputation.domain.firstSeen,
      evaluationDueAt: null,
    } satisfies Partial<PingEntity>);
    await manager.save(ping);
    await manager.insert(EvidenceEntity, {
      id: uuidv7(),
      pingId: ping.id,
      checkedAt: this.clock.now(),
      evidence,
      judgement,
    });
  }

  private async applyPolicy(
    manager: EntityManager,
    ping: PingEntity,
    judgement: Judgement,
  ): Promise<Outcome | null> {
    const to = statusOfBand[judgement.band];
    if (ping.decidedKind === 'person' || ping.status === to) return null;
    return this.transitions.transition(
      manager,
      [{ pingId: ping.id, to: { status: to, held: false } }],
      {
        actor: { kind: 'policy', id: null },
        because: judgement.because,
        decisionId: null,
        holdMs: 0,
      },
    );
  }
}
