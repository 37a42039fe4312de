// Listens for live events of every process on one PostgreSQL connection of its own.
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import pg from 'pg';
import { Subject } from 'rxjs';
import { z } from 'zod';
import { liveEventSchema, type LiveEvent } from '@trackwarden/contracts';
import { DATABASE_URL } from '../config/config.token.js';
import { LIVE_CHANNEL } from '../pings/live-events.js';

const RECONNECT_MS = 1_000;

@Injectable()
export class LiveListener implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly events = new Subject<LiveEvent>();
  private readonly logger = new Logger('live');
  private client: pg.Client | null = null;
  private reconnecting: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(@Inject(DATABASE_URL) private readonly databaseUrl: string) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.listen();
  }

  /** Ends the streams first: an open one would hold up the server's close. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.reconnecting) clearTimeout(this.reconnecting);
    this.events.complete();
    await this.client?.end().catch(() => undefined);
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.databaseUrl, keepAlive: true });
    this.client = client;
    client.on('error', (error) => this.reconnect(client, error));
    client.on('end', () => this.reconnect(client, new Error('connection ended')));
    client.on('notification', ({ payload }) => this.receive(payload ?? '[]'));
    try {
      await client.connect();
      await client.query(`LISTEN ${LIVE_CHANNEL}`);
    } catch (error) {
      this.reconnect(client, error);
    }
  }

  private receive(payload: string): void {
    // a newer process may speak of kinds that this one does not know
    const events = z.array(liveEventSchema).safeParse(JSON.parse(payload));
    for (const event of events.data ?? []) this.events.next(event);
  }

  private reconnect(client: pg.Client, error: unknown): void {
    if (this.stopped || this.client !== client) return;
    this.client = null;
    this.logger.warn(`live events interrupted: ${error instanceof Error ? error.message : ''}`);
    client.end().catch(() => undefined);
    this.reconnecting = setTimeout(() => void this.listen(), RECONNECT_MS);
  }
}
