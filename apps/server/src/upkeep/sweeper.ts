// Every few seconds: gives strays their job back, since a queue may lose what it held, and asks for due checks.
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { isServerAway } from '../is-server-away.js';
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

  /** What one kind fails of is no reason to leave the others lost. */
  private async sweepAll(): Promise<void> {
    const strays = {
      pings: await this.swept('pings', this.pings),
      deliveries: await this.swept('deliveries', this.deliveries),
      outbox: await this.swept('outbox', this.outbox),
      mails: await this.swept('mails', this.mails),
      batches: await this.swept('batches', this.batches),
      reports: await this.swept('reports', this.reports),
      lessons: await this.swept('lessons', this.lessons),
    };
    await this.swept('checks', this.checks);
    await this.swept('photos', this.photos);
    await this.swept('fetches', this.fetches);
    if (Object.values(strays).some((count) => count > 0))
      this.logger.log({ msg: 'strays', ...strays });
  }

  private async swept(what: string, kind: { sweep: () => Promise<unknown> }): Promise<number> {
    try {
      const count = await kind.sweep();
      return typeof count === 'number' ? count : 0;
    } catch (error) {
      if (isServerAway(error)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      this.logger.error({ msg: `sweep of ${what} failed`, reason });
      return 0;
    }
  }
}
