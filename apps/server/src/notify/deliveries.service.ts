// Messages for webhooks: one attempt with its log entry, the log, redelivery, the test event.
import { Injectable } from '@nestjs/common';
import { DataSource, In, MoreThanOrEqual } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Delivery, deliveryQuerySchema, List, WebhookEvent } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import {
  DeliveryAttemptEntity,
  DeliveryEntity,
  WebhookEntity,
} from '../database/entities/webhook.entity.js';
import { DomainError } from '../errors.js';
import { byTime, decodeCursor, pageOf } from '../pings/keyset.js';
import { JobQueue } from '../queue/job-queue.js';
import { samplePing } from './sample-ping.js';
import { deliveryView } from './webhook-view.js';

/** "Redeliver what failed" takes at most so many messages at once. */
const MOST_REDELIVERED = 1_000;

@Injectable()
export class DeliveriesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Newest first, each with all its attempts. */
  async list(
    webhookId: string,
    { limit, cursor, status }: z.output<typeof deliveryQuerySchema>,
  ): Promise<List<Delivery>> {
    const query = this.dataSource.manager
      .createQueryBuilder(DeliveryEntity, 'delivery')
      .where('delivery.webhook_id = :webhookId', { webhookId })
      .orderBy('delivery.created_at', 'DESC')
      .addOrderBy('delivery.id', 'DESC')
      .limit(limit + 1);
    if (status) query.andWhere('delivery.status = :status', { status });
    if (cursor) {
      const [at, id] = decodeCursor(cursor, byTime);
      query.andWhere('(delivery.created_at, delivery.id) < (:at::timestamptz, :id::uuid)', {
        at,
        id,
      });
    }
    const deliveries = await query.getMany();
    const attempts = await this.attemptsOf(deliveries);
    return pageOf(
      deliveries,
      limit,
      (delivery) => deliveryView(delivery, attempts),
      (delivery) => [delivery.createdAt.toISOString(), delivery.id],
    );
  }

  /** Throws `not-found`. */
  async view(id: string): Promise<Delivery> {
    const delivery = await this.one(id);
    return deliveryView(delivery, await this.attemptsOf([delivery]));
  }

  /** A signed sample of a type; the caller attempts it at once. */
  async createTest(webhook: WebhookEntity, type: WebhookEvent): Promise<DeliveryEntity> {
    const now = this.clock.now();
    const ping = samplePing(webhook.siteId, now);
    const delivery = this.dataSource.manager.create(DeliveryEntity, {
      id: uuidv7(),
      webhookId: webhook.id,
      siteId: webhook.siteId,
      pingId: null,
      decisionId: null,
      type,
      trigger: 'test',
      body: JSON.stringify({
        type,
        timestamp: now.toISOString(),
        data: { sequence: ping.version, ping },
      }),
      status: 'waiting',
      attemptCount: 0,
      // should this process end before its answer, the sweeper sends the test once more
      nextAttemptAt: new Date(now.getTime() + 60_000),
      createdAt: now,
    });
    await this.dataSource.manager.insert(DeliveryEntity, delivery);
    return delivery;
  }

  /** The end of a message that was attempted outside the queue. */
  async finish(id: string, status: 'delivered' | 'failed'): Promise<void> {
    await this.dataSource.manager.update(
      DeliveryEntity,
      { id },
      { status, attemptCount: 1, nextAttemptAt: null },
    );
  }

  /** The same message again, with the same `webhook-id`. Throws `not-found`. */
  async redeliver(id: string): Promise<Delivery> {
    const delivery = await this.one(id);
    if (delivery.status === 'held' || delivery.status === 'waiting')
      throw new DomainError('not-allowed-now', { detail: 'The message is still under way.' });
    await this.refuseDisabled(delivery.webhookId);
    await this.sendAgain([delivery]);
    return this.view(id);
  }

  /** Everything of a webhook that failed since a time; answers how many messages. */
  async redeliverFailed(webhookId: string, since: Date): Promise<number> {
    await this.refuseDisabled(webhookId);
    const failed = await this.dataSource.manager.find(DeliveryEntity, {
      where: { webhookId, status: 'failed', createdAt: MoreThanOrEqual(since) },
      order: { createdAt: 'ASC' },
      take: MOST_REDELIVERED,
    });
    await this.sendAgain(failed);
    return failed.length;
  }

  private async one(id: string): Promise<DeliveryEntity> {
    const delivery = await this.dataSource.manager.findOneBy(DeliveryEntity, { id });
    if (!delivery)
      throw new DomainError('not-found', { detail: 'There is no delivery with this id.' });
    return delivery;
  }

  private async refuseDisabled(id: string): Promise<void> {
    const enabled = await this.dataSource.manager.existsBy(WebhookEntity, { id, enabled: true });
    if (!enabled)
      throw new DomainError('webhook-disabled', { detail: 'Enable the webhook first.' });
  }

  private async sendAgain(deliveries: DeliveryEntity[]): Promise<void> {
    if (deliveries.length === 0) return;
    await this.dataSource.manager.update(
      DeliveryEntity,
      { id: In(deliveries.map(({ id }) => id)) },
      { status: 'waiting', trigger: 'redelivery', nextAttemptAt: this.clock.now() },
    );
    const suffix = this.clock.now().getTime();
    await this.queue.enqueue(
      'deliver',
      deliveries.map(({ id }) => ({ jobId: `${id}-${suffix}`, payload: { deliveryId: id } })),
    );
  }

  private async attemptsOf(deliveries: DeliveryEntity[]): Promise<DeliveryAttemptEntity[]> {
    if (deliveries.length === 0) return [];
    return this.dataSource.manager.find(DeliveryAttemptEntity, {
      where: { deliveryId: In(deliveries.map(({ id }) => id)) },
      order: { at: 'ASC' },
    });
  }
}
