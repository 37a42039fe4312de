// Pings whose evaluation lost its job, and those whose evaluation fails again and again.
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { isServerAway } from '../is-server-away.js';
import { MOST_ATTEMPTS, UnjudgedPings } from '../pings/unjudged-pings.js';
import { JobQueue } from '../queue/job-queue.js';

const BATCH = 1_000;
/** After a sweep a row is left alone for so long; its job may just be waiting its turn. */
const AGAIN_AFTER_MS = 60_000;

const TAKE = `
  UPDATE pings SET evaluation_due_at = $2
  WHERE id IN (SELECT id FROM pings WHERE evaluation_due_at <= $1
    ORDER BY evaluation_due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING id, evaluation_attempts AS attempts`;

@Injectable()
export class StrayPings {
  private readonly logger = new Logger('upkeep');

  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly unjudged: UnjudgedPings,
    private readonly clock: Clock,
  ) {}

  /** Answers how many there were. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const again = new Date(now.getTime() + AGAIN_AFTER_MS);
    const [strays] = await this.dataSource.query<[{ id: string; attempts: number }[], number]>(
      TAKE,
      [now, again, BATCH],
    );
    const isSpent = ({ attempts }: { attempts: number }) => attempts >= MOST_ATTEMPTS;
    await this.queue.enqueue(
      'evaluate',
      strays
        .filter((stray) => !isSpent(stray))
        .map(({ id }) => ({ jobId: id, payload: { pingId: id } })),
    );
    for (const { id } of strays.filter(isSpent)) await this.giveUp(id);
    return strays.length;
  }

  /** A row that cannot even be moved is no reason to leave the others alone; it comes again. */
  private async giveUp(id: string): Promise<void> {
    try {
      await this.unjudged.leaveToPerson(id);
    } catch (error) {
      if (isServerAway(error)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      this.logger.error({ msg: 'ping could not be put before a person', ping: id, reason });
    }
  }
}
