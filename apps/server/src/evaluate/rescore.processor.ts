// The worker that scores the members of a campaign anew.
import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { jobs, takeOver } from '../queue/jobs.js';
import { CampaignRescoring } from './campaign-rescoring.js';

@Processor('rescore', { ...takeOver, concurrency: 2 })
export class RescoreProcessor extends WorkerHost {
  constructor(private readonly rescoring: CampaignRescoring) {
    super();
  }

  async process(job: Job): Promise<void> {
    await this.rescoring.run(jobs.rescore.payload.parse(job.data).campaignId);
  }
}
