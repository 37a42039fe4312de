// Asks for the checks that are due of sources that were read before.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { STRAY_AFTER_MS } from '../pings/record-sql.js';
import { JobQueue } from '../queue/job-queue.js';

/** Sources looked at again per sweep: what is due together is not asked for together. */
const PER_SWEEP = 50;

const TAKE = `
  UPDATE pings SET evaluation_due_at = $2, next_check_at = NULL
  WHERE id IN (SELECT id FROM pings WHERE next_check_at <= $1 AND evaluation_due_at IS NULL
    ORDER BY next_check_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING id, check_count`;

@Injectable()
export class DueChecks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  async sweep(): Promise<void> {
    const now = this.clock.now();
    const strayFrom = new Date(now.getTime() + STRAY_AFTER_MS);
    const [rows] = await this.dataSource.query<[{ id: string; check_count: number }[], number]>(
      TAKE,
      [now, strayFrom, PER_SWEEP],
    );
    // an id of its own: the job of the last check may be ending just now
    const jobs = rows.map(({ id, check_count }) => ({
      jobId: `${id}-check-${check_count}`,
      payload: { pingId: id },
    }));
    await this.queue.enqueue('evaluate', jobs);
  }
}
