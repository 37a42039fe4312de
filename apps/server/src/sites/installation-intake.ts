// The switch that opens and closes the whole installation, and what its floods look like.
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Flood, Intake } from '@trackwarden/contracts';
import { Clock } from '../clock.js';

const MINUTE_MS = 60_000;
const NOTHING_RANDOM = new Uint8Array(16);

type ClosureRow = { closedAt: Date; closedBy: string };
type FloodRow = Omit<Flood, 'since'> & { since: Date };

// ids sort by time: those of the last minute are found without an index on it
const FLOODS = `
  SELECT sites.id AS "siteId", sites.name AS "siteName", since,
    (SELECT count(*)::int FROM pings WHERE site_id = sites.id
      AND evaluation_due_at IS NOT NULL AND status = 'received') AS waiting,
    (SELECT count(DISTINCT ping_id)::int FROM evidence JOIN pings ON pings.id = ping_id
      WHERE evidence.id > $1 AND pings.site_id = sites.id) AS "perMinute"
  FROM floods JOIN sites ON sites.id = floods.site_id ORDER BY since, sites.id`;

@Injectable()
export class InstallationIntake {
  private readonly logger = new Logger('intake');

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<Intake> {
    const minuteAgo = uuidv7({
      msecs: this.clock.now().getTime() - MINUTE_MS,
      random: NOTHING_RANDOM,
      seq: 0,
    });
    const [closures, floods] = await Promise.all([
      this.dataSource.query<ClosureRow[]>(
        `SELECT closed_at AS "closedAt", closed_by AS "closedBy" FROM intake_closures`,
      ),
      this.dataSource.query<FloodRow[]>(FLOODS, [minuteAgo]),
    ]);
    const [closure] = closures;
    return {
      open: closure === undefined,
      closedAt: closure?.closedAt.toISOString() ?? null,
      closedBy: closure?.closedBy ?? null,
      floods: floods.map((flood) => ({ ...flood, since: flood.since.toISOString() })),
    };
  }

  /** Acts on the next ping, in every process: each look-up of an address reads it. */
  async set(open: boolean, by: string): Promise<Intake> {
    const changed = open
      ? await this.dataSource
          .query<[unknown[], number]>('DELETE FROM intake_closures')
          .then(countOf)
      : await this.dataSource
          .query<{ only_one: boolean }[]>(
            `INSERT INTO intake_closures (closed_at, closed_by) VALUES ($1, $2)
             ON CONFLICT DO NOTHING RETURNING only_one`,
            [this.clock.now(), by],
          )
          .then((rows) => rows.length);
    if (changed > 0) this.logger.warn({ msg: open ? 'intake opened' : 'intake closed', by });
    return this.read();
  }
}

const countOf = ([, count]: [unknown[], number]): number => count;
