// Notices and mails whose job was lost.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { JobQueue } from '../queue/job-queue.js';

/** A stray is asked for once in so long: its job may just be waiting its turn. */
const ASK_EVERY_MS = 60_000;

/** A mail's pause is longer than the last one between two attempts of a job that is still there. */
const FIND = `
  SELECT user_id AS "userId" FROM mail_notices
  WHERE mail_id IS NULL AND due_at <= $1::timestamptz - interval '15 seconds'
  UNION
  SELECT user_id FROM mails
  WHERE status = 'waiting' AND next_attempt_at <= $1::timestamptz - interval '15 minutes'`;

@Injectable()
export class StrayMails {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Answers for how many people there were any. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const strays = await this.dataSource.query<{ userId: string }[]>(FIND, [now]);
    const turn = Math.floor(now.getTime() / ASK_EVERY_MS);
    await this.queue.enqueue(
      'mail',
      strays.map(({ userId }) => ({ jobId: `${userId}-stray-${turn}`, payload: { userId } })),
    );
    return strays.length;
  }
}
