// Tells every process what changed, by PostgreSQL NOTIFY; dashboards listen through server-sent events.
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { LiveEvent } from '@trackwarden/contracts';

export const LIVE_CHANNEL = 'trackwarden_live';

/** A burst of changes becomes one notification; small enough that nobody sees the delay. */
const COLLECT_MS = 50;
/** NOTIFY takes payloads below 8,000 bytes; one event has at most 140. */
const EVENTS_PER_NOTIFY = 40;

@Injectable()
export class LiveEvents implements OnApplicationShutdown {
  private readonly logger = new Logger('live');
  private waiting: LiveEvent[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly dataSource: DataSource) {}

  /** Fire and forget: a lost live event costs a dashboard one refresh, never a ping. */
  publish(events: LiveEvent[]): void {
    this.waiting.push(...events);
    if (this.waiting.length > 0) this.timer ??= setTimeout(() => void this.flush(), COLLECT_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    await this.flush();
  }

  private async flush(): Promise<void> {
    this.timer = null;
    const events = this.waiting;
    this.waiting = [];
    try {
      for (let from = 0; from < events.length; from += EVENTS_PER_NOTIFY) {
        const payload = JSON.stringify(events.slice(from, from + EVENTS_PER_NOTIFY));
        await this.dataSource.query('SELECT pg_notify($1, $2)', [LIVE_CHANNEL, payload]);
      }
    } catch (error) {
      this.logger.warn(`live events lost: ${error instanceof Error ? error.message : ''}`);
    }
  }
}
