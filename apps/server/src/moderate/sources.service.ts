// Who pinged a site, counted over its newest pings, so that a site of millions answers as fast as a small one.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { ListKind, Source, SourceList, SourceSort } from '@trackwarden/contracts';
import { sourceListQuerySchema } from '@trackwarden/contracts';
import { boundsOf, meanOf, posteriorOf, reputationHalfLifeDays } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import { decodeCursor, pageOf } from '../pings/keyset.js';

const NEWEST = 20_000;

type Query = z.output<typeof sourceListQuerySchema>;
type Row = Omit<Source, 'spamShare' | 'firstSeenAt' | 'lastSeenAt'> & {
  value: number | string;
  approvedWeight: number;
  spamWeight: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
  listed: ListKind | null;
};

const byNumberAndKey = z.tuple([z.number(), z.string()]);
const byKey = z.tuple([z.string()]);

@Injectable()
export class SourcesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Throws `bad-cursor`. */
  async list(siteId: string, { q, sort, cursor, limit }: Query): Promise<SourceList> {
    const words = (q ?? '').trim().replace(/[\\%_]/g, '\\$&');
    const [rows, isWhole] = await Promise.all([
      this.dataSource.query<Row[]>(pageBy(sort, cursor !== undefined), [
        siteId,
        this.clock.now(),
        `%${words}%`,
        limit + 1,
        ...after(sort, cursor),
      ]),
      this.isWhole(siteId),
    ]);
    const page = pageOf(rows, limit, sourceView, ({ value, key }) =>
      sort === 'key' ? [key] : [value, key],
    );
    return { ...page, isWhole };
  }

  private async isWhole(siteId: string): Promise<boolean> {
    const [row] = await this.dataSource.query<{ more: boolean }[]>(
      `SELECT EXISTS (SELECT FROM pings WHERE site_id = $1
         ORDER BY received_at DESC OFFSET ${NEWEST} LIMIT 1) AS more`,
      [siteId],
    );
    return row?.more !== true;
  }
}

function sourceView({ approvedWeight, spamWeight, value: _, ...row }: Row): Source {
  const beta = posteriorOf([{ approved: approvedWeight, spam: spamWeight }]);
  return {
    ...row,
    spamShare: { mean: meanOf(beta), ...boundsOf(beta) },
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  };
}

function after(sort: SourceSort, cursor: string | undefined): (number | string)[] {
  if (cursor === undefined) return [];
  return sort === 'key' ? decodeCursor(cursor, byKey) : decodeCursor(cursor, byNumberAndKey);
}

const values: Record<SourceSort, string> = {
  '-lastSeenAt': '(extract(epoch FROM max(received_at)) * 1000000)::float8',
  '-pings': 'count(*)::float8',
  '-spam': `count(*) FILTER (WHERE status = 'spam' AND by_person)::float8`,
  key: 'key',
};

const weight = (status: 'approved' | 'spam'): string => `coalesce(sum(
  power(0.5, greatest(0, extract(epoch FROM $2::timestamptz - decided_at)) / ${reputationHalfLifeDays * 86_400})
) FILTER (WHERE status = '${status}' AND by_person), 0)::float8`;

/** $1 site, $2 now, $3 pattern, $4 limit; $5 and on: the last row of the page before. */
function pageBy(sort: SourceSort, isNext: boolean): string {
  const value = values[sort];
  const isByKey = sort === 'key';
  const next = isByKey ? 'key > $5' : `(${value} < $5 OR ${value} = $5 AND key > $6)`;
  return `
    WITH recent AS (
      SELECT coalesce(source_owner, domain) AS key,
        CASE WHEN source_owner IS NULL THEN 'domain' WHEN source_owner = source_path THEN 'path' ELSE 'author' END AS scope,
        status, decided_kind IS NOT DISTINCT FROM 'person' AS by_person, decided_at, received_at
      FROM pings WHERE site_id = $1 ORDER BY received_at DESC LIMIT ${NEWEST}
    ), page AS (
      SELECT key, min(scope) AS scope, count(*)::int AS pings, ${value} AS value,
        (count(*) FILTER (WHERE status IN ('received', 'pending')))::int AS waiting,
        (count(*) FILTER (WHERE status = 'approved' AND by_person))::int AS approved,
        (count(*) FILTER (WHERE status = 'spam' AND by_person))::int AS spam,
        ${weight('approved')} AS "approvedWeight", ${weight('spam')} AS "spamWeight",
        max(received_at) AS "lastSeenAt"
      FROM recent WHERE key ILIKE $3
      GROUP BY key ${isNext ? `HAVING ${next}` : ''}
      ORDER BY ${isByKey ? 'key' : 'value DESC, key'} LIMIT $4
    )
    SELECT page.*,
      (SELECT list FROM list_entries WHERE site_id = $1 AND list_entries.key = page.scope || ':' || page.key
        AND (expires_at IS NULL OR expires_at > $2) ORDER BY list LIMIT 1) AS listed,
      CASE scope WHEN 'domain'
        THEN (SELECT min(received_at) FROM pings WHERE site_id = $1 AND domain = page.key)
        ELSE (SELECT min(received_at) FROM pings WHERE site_id = $1 AND source_owner = page.key)
      END AS "firstSeenAt"
    FROM page ORDER BY ${isByKey ? 'key' : 'value DESC, key'}`;
}
