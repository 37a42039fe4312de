// Sites with decisions or histories to learn whose job was lost.
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { JobQueue } from '../queue/job-queue.js';

/** A stray is asked for once in so long: its job may just be waiting its turn. */
const ASK_EVERY_MS = 60_000;

const FIND = `
  SELECT site_id AS "siteId" FROM lesson_orders WHERE refused_in IS NULL AND ordered_at <= $1
  UNION
  SELECT site_id FROM history_imports WHERE due_at <= $2`;

@Injectable()
export class StrayLessons {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Answers how many sites there were. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const before = now.getTime() - 2 * this.config.learnDelayMs - ASK_EVERY_MS;
    const strays = await this.dataSource.query<{ siteId: string }[]>(FIND, [new Date(before), now]);
    const turn = Math.floor(now.getTime() / ASK_EVERY_MS);
    await this.queue.enqueue(
      'learn',
      strays.map(({ siteId }) => ({ jobId: `${siteId}-stray-${turn}`, payload: { siteId } })),
    );
    return strays.length;
  }
}
