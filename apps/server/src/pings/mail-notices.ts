// Notes whom a ping that waits is to be told of by mail, in the transaction of its change; jobs follow after the commit.
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { JobQueue } from '../queue/job-queue.js';

/** Notices of one person that are due within so long share a job. */
const SHARED_MS = 30_000;
/** Daily mails go out at this hour, UTC. */
const DAILY_HOUR = 6;

/** A notice that is written and waits for its mail. */
export type WrittenNotice = { userId: string; dueAt: Date };

const WRITE = `
  INSERT INTO mail_notices (user_id, ping_id, version, due_at)
  SELECT users.id, ping.id, ping.version,
    CASE users.mail_about WHEN 'daily' THEN $4::timestamptz ELSE $3::timestamptz END
  FROM users, unnest($1::uuid[], $2::integer[]) AS ping (id, version)
  WHERE users.mail_about <> 'off'
  ON CONFLICT DO NOTHING
  RETURNING user_id AS "userId", due_at AS "dueAt"`;

@Injectable()
export class MailNotices {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  async write(manager: EntityManager, pings: PingEntity[]): Promise<WrittenNotice[]> {
    if (this.config.mail === null || pings.length === 0) return [];
    const { each, daily } = this.dueTimes();
    return manager.query<WrittenNotice[]>(WRITE, [
      pings.map(({ id }) => id),
      pings.map(({ version }) => version),
      each,
      daily,
    ]);
  }

  /** After the commit: a reminder for each person and time. */
  async enqueue(notices: WrittenNotice[]): Promise<void> {
    const now = this.clock.now().getTime();
    const jobs = notices.map(({ userId, dueAt }) => ({
      jobId: `${userId}-${dueAt.getTime()}`,
      payload: { userId },
      delayMs: Math.max(0, dueAt.getTime() - now),
    }));
    await this.queue.enqueue('mail', [...new Map(jobs.map((job) => [job.jobId, job])).values()]);
  }

  /** When a ping that begins to wait now is told of. */
  dueTimes(): { each: Date; daily: Date } {
    const now = this.clock.now();
    const { mailCollectMs } = this.config;
    const earliest = now.getTime() + mailCollectMs;
    const each = mailCollectMs > 0 ? Math.ceil(earliest / SHARED_MS) * SHARED_MS : earliest;
    const daily = new Date(now);
    daily.setUTCHours(DAILY_HOUR, 0, 0, 0);
    if (daily <= now) daily.setUTCDate(daily.getUTCDate() + 1);
    return { each: new Date(each), daily };
  }
}
