// During a flood: hands deferred pings to the workers in order, no more than keeps them busy.
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { Floods } from '../pings/floods.js';
import { STRAY_AFTER_MS } from '../pings/record-sql.js';
import { JobQueue } from '../queue/job-queue.js';

const EVERY_MS = 1_000;
/** The jobs that are let wait in the queue, as a share of what begins a flood. */
const KEPT_BUSY = 0.5;
/** A queue runs these after jobs without one: whom the site knows goes first. */
const AFTER_OTHERS = 10;

const RELEASE = `
  UPDATE pings SET deferred = false, evaluation_due_at = $1
  WHERE id IN (SELECT id FROM pings WHERE deferred ORDER BY received_at, id LIMIT $2
    FOR UPDATE SKIP LOCKED)
  RETURNING id`;

@Injectable()
export class FloodRelief implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('flood');
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly floods: Floods,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.relieveNow(), EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  private relieveNow(): void {
    this.running = this.running
      .then(() => this.relieve())
      .catch((error: unknown) => {
        this.logger.warn(`relief: ${error instanceof Error ? error.message : String(error)}`);
      });
  }

  async relieve(): Promise<void> {
    const [state] = await this.dataSource.query<{ flooded: boolean; deferred: boolean }[]>(
      `SELECT EXISTS (SELECT FROM floods) AS flooded,
        EXISTS (SELECT FROM pings WHERE deferred) AS deferred`,
    );
    if (state?.deferred) await this.release();
    if (state?.flooded) await this.floods.look();
  }

  private async release(): Promise<void> {
    const queued = await this.queue.countWaiting('evaluate');
    const room = Math.ceil(this.config.floodFrom * KEPT_BUSY) - (queued ?? 0);
    // a queue that is away is given nothing: its jobs would be strays
    if (queued === null || room <= 0) return;
    const due = new Date(this.clock.now().getTime() + STRAY_AFTER_MS);
    const [rows] = await this.dataSource.query<[{ id: string }[], number]>(RELEASE, [due, room]);
    await this.queue.enqueue(
      'evaluate',
      // ids sort by time; rows of an UPDATE come in no order
      rows
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id }) => ({ jobId: id, payload: { pingId: id }, priority: AFTER_OTHERS })),
    );
  }
}
