// Webhook messages whose job was lost.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { JobQueue } from '../queue/job-queue.js';

const BATCH = 1_000;
/** After a sweep a row is left alone for so long; its job may just be waiting its turn. */
const AGAIN_AFTER_MS = 60_000;

const TAKE = `
  UPDATE deliveries SET next_attempt_at = $2
  WHERE id IN (SELECT id FROM deliveries WHERE status IN ('held', 'waiting')
    AND next_attempt_at <= $1::timestamptz - interval '15 seconds'
    ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING id`;

@Injectable()
export class StrayDeliveries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Answers how many there were. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const again = new Date(now.getTime() + AGAIN_AFTER_MS);
    const [strays] = await this.dataSource.query<[{ id: string }[], number]>(TAKE, [
      now,
      again,
      BATCH,
    ]);
    await this.queue.enqueue(
      'deliver',
      strays.map(({ id }) => ({ jobId: id, payload: { deliveryId: id } })),
    );
    return strays.length;
  }
}
