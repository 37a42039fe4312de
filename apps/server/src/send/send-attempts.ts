// One attempt to tell one page: taken by one worker at a time, and recorded whatever comes back.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../clock.js';
import { OutboxItemEntity, OutgoingPingEntity } from '../database/entities/outbox.entity.js';
import { SiteEntity } from '../database/entities/site.entity.js';
import { deliverPing } from './deliver-ping.js';
import type { PingAnswer } from './ping-answer.js';
import { findEndpoint } from './find-endpoint.js';
import { REMOVED } from './next-step.js';
import { plannedPing } from './plan.js';
import { delayAfter, STRAY_AFTER_MS } from './send-schedule.js';
import { Sending } from './sending.js';

/** Longer than an attempt can take; after that its worker is dead and another may try. */
const LEASE_MS = 120_000;
/** A timer may fire a little early. */
const EARLY_MS = 1_000;

/** A ping that this worker may send now, with what it belongs to. */
export type TakenPing = { ping: OutgoingPingEntity; item: OutboxItemEntity; site: SiteEntity };

/** `delayMs`: when to try again; 0 when there is something new to tell; null when it is over. */
export type AttemptEnd = { status: OutgoingPingEntity['status']; delayMs: number | null };

type Outcome = Omit<PingAnswer, 'status'> &
  Pick<OutgoingPingEntity, 'status' | 'protocol' | 'endpoint'>;

@Injectable()
export class SendAttempts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sending: Sending,
    private readonly clock: Clock,
  ) {}

  /** Null when there is nothing to send, or another worker has it, or it is too early. */
  async take(id: string): Promise<TakenPing | null> {
    const manager = this.dataSource.manager;
    const now = this.clock.now().getTime();
    const [, taken] = await manager.query<[unknown, number]>(
      `UPDATE outgoing_pings SET next_attempt_at = $2, remind_at = $2
       WHERE id = $1 AND status = 'waiting' AND next_attempt_at <= $3`,
      [id, new Date(now + LEASE_MS), new Date(now + EARLY_MS)],
    );
    if (taken === 0) return null;
    const ping = await manager.findOneByOrFail(OutgoingPingEntity, { id });
    const item = await manager.findOneByOrFail(OutboxItemEntity, { id: ping.itemId });
    const site = await manager.findOneByOrFail(SiteEntity, { id: item.siteId });
    return { ping, item, site };
  }

  /** Gives a taken ping back unsent. */
  async postpone(id: string, until: Date): Promise<void> {
    const remindAt = new Date(until.getTime() + STRAY_AFTER_MS);
    await this.dataSource.manager.update(
      OutgoingPingEntity,
      { id, status: 'waiting' },
      { nextAttemptAt: until, remindAt },
    );
  }

  async attempt(taken: TakenPing): Promise<AttemptEnd> {
    const outcome = await this.send(taken);
    return this.dataSource.transaction((manager) => this.record(manager, taken, outcome));
  }

  /** A defect of our own counts as an attempt, so that it cannot go on for ever. */
  recordFault(taken: TakenPing): Promise<AttemptEnd> {
    const { protocol, endpoint, answer, statusUrl } = taken.ping;
    const outcome: Outcome = {
      ...{ protocol, endpoint, answer, statusUrl },
      status: 'failed',
      isTransient: true,
      retryAfterMs: null,
      httpStatus: null,
      error: 'Something went wrong on our side.',
    };
    return this.dataSource.transaction((manager) => this.record(manager, taken, outcome));
  }

  private async send({ ping, item, site }: TakenPing): Promise<Outcome> {
    const now = this.clock.now();
    const { target, sentAt } = ping;
    // an update or an end of what was told before is nothing that Pingback or TrackBack know
    const search = { target, onlyWebmention: sentAt !== null, sourceIsPrivate: item.isPrivate };
    const finding = await findEndpoint(this.sending.fetch, search, now);
    if (finding.kind !== 'found') {
      const { protocol, endpoint, answer, statusUrl } = ping;
      const { kind, because } = finding;
      const ended = { isTransient: false, retryAfterMs: null, httpStatus: null };
      const reason = kind === 'failed' ? finding : ended;
      return { protocol, endpoint, answer, statusUrl, ...reason, status: kind, error: because };
    }
    const { source, title, excerpt } = item;
    const announced = { source, title, excerpt, blogName: site.name };
    const planned = plannedPing(finding, announced, target);
    const answer = await deliverPing(this.sending.fetch, planned, this.clock.now());
    return { ...answer, protocol: finding.protocol, endpoint: finding.endpoint };
  }

  private async record(
    manager: EntityManager,
    { ping: { id, itemId }, item: told, ping: sent }: TakenPing,
    outcome: Outcome,
  ): Promise<AttemptEnd> {
    const item = await manager.findOne(OutboxItemEntity, {
      where: { id: itemId },
      lock: { mode: 'pessimistic_write' },
    });
    const ping = await manager.findOneBy(OutgoingPingEntity, { id });
    if (!item || !ping) return { status: 'refused', delayMs: null };
    const now = this.clock.now();
    const { protocol, endpoint, httpStatus, answer, statusUrl, error } = outcome;
    Object.assign(ping, { protocol, endpoint, httpStatus, answer, error });
    ping.statusUrl = statusUrl ?? ping.statusUrl;
    ping.attempts += 1;
    let delayMs: number | null = null;
    if (outcome.status === 'sent' || outcome.status === 'already-registered') {
      ping.sentAt = now;
      ping.sentContent = contentOf(sent, told);
      // the page changed while this was under way: an update follows
      const isOutdated = protocol === 'webmention' && ping.sentContent !== contentOf(ping, item);
      delayMs = isOutdated && ping.status === 'waiting' ? 0 : null;
      if (delayMs === 0) ping.attempts = 0;
    } else if (outcome.isTransient && ping.status === 'waiting') {
      delayMs = delayAfter(ping.attempts, outcome.retryAfterMs);
    }
    ping.status = delayMs === null ? outcome.status : 'waiting';
    ping.nextAttemptAt = delayMs === null ? null : new Date(now.getTime() + delayMs);
    ping.remindAt = ping.nextAttemptAt && new Date(ping.nextAttemptAt.getTime() + STRAY_AFTER_MS);
    await manager.save(ping);
    await this.finish(manager, item, now);
    return { status: ping.status, delayMs };
  }

  private async finish(manager: EntityManager, item: OutboxItemEntity, now: Date): Promise<void> {
    const where = { itemId: item.id, status: 'waiting' } as const;
    const isWaiting = await manager.existsBy(OutgoingPingEntity, where);
    const isDone = item.status === 'sending' && !isWaiting && item.announceDueAt === null;
    const status = isDone ? 'done' : item.status;
    await manager.update(OutboxItemEntity, { id: item.id }, { status, updatedAt: now });
  }
}

const contentOf = (ping: OutgoingPingEntity, item: OutboxItemEntity): string | null =>
  ping.isLinked ? item.contentHash : REMOVED;
