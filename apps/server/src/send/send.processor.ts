// The worker that sends outgoing pings; failing for now throws, and BullMQ retries on the schedule.
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import { DelayedError, type Job } from 'bullmq';
import { SafeFetchError } from '@trackwarden/safe-fetch';
import { Clock } from '../clock.js';
import { HostHasHadItsShare } from '../host-budget.js';
import { jobs, queueTimeAfter, takeOver } from '../queue/jobs.js';
import { SendAttempts, type AttemptEnd, type TakenPing } from './send-attempts.js';
import { sendBackoff, SendFailed } from './send-schedule.js';

@Processor('send', {
  ...takeOver,
  concurrency: 10,
  settings: { backoffStrategy: sendBackoff },
})
export class SendProcessor extends WorkerHost {
  private readonly logger = new Logger('send');

  constructor(
    private readonly attempts: SendAttempts,
    private readonly clock: Clock,
  ) {
    super();
  }

  async process(job: Job, token?: string): Promise<void> {
    const { outgoingPingId } = jobs.send.payload.parse(job.data);
    const taken = await this.attempts.take(outgoingPingId);
    if (!taken) return;
    const end = await this.attempt(taken, job, token);
    const { status, delayMs } = end;
    this.logger.log({ msg: 'outgoing ping', ping: outgoingPingId, job: job.id, status, delayMs });
    if (delayMs !== null) throw new SendFailed('the ping was not taken yet', delayMs);
  }

  private async attempt(
    taken: TakenPing,
    job: Job,
    token: string | undefined,
  ): Promise<AttemptEnd> {
    try {
      return await this.attempts.attempt(taken);
    } catch (error) {
      if (error instanceof HostHasHadItsShare) {
        const at = new Date(this.clock.now().getTime() + error.retryAfterSeconds * 1_000);
        await this.attempts.postpone(taken.ping.id, at);
        await job.moveToDelayed(queueTimeAfter(error.retryAfterSeconds * 1_000), token);
        throw new DelayedError();
      }
      // our own shutdown is no attempt: whoever comes next may send at once
      if (error instanceof SafeFetchError)
        await this.attempts.postpone(taken.ping.id, this.clock.now());
      else await this.attempts.recordFault(taken);
      throw error;
    }
  }
}
