// What people decided about a source, scope by scope: read from the decided pings themselves, so that an undo counts at once.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  decayedWeight,
  type Decided,
  type SourceHistory,
  type SourceKey,
  type SourceScope,
} from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { keyColumn, ownerColumn } from '../pings/source-columns.js';

const DAY_MS = 86_400_000;
/** The newest decisions of a scope say enough, and no source can make its look-up slow. */
const MOST_HERE = 200;
const MOST_OF_EACH_OTHER = 50;
/** Sites that are asked what they know, the oldest first. */
const MOST_OTHERS = 100;

type Row = {
  scope: SourceScope;
  elsewhere: boolean;
  status: 'approved' | 'spam';
  /** Null: all ages together. */
  ageDays: number | null;
  count: number;
  domains: number;
};

@Injectable()
export class SourceHistories {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** One history for each key; the ping's own decision is left out. */
  async of(ping: PingEntity, keys: readonly SourceKey[]): Promise<SourceHistory[]> {
    if (keys.length === 0) return [];
    const now = this.clock.now();
    // a page that names an author answers for itself, unless it is a relay's
    const owner = keys.find(({ scope }) => scope === 'domain') ?? keys.find(isPerson);
    const [rows, firstAt] = await Promise.all([
      this.dataSource.query<Row[]>(decisionsAbout(keys), [
        ping.id,
        ping.siteId,
        now,
        ...keys.map(({ key }) => key),
      ]),
      owner ? this.firstOf(ping, owner) : null,
    ]);
    return keys.map(({ scope, key }) => {
      const own = rows.filter((row) => row.scope === scope);
      const elsewhere = decidedOf(own.filter((row) => row.elsewhere));
      return {
        scope,
        key,
        ...decidedOf(own.filter((row) => !row.elsewhere)),
        firstSeenDaysAgo:
          firstAt && scope === owner?.scope
            ? Math.max(0, (now.getTime() - firstAt.getTime()) / DAY_MS)
            : null,
        ...(scope === 'network' ? { spamDomains: spamDomainsOf(own) } : {}),
        ...(elsewhere.approved + elsewhere.spam > 0 ? { elsewhere } : {}),
      };
    });
  }

  /** Received before, so that a second check says the same. */
  private async firstOf(ping: PingEntity, owner: SourceKey): Promise<Date | null> {
    const [row] = await this.dataSource.query<{ firstAt: Date | null }[]>(
      `SELECT min(received_at) AS "firstAt" FROM pings WHERE site_id = $2
         AND ${ownerColumn(owner)} = $4 AND id <> $1 AND received_at < $3`,
      [ping.id, ping.siteId, ping.receivedAt, owner.key],
    );
    return row?.firstAt ?? null;
  }
}

const isPerson = ({ scope }: SourceKey): boolean => scope === 'path' || scope === 'author';

function decidedOf(rows: readonly Row[]): Decided {
  const of = (status: Row['status']) => rows.filter((row) => row.status === status);
  const countOf = (status: Row['status']) =>
    of(status).reduce((sum, { ageDays, count }) => sum + (ageDays === null ? 0 : count), 0);
  const weightOf = (status: Row['status']) =>
    of(status).reduce(
      (sum, { ageDays, count }) => sum + (ageDays === null ? 0 : count * decayedWeight(ageDays)),
      0,
    );
  return {
    approved: countOf('approved'),
    spam: countOf('spam'),
    approvedWeight: weightOf('approved'),
    spamWeight: weightOf('spam'),
  };
}

function spamDomainsOf(rows: readonly Row[]): number {
  const all = rows.find(
    ({ ageDays, elsewhere, status }) => ageDays === null && !elsewhere && status === 'spam',
  );
  return all?.domains ?? 0;
}

const DECIDED = `id <> $1 AND decided_kind = 'person' AND status IN ('approved', 'spam')`;

const here = ({ scope }: SourceKey, value: string): string => `
  (SELECT '${scope}' AS scope, false AS elsewhere, status, decided_at, domain FROM pings
    WHERE ${keyColumn[scope]} = ${value} AND site_id = $2 AND ${DECIDED}
    ORDER BY decided_at DESC LIMIT ${MOST_HERE})`;

/** What one may read with a code is nobody else's business. */
const elsewhere = ({ scope }: SourceKey, value: string): string => `
  (SELECT '${scope}', true, found.* FROM others CROSS JOIN LATERAL (
    SELECT status, decided_at, domain FROM pings
    WHERE ${keyColumn[scope]} = ${value} AND site_id = others.id AND NOT is_private AND ${DECIDED}
    ORDER BY decided_at DESC LIMIT ${MOST_OF_EACH_OTHER}) AS found)`;

/** Whoever keeps what he knows to himself is told nothing either. */
const OTHERS = `
  SELECT id FROM sites WHERE id <> $2 AND settings->'sharedReputation' = 'true'
    AND EXISTS (SELECT FROM reputation_sharing)
    AND EXISTS (SELECT FROM sites WHERE id = $2 AND settings->'sharedReputation' = 'true')
  ORDER BY id LIMIT ${MOST_OTHERS}`;

/** $1 ping, $2 site, $3 now, then the keys. */
function decisionsAbout(keys: readonly SourceKey[]): string {
  const parts = keys.flatMap((key, at) => {
    const value = `$${at + 4}`;
    // a network's spam counts by the sources it names, and those are this site's own to judge
    return key.scope === 'network' ? [here(key, value)] : [here(key, value), elsewhere(key, value)];
  });
  return `
    WITH others AS MATERIALIZED (${OTHERS}), decided AS (${parts.join(' UNION ALL')}),
      aged AS (SELECT *, floor(extract(epoch FROM $3::timestamptz - decided_at) / 86400)::int AS age FROM decided)
    SELECT scope, elsewhere, status, age AS "ageDays", count(*)::int, count(DISTINCT domain)::int AS domains
    FROM aged GROUP BY GROUPING SETS ((scope, elsewhere, status, age), (scope, elsewhere, status))`;
}
