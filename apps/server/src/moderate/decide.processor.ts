// The worker that carries out, or takes back, decisions about many pings.
import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { jobs, takeOver } from '../queue/jobs.js';
import { DecisionBatches } from './decision-batches.js';
import { DecisionUndo } from './decision-undo.js';

@Processor('decide', { ...takeOver, concurrency: 2 })
export class DecideProcessor extends WorkerHost {
  constructor(
    private readonly batches: DecisionBatches,
    private readonly undo: DecisionUndo,
  ) {
    super();
  }

  async process(job: Job): Promise<void> {
    const { decisionId } = jobs.decide.payload.parse(job.data);
    await this.batches.run(decisionId);
    await this.undo.run(decisionId);
  }
}
