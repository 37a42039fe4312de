// The strays of the outbox: announcements and outgoing pings whose job was lost.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { JobQueue } from '../queue/job-queue.js';

const BATCH = 500;
/** After a sweep a row is left alone for so long; its job may just be waiting its turn. */
const AGAIN_AFTER_MS = 60_000;

@Injectable()
export class StrayOutbox {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Answers how many there were. */
  async sweep(): Promise<number> {
    const items = await this.take(
      `UPDATE outbox_items SET announce_due_at = $2
       WHERE id IN (SELECT id FROM outbox_items
         WHERE announce_due_at <= $1::timestamptz - interval '15 seconds'
         ORDER BY announce_due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
    );
    const pings = await this.take(
      `UPDATE outgoing_pings SET remind_at = $2
       WHERE id IN (SELECT id FROM outgoing_pings WHERE status = 'waiting' AND remind_at <= $1
         ORDER BY remind_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
    );
    await this.queue.enqueue(
      'announce',
      items.map((id) => ({ jobId: id, payload: { itemId: id } })),
    );
    await this.queue.enqueue(
      'send',
      pings.map((id) => ({ jobId: id, payload: { outgoingPingId: id } })),
    );
    return items.length + pings.length;
  }

  private async take(sql: string): Promise<string[]> {
    const now = this.clock.now();
    const again = new Date(now.getTime() + AGAIN_AFTER_MS);
    const [rows] = await this.dataSource.query<[{ id: string }[], number]>(sql, [
      now,
      again,
      BATCH,
    ]);
    return rows.map(({ id }) => id);
  }
}
