// Enqueues evaluations of stored pings in few large calls; the rows make it safe to take a moment.
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { JobQueue } from '../queue/job-queue.js';
import type { RecordRow } from './record-sql.js';

/** A queue pays per call, not per job; nobody notices a check that starts so much later. */
const COLLECT_MS = 50;

@Injectable()
export class EvaluationReminders implements BeforeApplicationShutdown {
  private waiting: { jobId: string; payload: { pingId: string } }[] = [];
  private sending: Promise<void> | null = null;

  constructor(private readonly queue: JobQueue) {}

  add(rows: RecordRow[]): void {
    for (const row of rows) {
      if (row.inserted ? row.deferred : !row.recheck) continue;
      const jobId = row.inserted ? row.id : `${row.id}-${row.seen_count}`;
      this.waiting.push({ jobId, payload: { pingId: row.id } });
    }
    if (this.waiting.length > 0) this.sending ??= this.sendLater();
  }

  /** What is not enqueued before the end is a stray, which the sweeper finds. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.sending;
  }

  private async sendLater(): Promise<void> {
    while (this.waiting.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, COLLECT_MS));
      await this.queue.enqueue('evaluate', this.waiting.splice(0));
    }
    this.sending = null;
  }
}
