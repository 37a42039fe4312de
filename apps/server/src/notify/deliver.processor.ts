// The worker of stage 5: delivers one message; failing throws, and BullMQ retries on the schedule.
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import { DelayedError, UnrecoverableError, type Job } from 'bullmq';
import { DataSource, In } from 'typeorm';
import { Clock } from '../clock.js';
import { DeliveryEntity, WebhookEntity } from '../database/entities/webhook.entity.js';
import { deliveryScheduleSeconds, jobs, queueTimeAfter, takeOver } from '../queue/jobs.js';
import { Attempts, type AttemptResult } from './attempt.js';
import { WebhooksService } from './webhooks.service.js';

/** Messages under way to one endpoint; more wait, so that a slow one delays no other. */
const MOST_PER_ENDPOINT = 2;
const WAIT_FOR_TURN_MS = 1_000;

/** An endpoint that failed for so long is disabled. */
const DISABLE_AFTER_MS = 5 * 86_400_000;

/** Carries the delay of the next attempt to the backoff strategy. */
export class DeliveryFailed extends Error {
  constructor(
    message: string,
    readonly delayMs: number,
  ) {
    super(message);
  }
}

/** Milliseconds until the attempt after `attemptsMade`, with jitter of a fifth; the error knows better. */
export function deliveryBackoff(attemptsMade: number, _type?: string, error?: Error): number {
  if (error instanceof DeliveryFailed) return error.delayMs;
  return delayAfter(attemptsMade, 0.5);
}

function delayAfter(attempts: number, random: number): number {
  const last = deliveryScheduleSeconds.length;
  const seconds = deliveryScheduleSeconds[Math.min(Math.max(attempts, 1), last) - 1] ?? 5;
  return Math.round(seconds * 1000 * (0.9 + random * 0.2));
}

@Processor('deliver', {
  ...takeOver,
  concurrency: 50,
  settings: { backoffStrategy: deliveryBackoff },
})
export class DeliverProcessor extends WorkerHost {
  private readonly logger = new Logger('notify');
  private readonly underWay = new Map<string, number>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly attempts: Attempts,
    private readonly webhooks: WebhooksService,
    private readonly clock: Clock,
  ) {
    super();
  }

  async process(job: Job, token?: string): Promise<void> {
    const { deliveryId } = jobs.deliver.payload.parse(job.data);
    const claimed = await this.claim(deliveryId);
    if (!claimed) return;
    const { delivery, webhook } = claimed;
    if (!webhook.enabled) return this.end(delivery, 'failed');

    const running = this.underWay.get(webhook.id) ?? 0;
    if (running >= MOST_PER_ENDPOINT) {
      await job.moveToDelayed(queueTimeAfter(WAIT_FOR_TURN_MS), token);
      throw new DelayedError();
    }
    this.underWay.set(webhook.id, running + 1);
    try {
      await this.deliver(delivery, webhook, job);
    } finally {
      const left = (this.underWay.get(webhook.id) ?? 1) - 1;
      if (left > 0) this.underWay.set(webhook.id, left);
      else this.underWay.delete(webhook.id);
    }
  }

  private async deliver(delivery: DeliveryEntity, webhook: WebhookEntity, job: Job): Promise<void> {
    const result = await this.attempts.attempt(webhook, delivery);
    const { httpStatus } = result;
    this.logger.log({
      msg: 'delivery attempt',
      delivery: delivery.id,
      webhook: webhook.id,
      job: job.id,
      httpStatus,
      error: result.error,
    });
    if (httpStatus !== null && httpStatus >= 200 && httpStatus < 300)
      return this.succeed(delivery, webhook);
    await this.fail(delivery, webhook, result);
  }

  /** Takes a held message over from the undo window; one that was cancelled or delivered is left alone. */
  private async claim(id: string) {
    await this.dataSource.manager.update(
      DeliveryEntity,
      { id, status: In(['held', 'waiting']) },
      { status: 'waiting' },
    );
    const delivery = await this.dataSource.manager.findOneBy(DeliveryEntity, { id });
    if (delivery?.status !== 'waiting') return null;
    const webhook = await this.dataSource.manager.findOneBy(WebhookEntity, {
      id: delivery.webhookId,
    });
    return webhook && { delivery, webhook };
  }

  private async succeed(delivery: DeliveryEntity, webhook: WebhookEntity): Promise<void> {
    await this.end(delivery, 'delivered');
    if (webhook.failingSince)
      await this.dataSource.manager.update(
        WebhookEntity,
        { id: webhook.id },
        { failingSince: null },
      );
  }

  private async fail(
    delivery: DeliveryEntity,
    webhook: WebhookEntity,
    { httpStatus, error, retryAfterMs }: AttemptResult,
  ): Promise<void> {
    const reason = error ?? `the endpoint answered with status ${httpStatus ?? 0}`;
    const now = this.clock.now();
    if (httpStatus === 410) {
      // first: a process that ends in between would leave the endpoint as it was for good
      await this.webhooks.disable(webhook.id, 'The endpoint answered 410 Gone.');
      await this.end(delivery, 'failed');
      throw new UnrecoverableError(reason);
    }
    const failingSince = webhook.failingSince ?? now;
    await this.dataSource.manager.update(WebhookEntity, { id: webhook.id }, { failingSince });
    if (now.getTime() - failingSince.getTime() > DISABLE_AFTER_MS)
      await this.webhooks.disable(webhook.id, 'Every delivery failed for five days.');

    const attempts = delivery.attemptCount + 1;
    if (attempts > deliveryScheduleSeconds.length) {
      await this.end(delivery, 'failed');
      throw new UnrecoverableError(reason);
    }
    const delayMs = Math.max(delayAfter(attempts, Math.random()), retryAfterMs ?? 0);
    await this.dataSource.manager.update(
      DeliveryEntity,
      { id: delivery.id },
      { attemptCount: attempts, nextAttemptAt: new Date(now.getTime() + delayMs) },
    );
    throw new DeliveryFailed(reason, delayMs);
  }

  private async end(delivery: DeliveryEntity, status: 'delivered' | 'failed'): Promise<void> {
    await this.dataSource.manager.update(
      DeliveryEntity,
      { id: delivery.id },
      { status, attemptCount: delivery.attemptCount + 1, nextAttemptAt: null },
    );
  }
}
