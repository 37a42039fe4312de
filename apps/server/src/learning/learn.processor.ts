// The worker that learns, one site at a time.
import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { jobs, takeOver } from '../queue/jobs.js';
import { HistoryLearner } from './history-learner.js';
import { Learner } from './learner.js';

@Processor('learn', { ...takeOver, concurrency: 1 })
export class LearnProcessor extends WorkerHost {
  constructor(
    private readonly learner: Learner,
    private readonly histories: HistoryLearner,
  ) {
    super();
  }

  async process(job: Job): Promise<void> {
    const { siteId } = jobs.learn.payload.parse(job.data);
    await this.learner.run(siteId);
    await this.histories.run(siteId);
  }
}
