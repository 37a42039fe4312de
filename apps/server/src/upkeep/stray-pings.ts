// Pings whose evaluation lost its job, and those whose evaluation fails again and again.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { PingTransitions } from '../pings/ping-transitions.js';
import { JobQueue } from '../queue/job-queue.js';

const BATCH = 1_000;
/** After a sweep a row is left alone for so long; its job may just be waiting its turn. */
const AGAIN_AFTER_MS = 60_000;
/** A ping whose evaluation failed so often is shown to a person as it is. */
const MOST_ATTEMPTS = 20;

const TAKE = `
  UPDATE pings SET evaluation_due_at = $2
  WHERE id IN (SELECT id FROM pings WHERE evaluation_due_at <= $1
    ORDER BY evaluation_due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING id, evaluation_attempts AS attempts`;

@Injectable()
export class StrayPings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly transitions: PingTransitions,
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
    const isSpent = ({ attempts }: { attempts: number }) => attempts > MOST_ATTEMPTS;
    await this.queue.enqueue(
      'evaluate',
      strays
        .filter((stray) => !isSpent(stray))
        .map(({ id }) => ({ jobId: id, payload: { pingId: id } })),
    );
    await this.giveUp(strays.filter(isSpent).map(({ id }) => id));
    return strays.length;
  }

  private async giveUp(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const outcome = await this.dataSource.transaction(async (manager) => {
      const [rows] = await manager.query<[{ id: string; status: string }[], number]>(
        `UPDATE pings SET evaluation_due_at = NULL WHERE id = ANY($1) RETURNING id, status`,
        [ids],
      );
      // what was evaluated before keeps its place
      const unread = rows.filter(({ status }) => status === 'received');
      return this.transitions.transition(
        manager,
        unread.map(({ id }) => ({ pingId: id, to: { status: 'pending', held: false } })),
        {
          actor: { kind: 'policy', id: null },
          because: 'Could not be evaluated, again and again: a person decides.',
          decisionId: null,
          holdMs: 0,
        },
      );
    });
    await this.transitions.announce(outcome);
  }
}
