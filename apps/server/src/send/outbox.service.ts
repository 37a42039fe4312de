// The outbox of a site: pages to announce, and how far that went.
import { Injectable } from '@nestjs/common';
import { DataSource, In, LessThan } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { OutboxItem } from '@trackwarden/contracts';
import { canonicalUrl, parseHttpUrl } from '@trackwarden/protocol';
import { Clock } from '../clock.js';
import { OutboxItemEntity, OutgoingPingEntity } from '../database/entities/outbox.entity.js';
import { SiteEntity } from '../database/entities/site.entity.js';
import { DomainError } from '../errors.js';
import { JobQueue } from '../queue/job-queue.js';
import { outboxItemView } from './outbox-view.js';

const MAX_ADDRESS = 2_048;

/** What is asked for: a page, and perhaps which of its links. */
export type AnnounceRequest = { source: string; targets?: string[] | undefined };

@Injectable()
export class OutboxService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Newest first; `before` is the id after which the page starts. */
  list(siteId: string, limit: number, before: string | undefined): Promise<OutboxItemEntity[]> {
    return this.dataSource.manager.find(OutboxItemEntity, {
      where: { siteId, ...(before ? { id: LessThan(before) } : {}) },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /** Throws `not-found`. */
  async one(id: string): Promise<OutboxItemEntity> {
    const item = await this.dataSource.manager.findOneBy(OutboxItemEntity, { id });
    if (!item) throw new DomainError('not-found', { detail: 'Nothing was announced by this id.' });
    return item;
  }

  /** What is known of a page that was announced before. */
  find(siteId: string, source: string): Promise<OutboxItemEntity | null> {
    const canonicalSource = addressOf(source).canonical;
    return this.dataSource.manager.findOneBy(OutboxItemEntity, { siteId, canonicalSource });
  }

  pingsOf(items: readonly OutboxItemEntity[]): Promise<OutgoingPingEntity[]> {
    if (items.length === 0) return Promise.resolve([]);
    return this.dataSource.manager.find(OutgoingPingEntity, {
      where: { itemId: In(items.map(({ id }) => id)) },
      order: { id: 'ASC' },
    });
  }

  async view(item: OutboxItemEntity): Promise<OutboxItem> {
    const site = await this.dataSource.manager.findOneByOrFail(SiteEntity, { id: item.siteId });
    return outboxItemView(item, await this.pingsOf([item]), site);
  }

  /** The row first, then its job: reading the page and sending are the worker's. */
  async announce(siteId: string, { source, targets }: AnnounceRequest): Promise<OutboxItemEntity> {
    const { href, canonical } = addressOf(source);
    const now = this.clock.now();
    const manager = this.dataSource.manager;
    await manager
      .createQueryBuilder()
      .insert()
      .into(OutboxItemEntity)
      .values({
        id: uuidv7(),
        siteId,
        source: href,
        canonicalSource: canonical,
        title: '',
        excerpt: '',
        status: 'sending',
        refusal: null,
        targets: targets ?? null,
        contentHash: null,
        isPrivate: false,
        announceDueAt: now,
        announceAttempts: 0,
        createdAt: now,
        updatedAt: now,
      })
      .orIgnore()
      .execute();
    const where = { siteId, canonicalSource: canonical };
    await manager.update(OutboxItemEntity, where, {
      source: href,
      status: 'sending',
      refusal: null,
      targets: targets ?? null,
      announceDueAt: now,
      announceAttempts: 0,
      updatedAt: now,
    });
    const item = await manager.findOneByOrFail(OutboxItemEntity, where);
    const jobId = `${item.id}-${now.getTime()}`;
    await this.queue.enqueue('announce', [{ jobId, payload: { itemId: item.id } }]);
    return item;
  }
}

/** Throws `validation-failed`. */
export function addressOf(source: string): { href: string; canonical: string } {
  const href = parseHttpUrl(source)?.href;
  const canonical = canonicalUrl(source);
  if (!href || !canonical || Math.max(href.length, canonical.length) > MAX_ADDRESS)
    throw new DomainError('validation-failed', {
      errors: [{ pointer: '/source', message: 'must be the address of a page' }],
    });
  return { href, canonical };
}
