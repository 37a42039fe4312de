// Writes the webhook messages of a change in the transaction of that change; jobs follow after the commit.
import { Injectable } from '@nestjs/common';
import { ArrayContains, In, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { WebhookBody, WebhookEvent } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { DeliveryEntity, WebhookEntity } from '../database/entities/webhook.entity.js';
import { JobQueue } from '../queue/job-queue.js';
import { pingView } from './ping-view.js';

/** A change that may interest a site: the ping as it is now, and what happened to it. */
export type Happening = { ping: PingEntity; type: WebhookEvent };

/** A message that is written and waits for its job. */
export type WrittenMessage = { id: string; dueAt: Date };

@Injectable()
export class WebhookMessages {
  constructor(
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** `holdMs`: how long the messages wait, so that an undo of the decision can cancel them. */
  async write(
    manager: EntityManager,
    happenings: Happening[],
    { decisionId, holdMs }: { decisionId: string | null; holdMs: number },
  ): Promise<WrittenMessage[]> {
    const webhooks = await this.interested(manager, happenings);
    if (webhooks.length === 0) return [];
    const now = this.clock.now();
    const dueAt = new Date(now.getTime() + holdMs);
    const rows = happenings.flatMap(({ ping, type }) => {
      const body = JSON.stringify(bodyOf(ping, type, now));
      return webhooks
        .filter((webhook) => webhook.siteId === ping.siteId && webhook.events.includes(type))
        .map((webhook) =>
          manager.create(DeliveryEntity, {
            id: uuidv7(),
            webhookId: webhook.id,
            siteId: ping.siteId,
            pingId: ping.id,
            decisionId,
            type,
            trigger: 'event',
            body,
            status: holdMs > 0 ? 'held' : 'waiting',
            attemptCount: 0,
            nextAttemptAt: dueAt,
            createdAt: now,
          }),
        );
    });
    await manager.insert(DeliveryEntity, rows);
    return rows.map(({ id }) => ({ id, dueAt }));
  }

  /** After the commit: a reminder for each message at its time. */
  async enqueue(messages: WrittenMessage[]): Promise<void> {
    const now = this.clock.now().getTime();
    await this.queue.enqueue(
      'deliver',
      messages.map(({ id, dueAt }) => ({
        jobId: id,
        payload: { deliveryId: id },
        delayMs: Math.max(0, dueAt.getTime() - now),
      })),
    );
  }

  private async interested(
    manager: EntityManager,
    happenings: Happening[],
  ): Promise<WebhookEntity[]> {
    if (happenings.length === 0) return [];
    const siteIds = [...new Set(happenings.map(({ ping }) => ping.siteId))];
    const types = [...new Set(happenings.map(({ type }) => type))];
    return manager.find(WebhookEntity, {
      where: types.map((type) => ({
        siteId: In(siteIds),
        enabled: true,
        events: ArrayContains([type]),
      })),
    });
  }
}

function bodyOf(ping: PingEntity, type: WebhookEvent, at: Date): WebhookBody {
  return {
    type,
    timestamp: at.toISOString(),
    data: { sequence: ping.version, ping: pingView(ping) },
  };
}
