// Refuses to start a worker when a job has no handler, or two.
import { WorkerHost } from '@nestjs/bullmq';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { jobNames } from './jobs.js';

/** The metadata key under which `@Processor()` keeps the queue's name. */
const PROCESSOR_METADATA = 'bullmq:processor_metadata';

@Injectable()
export class JobHandlers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('queue');

  constructor(private readonly discovery: DiscoveryService) {}

  onApplicationBootstrap(): void {
    const hosts = this.hosts();
    const found = hosts.map((host) => {
      const metadata: unknown = Reflect.getMetadata(PROCESSOR_METADATA, host.constructor);
      return (metadata as { name?: string } | undefined)?.name ?? '';
    });
    assertOneHandlerEach(found);
    for (const host of hosts) this.logFaults(host);
  }

  private logFaults({ worker }: WorkerHost): void {
    worker.on('error', (error) => this.logger.warn(`worker ${worker.name}: ${error.message}`));
    worker.on('failed', (job, error) => {
      const { id, attemptsMade } = job ?? {};
      this.logger.warn({
        msg: `job ${worker.name} failed: ${error.message}`,
        job: id,
        attemptsMade,
      });
    });
  }

  /** Before the database goes: running jobs still need it. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.hosts().map((host) => host.worker.close()));
  }

  private hosts(): WorkerHost[] {
    return this.discovery
      .getProviders()
      .map((wrapper): unknown => wrapper.instance)
      .filter((instance): instance is WorkerHost => instance instanceof WorkerHost);
  }
}

/** Throws when a job of the table has no handler or more than one, or a handler has no job. */
export function assertOneHandlerEach(handled: readonly string[]): void {
  const faults = [
    ...jobNames.map((name) => {
      const count = handled.filter((other) => other === name).length;
      return count === 1 ? null : `job ${name} has ${count === 0 ? 'no handler' : 'two handlers'}`;
    }),
    ...handled
      .filter((name) => !(jobNames as string[]).includes(name))
      .map((name) => `handler of unknown job "${name}"`),
  ].filter((fault) => fault !== null);
  if (faults.length > 0) throw new Error(faults.join('; '));
}
