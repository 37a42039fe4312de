// Reads a page of ours and has settled in one transaction which of its links have to be told.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AnnounceRefusal } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import { OutboxItemEntity } from '../database/entities/outbox.entity.js';
import { JobQueue } from '../queue/job-queue.js';
import { readAnnounced, type SourceReading } from './announced-source.js';
import { delayAfter, SendFailed } from './send-schedule.js';
import { Sending } from './sending.js';
import { settle } from './settle.js';

@Injectable()
export class Announcements {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sending: Sending,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Throws {@link SendFailed} when the page is to be read again later. */
  async announce(itemId: string): Promise<void> {
    const item = await this.dataSource.manager.findOneBy(OutboxItemEntity, { id: itemId });
    if (!item?.announceDueAt) return;
    const reading = await readAnnounced(this.sending.fetch, item.source, this.clock.now());
    if (reading.kind === 'unreachable' && reading.isTransient)
      await this.waitForNext(item, reading.refusal, reading.retryAfterMs);
    const due = await this.conclude(itemId, item.announceDueAt, reading);
    const now = this.clock.now().getTime();
    await this.queue.enqueue(
      'send',
      due.map((id) => ({ jobId: `${id}-${now}`, payload: { outgoingPingId: id } })),
    );
  }

  /** A host that must not be asked now: the row waits with its job. */
  async postpone(itemId: string, until: Date): Promise<void> {
    const where = { id: itemId };
    await this.dataSource.manager.update(OutboxItemEntity, where, { announceDueAt: until });
  }

  private async waitForNext(
    item: OutboxItemEntity,
    { message }: AnnounceRefusal,
    askedForMs: number | null,
  ): Promise<void> {
    const announceAttempts = item.announceAttempts + 1;
    const delayMs = delayAfter(announceAttempts, askedForMs);
    if (delayMs === null) return;
    const announceDueAt = new Date(this.clock.now().getTime() + delayMs);
    const change = { announceAttempts, announceDueAt };
    await this.dataSource.manager.update(OutboxItemEntity, { id: item.id }, change);
    throw new SendFailed(message, delayMs);
  }

  private conclude(itemId: string, doneFor: Date, reading: SourceReading): Promise<string[]> {
    return this.dataSource.transaction(async (manager) => {
      const item = await manager.findOne(OutboxItemEntity, {
        where: { id: itemId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!item) return [];
      // asked for again in the meantime: that has a job of its own
      if (item.announceDueAt?.getTime() === doneFor.getTime()) item.announceDueAt = null;
      const now = this.clock.now();
      item.updatedAt = now;
      const due = await settle(manager, item, reading, now);
      await manager.save(item);
      return due;
    });
  }
}
