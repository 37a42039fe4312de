// Webhook endpoints of a site: create, change, rotate, enable, delete.
import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type {
  createWebhookSchema,
  rotateWebhookSchema,
  updateWebhookSchema,
} from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import { WebhookEntity } from '../database/entities/webhook.entity.js';
import { DomainError } from '../errors.js';
import { newWebhookSecret } from './signing.js';

const overlapMs = { '0': 0, '1h': 3_600_000, '24h': 86_400_000, '7d': 604_800_000 } as const;

@Injectable()
export class WebhooksService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  list(siteId: string, limit: number, before: string | undefined): Promise<WebhookEntity[]> {
    return this.dataSource.manager.find(WebhookEntity, {
      where: { siteId, ...(before ? { id: LessThan(before) } : {}) },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /** Throws `not-found`. */
  async one(id: string): Promise<WebhookEntity> {
    const webhook = await this.dataSource.manager.findOneBy(WebhookEntity, { id });
    if (!webhook)
      throw new DomainError('not-found', { detail: 'There is no webhook with this id.' });
    return webhook;
  }

  async create(
    siteId: string,
    { url, events }: z.output<typeof createWebhookSchema>,
  ): Promise<WebhookEntity> {
    const webhook = this.dataSource.manager.create(WebhookEntity, {
      id: uuidv7(),
      siteId,
      url,
      events: [...new Set(events)],
      secret: newWebhookSecret(),
      previousSecret: null,
      previousSecretUntil: null,
      enabled: true,
      disabledAt: null,
      disabledReason: null,
      failingSince: null,
      createdAt: this.clock.now(),
    });
    await this.dataSource.manager.insert(WebhookEntity, webhook);
    return webhook;
  }

  async update(
    id: string,
    { url, events, enabled }: z.output<typeof updateWebhookSchema>,
  ): Promise<WebhookEntity> {
    const webhook = await this.one(id);
    webhook.url = url ?? webhook.url;
    webhook.events = events ? [...new Set(events)] : webhook.events;
    if (enabled !== undefined)
      Object.assign(webhook, enabled ? enabledNow() : this.disabledNow('Switched off by hand.'));
    return this.dataSource.manager.save(webhook);
  }

  async enable(id: string): Promise<WebhookEntity> {
    return this.dataSource.manager.save(Object.assign(await this.one(id), enabledNow()));
  }

  async disable(id: string, reason: string): Promise<void> {
    await this.dataSource.manager.update(WebhookEntity, { id }, this.disabledNow(reason));
  }

  /** A new secret; the old one signs beside it for the overlap. */
  async rotate(
    id: string,
    { overlap }: z.output<typeof rotateWebhookSchema>,
  ): Promise<WebhookEntity> {
    const webhook = await this.one(id);
    const until = new Date(this.clock.now().getTime() + overlapMs[overlap]);
    webhook.previousSecret = overlap === '0' ? null : webhook.secret;
    webhook.previousSecretUntil = overlap === '0' ? null : until;
    webhook.secret = newWebhookSecret();
    return this.dataSource.manager.save(webhook);
  }

  async delete(id: string): Promise<void> {
    const { affected } = await this.dataSource.manager.delete(WebhookEntity, { id });
    if (!affected)
      throw new DomainError('not-found', { detail: 'There is no webhook with this id.' });
  }

  private disabledNow(reason: string) {
    return { enabled: false, disabledAt: this.clock.now(), disabledReason: reason };
  }
}

function enabledNow() {
  return { enabled: true, disabledAt: null, disabledReason: null, failingSince: null };
}
