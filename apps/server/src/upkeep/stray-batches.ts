// Decisions in batches and campaigns to be scored anew whose job was lost.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { JobQueue } from '../queue/job-queue.js';

const BATCH = 100;
/** After a sweep a row is left alone for so long; its job may just be waiting its turn. */
const AGAIN_AFTER_MS = 60_000;

@Injectable()
export class StrayBatches {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Answers how many there were. */
  async sweep(): Promise<number> {
    const decisions = await this.take('decisions', 'due_at');
    const campaigns = await this.take('campaigns', 'rescore_due_at');
    await this.queue.enqueue(
      'decide',
      decisions.map((id) => ({ jobId: id, payload: { decisionId: id } })),
    );
    await this.queue.enqueue(
      'rescore',
      campaigns.map((id) => ({ jobId: id, payload: { campaignId: id } })),
    );
    return decisions.length + campaigns.length;
  }

  private async take(table: string, column: string): Promise<string[]> {
    const now = this.clock.now();
    const again = new Date(now.getTime() + AGAIN_AFTER_MS);
    const [rows] = await this.dataSource.query<[{ id: string }[], number]>(
      `UPDATE ${table} SET ${column} = $2
       WHERE id IN (SELECT id FROM ${table} WHERE ${column} <= $1
         ORDER BY ${column} LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [now, again, BATCH],
    );
    return rows.map(({ id }) => id);
  }
}
