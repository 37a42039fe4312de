// Asks for the checks that are due: of sources that were read before, and of those that gave no answer yet.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { STRAY_AFTER_MS } from '../pings/record-sql.js';
import { JobQueue } from '../queue/job-queue.js';

/** Sources looked at again per sweep: what is due together is not asked for together. */
const PER_SWEEP = 50;
/** A queue runs these after jobs without one, and before what a flood put off. */
const AFTER_FIRST_CHECKS = 5;
/** Pings that wait to be judged go before those, and in no small numbers. */
const UNJUDGED_PER_SWEEP = 1_000;

const take = (which: string): string => `
  UPDATE pings SET evaluation_due_at = $2, next_check_at = NULL
  WHERE id IN (SELECT id FROM pings WHERE next_check_at <= $1 AND evaluation_due_at IS NULL AND ${which}
    ORDER BY next_check_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING id, check_count`;
const TAKE_UNJUDGED = take(`status = 'received'`);
const TAKE_JUDGED = take(`status <> 'received'`);

@Injectable()
export class DueChecks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  async sweep(): Promise<void> {
    await this.ask(TAKE_UNJUDGED, UNJUDGED_PER_SWEEP);
    await this.ask(TAKE_JUDGED, PER_SWEEP);
  }

  private async ask(statement: string, most: number): Promise<void> {
    const now = this.clock.now();
    const strayFrom = new Date(now.getTime() + STRAY_AFTER_MS);
    const [rows] = await this.dataSource.query<[{ id: string; check_count: number }[], number]>(
      statement,
      [now, strayFrom, most],
    );
    // an id of its own: the job of the last check may be ending just now
    const jobs = rows.map(({ id, check_count }) => ({
      jobId: `${id}-check-${check_count}`,
      payload: { pingId: id },
      // a source that was asked before makes room for those that were not
      priority: AFTER_FIRST_CHECKS,
    }));
    await this.queue.enqueue('evaluate', jobs);
  }
}
