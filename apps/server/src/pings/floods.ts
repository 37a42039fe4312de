// Floods: while more comes in for a site than is checked, new pings are stored and their checks wait.
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ownerKey } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { preparedQuery } from '../database/prepared-query.js';
import { ListLookup } from '../rules/list-lookup.js';
import type { Door } from '../sites/addressed.js';
import { ownerColumn } from './source-columns.js';

/** A flood ends below this share of what began it, so that it does not flicker. */
const ENDS_BELOW = 0.25;
/** The backlog is counted each time that so large a share of it came in. */
const LOOKS_AT = 0.1;

const WAITING = `SELECT site_id, count(*) AS waiting, bool_or(deferred) AS deferred FROM pings
  WHERE status = 'received' AND (evaluation_due_at IS NOT NULL OR next_check_at IS NOT NULL)
  GROUP BY site_id`;

const ENTER = `
  INSERT INTO floods (site_id, since) SELECT site_id, $1 FROM (${WAITING}) AS backlog WHERE waiting >= $2
  ON CONFLICT (site_id) DO NOTHING RETURNING site_id AS "siteId"`;

const LEAVE = `
  DELETE FROM floods WHERE NOT EXISTS (SELECT FROM (${WAITING}) AS backlog
    WHERE backlog.site_id = floods.site_id AND (waiting >= $1 OR deferred))
  RETURNING site_id AS "siteId", since`;

@Injectable()
export class Floods {
  private readonly logger = new Logger('flood');
  private storedSinceLook = 0;
  private looking: Promise<void> | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly lists: ListLookup,
    private readonly clock: Clock,
  ) {}

  /** Whether the check of a new ping has to wait: not for those whom the site knows as good. */
  async defers({ site, isFlooded }: Door, url: string, senderIp: string): Promise<boolean> {
    if (!isFlooded) return false;
    const { blocked, trusted } = await this.lists.of({ siteId: site.id, url, senderIp });
    if (blocked !== null || trusted !== null) return blocked !== null;
    return !(await this.isKnown(site.id, url));
  }

  /** Whether people have let whoever answers for the source in before, here. */
  private async isKnown(siteId: string, source: string): Promise<boolean> {
    const owner = ownerKey(source);
    if (owner === null) return false;
    const column = ownerColumn(owner);
    const [row] = await preparedQuery<{ known: boolean }>(
      this.dataSource,
      `known-good-${column}`,
      `SELECT EXISTS (SELECT FROM pings
         WHERE site_id = $1 AND ${column} = $2 AND status = 'approved') AS known`,
      [siteId, owner.key],
    );
    return row?.known === true;
  }

  /** So many pings were stored: after many the backlog is counted, whatever the workers do. */
  note(stored: number): void {
    this.storedSinceLook += stored;
    if (this.looking || this.storedSinceLook < this.config.floodFrom * LOOKS_AT) return;
    this.storedSinceLook = 0;
    this.looking = this.look()
      .catch((error: unknown) => {
        this.logger.warn(`look failed: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => (this.looking = null));
  }

  /** Sites enter and leave flood mode, for all processes. */
  async look(): Promise<void> {
    const { floodFrom } = this.config;
    const entered = await this.dataSource.query<{ siteId: string }[]>(ENTER, [
      this.clock.now(),
      floodFrom,
    ]);
    for (const { siteId } of entered) this.logger.warn({ msg: 'flood mode begins', site: siteId });
    const [left] = await this.dataSource.query<[{ siteId: string; since: Date }[], number]>(LEAVE, [
      Math.ceil(floodFrom * ENDS_BELOW),
    ]);
    for (const { siteId, since } of left)
      this.logger.warn({ msg: 'flood mode ends', site: siteId, since: since.toISOString() });
  }
}
