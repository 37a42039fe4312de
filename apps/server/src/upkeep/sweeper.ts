// Every few seconds: gives strays their job back, since a queue may lose what it held, and asks for due checks.
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { AkismetReports } from '../lookups/akismet-reports.js';
import { DueChecks } from './due-checks.js';
import { StaleFetches } from './stale-fetches.js';
import { StrayBatches } from './stray-batches.js';
import { StrayDeliveries } from './stray-deliveries.js';
import { StrayLessons } from './stray-lessons.js';
import { StrayMails } from './stray-mails.js';
import { StrayOutbox } from './stray-outbox.js';
import { StrayPings } from './stray-pings.js';
import { UnusedPhotos } from './unused-photos.js';

const EVERY_MS = 5_000;

@Injectable()
export class Sweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('upkeep');
  private timer: NodeJS.Timeout | null = null;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly pings: StrayPings,
    private readonly deliveries: StrayDeliveries,
    private readonly outbox: StrayOutbox,
    private readonly mails: StrayMails,
    private readonly checks: DueChecks,
    private readonly photos: UnusedPhotos,
    private readonly fetches: StaleFetches,
    private readonly batches: StrayBatches,
    private readonly reports: AkismetReports,
    private readonly lessons: StrayLessons,
  ) {}

  onApplicationBootstrap(): void {
    this.sweepNow();
    this.timer = setInterval(() => this.sweepNow(), EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.sweeping;
  }

  private sweepNow(): void {
    this.sweep().catch((error: unknown) => {
      this.logger.warn(`sweep failed: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  /** One sweep at a time per process; over the fleet rows are taken with SKIP LOCKED. */
  sweep(): Promise<void> {
    const sweep = this.sweeping.then(() => this.sweepAll());
    // one that fails does not keep the next from its turn
    this.sweeping = sweep.catch(() => undefined);
    return sweep;
  }

  private async sweepAll(): Promise<void> {
    const strays = {
      pings: await this.pings.sweep(),
      deliveries: await this.deliveries.sweep(),
      outbox: await this.outbox.sweep(),
      mails: await this.mails.sweep(),
      batches: await this.batches.sweep(),
      reports: await this.reports.sweep(),
      lessons: await this.lessons.sweep(),
    };
    await this.checks.sweep();
    await this.photos.sweep();
    await this.fetches.sweep();
    if (Object.values(strays).some((count) => count > 0))
      this.logger.log({ msg: 'strays', ...strays });
  }
}
