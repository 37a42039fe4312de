// Enqueues jobs. A job that cannot be enqueued is not lost: its row is there and the sweeper finds it.
import { getQueueToken } from '@nestjs/bullmq';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { JobsOptions, Queue } from 'bullmq';
import { jobNames, jobs, type JobName, type JobPayload } from './jobs.js';

/** A queue that is away must not hold up the caller for longer than this. */
const ENQUEUE_TIMEOUT_MS = 2_000;

export type JobRequest<N extends JobName> = {
  jobId: string;
  payload: JobPayload<N>;
  delayMs?: number;
  /** Runs after all jobs without one; the higher, the later. */
  priority?: number;
};

@Injectable()
export class JobQueue implements OnModuleInit {
  private readonly logger = new Logger('queue');
  private readonly queues = new Map<JobName, Queue>();

  constructor(private readonly modules: ModuleRef) {}

  onModuleInit(): void {
    for (const name of jobNames) {
      const queue = this.modules.get<Queue>(getQueueToken(name), { strict: false });
      queue.on('error', (error) => this.logger.warn(`queue ${name}: ${error.message}`));
      this.queues.set(name, queue);
    }
  }

  /** Adds jobs; one whose id is already queued is left as it is. Resolves false when the queue is away. */
  async enqueue<N extends JobName>(name: N, requests: JobRequest<N>[]): Promise<boolean> {
    if (requests.length === 0) return true;
    const queue = this.queueOf(name);
    const adding = queue.addBulk(
      requests.map(({ jobId, payload, delayMs, priority }) => ({
        name,
        data: jobs[name].payload.parse(payload),
        opts: { ...optionsOf(name, jobId, delayMs), ...(priority ? { priority } : {}) },
      })),
    );
    try {
      await withTimeout(adding);
      return true;
    } catch (error) {
      adding.catch(() => undefined);
      const reason = error instanceof Error ? error.message : String(error);
      this.logger.warn(`could not enqueue ${requests.length} × ${name}: ${reason}`);
      return false;
    }
  }

  /** Jobs that run, or could start now; null when the queue is away. */
  async countWaiting(name: JobName): Promise<number | null> {
    try {
      const counts = await withTimeout(
        this.queueOf(name).getJobCounts('waiting', 'prioritized', 'active'),
      );
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    } catch {
      return null;
    }
  }

  /** Answers whether the queue's server can be reached, for the readiness probe. */
  async isReachable(): Promise<boolean> {
    try {
      await withTimeout(this.queueOf('evaluate').getJobCounts('waiting'));
      return true;
    } catch {
      return false;
    }
  }

  private queueOf(name: JobName): Queue {
    const queue = this.queues.get(name);
    if (!queue) throw new Error(`no queue ${name}`);
    return queue;
  }
}

function optionsOf(name: JobName, jobId: string, delayMs: number | undefined): JobsOptions {
  const { attempts, backoff, retention } = jobs[name];
  return { jobId, attempts, backoff, ...retention, ...(delayMs ? { delay: delayMs } : {}) };
}

function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the queue does not answer')), ENQUEUE_TIMEOUT_MS);
  });
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}
