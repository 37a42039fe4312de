// The worker that tells an Akismet-compatible service of one decision.
import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { jobs, takeOver } from '../queue/jobs.js';
import { AkismetReports } from './akismet-reports.js';

@Processor('report', { ...takeOver, concurrency: 2 })
export class ReportProcessor extends WorkerHost {
  constructor(private readonly reports: AkismetReports) {
    super();
  }

  async process(job: Job): Promise<void> {
    await this.reports.send(jobs.report.payload.parse(job.data).pingId);
  }
}
