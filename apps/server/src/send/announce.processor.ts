// The worker that announces a page; what fails for now throws, and BullMQ asks again on the schedule.
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { DelayedError, type Job } from 'bullmq';
import { Clock } from '../clock.js';
import { HostHasHadItsShare } from '../host-budget.js';
import { jobs, queueTimeAfter, takeOver } from '../queue/jobs.js';
import { Announcements } from './announcements.service.js';
import { sendBackoff } from './send-schedule.js';

@Processor('announce', {
  ...takeOver,
  concurrency: 5,
  settings: { backoffStrategy: sendBackoff },
})
export class AnnounceProcessor extends WorkerHost {
  constructor(
    private readonly announcements: Announcements,
    private readonly clock: Clock,
  ) {
    super();
  }

  async process(job: Job, token?: string): Promise<void> {
    const { itemId } = jobs.announce.payload.parse(job.data);
    try {
      await this.announcements.announce(itemId);
    } catch (error) {
      if (!(error instanceof HostHasHadItsShare)) throw error;
      const at = new Date(this.clock.now().getTime() + error.retryAfterSeconds * 1_000);
      await this.announcements.postpone(itemId, at);
      await job.moveToDelayed(queueTimeAfter(error.retryAfterSeconds * 1_000), token);
      throw new DelayedError();
    }
  }
}
