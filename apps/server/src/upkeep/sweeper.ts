// Gives every stray its job back: rows are the truth, and a queue may lose what it held.
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { PingTransitions } from '../pings/ping-transitions.js';
import { JobQueue } from '../queue/job-queue.js';

const EVERY_MS = 5_000;
const BATCH = 1_000;
/** After a sweep a row is left alone for so long; its job may just be waiting its turn. */
const AGAIN_AFTER_MS = 60_000;
/** A ping whose evaluation failed so often is shown to a person as it is. */
const MOST_ATTEMPTS = 20;

type Stray = { id: string; attempts: number };

@Injectable()
export class Sweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('upkeep');
  private timer: NodeJS.Timeout | null = null;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly transitions: PingTransitions,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.sweepNow();
    this.timer = setInterval(() => this.sweepNow(), EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.sweeping;
  }

  /** One sweep at a time per process; over the fleet rows are taken with SKIP LOCKED. */
  private sweepNow(): void {
    this.sweeping = this.sweeping
      .then(() => this.sweep())
      .catch((error: unknown) => {
        this.logger.warn(`sweep failed: ${error instanceof Error ? error.message : String(error)}`);
      });
  }

  async sweep(): Promise<void> {
    const pings = await this.strayPings();
    const spent = pings.filter(({ attempts }) => attempts > MOST_ATTEMPTS);
    const deliveries = await this.strayDeliveries();
    await this.queue.enqueue(
      'evaluate',
      pings
        .filter(({ attempts }) => attempts <= MOST_ATTEMPTS)
        .map(({ id }) => ({ jobId: id, payload: { pingId: id } })),
    );
    await this.queue.enqueue(
      'deliver',
      deliveries.map(({ id }) => ({ jobId: id, payload: { deliveryId: id } })),
    );
    await this.giveUp(spent.map(({ id }) => id));
    if (pings.length + deliveries.length > 0)
      this.logger.log({ msg: 'strays', pings: pings.length, deliveries: deliveries.length });
  }

  private strayPings(): Promise<Stray[]> {
    return this.take(
      `UPDATE pings SET evaluation_due_at = $2
       WHERE id IN (SELECT id FROM pings WHERE evaluation_due_at <= $1
         ORDER BY evaluation_due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING id, evaluation_attempts AS attempts`,
    );
  }

  private strayDeliveries(): Promise<Stray[]> {
    return this.take(
      `UPDATE deliveries SET next_attempt_at = $2
       WHERE id IN (SELECT id FROM deliveries WHERE status IN ('held', 'waiting')
         AND next_attempt_at <= $1::timestamptz - interval '15 seconds'
         ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING id, attempt_count AS attempts`,
    );
  }

  private async take(sql: string): Promise<Stray[]> {
    const now = this.clock.now();
    const again = new Date(now.getTime() + AGAIN_AFTER_MS);
    const [rows] = await this.dataSource.query<[Stray[], number]>(sql, [now, again, BATCH]);
    return rows;
  }

  private async giveUp(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const outcome = await this.dataSource.transaction(async (manager) => {
      const [rows] = await manager.query<[{ id: string; decided_kind: string | null }[], number]>(
        `UPDATE pings SET evaluation_due_at = NULL WHERE id = ANY($1) RETURNING id, decided_kind`,
        [ids],
      );
      const undecided = rows.filter((row) => row.decided_kind !== 'person');
      return this.transitions.transition(
        manager,
        undecided.map(({ id }) => ({ pingId: id, to: { status: 'pending', held: false } })),
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
