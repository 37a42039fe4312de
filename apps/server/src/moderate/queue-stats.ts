// Counts beside the views of the queue.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { pingStatusSchema, type Stats, type statsQuerySchema } from '@trackwarden/contracts';
import { Clock } from '../clock.js';

type Row = {
  what: 'all' | 'waiting' | 'copy' | 'audit' | 'automatic';
  status: string;
  held: boolean;
  first_seen: boolean;
  count: number;
};

const DAY_MS = 86_400_000;

@Injectable()
export class QueueStats {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async of({ siteId, from, to }: z.output<typeof statsQuerySchema>): Promise<Stats> {
    const dayAgo = new Date(this.clock.now().getTime() - DAY_MS);
    const rows = await this.dataSource.query<Row[]>(COUNTS, [
      ...[siteId ?? null, from ?? null, to ?? null, dayAgo],
    ]);
    const sum = (what: Row['what'], matches: (row: Row) => boolean = () => true) =>
      rows
        .filter((row) => row.what === what && matches(row))
        .reduce((total, { count }) => total + count, 0);
    const countsOf = <S extends string>(what: Row['what'], statuses: readonly S[]) =>
      Object.fromEntries(
        statuses.map((status) => [status, sum(what, (row) => row.status === status)]),
      ) as Record<S, number>;
    return {
      byStatus: countsOf('all', pingStatusSchema.options),
      views: {
        pending: sum('waiting', ({ held }) => !held),
        held: sum('waiting', ({ held }) => held),
        firstSeen: sum('waiting', (row) => !row.held && row.first_seen),
        audit: sum('audit'),
        copies: sum('copy'),
      },
      automaticToday: countsOf('automatic', ['spam', 'approved']),
    };
  }
}

const AMONG = `($1::uuid IS NULL OR site_id = $1)
  AND ($2::timestamptz IS NULL OR received_at >= $2)
  AND ($3::timestamptz IS NULL OR received_at < $3)`;

/** Each count has an index that answers it without the rows, which are wide. */
const COUNTS = `
  SELECT 'all' AS what, status, false AS held, false AS first_seen, count(*)::int AS count
  FROM pings WHERE ${AMONG} GROUP BY status
  UNION ALL
  SELECT 'waiting', 'pending', held, first_seen, count(*)::int
  FROM pings WHERE status = 'pending' AND ${AMONG} GROUP BY held, first_seen
  UNION ALL
  SELECT 'copy', 'pending', false, false, count(*)::int
  FROM pings WHERE status = 'pending' AND NOT held AND copy_of IS NOT NULL AND ${AMONG}
  UNION ALL
  SELECT 'audit', '', false, false, count(*)::int FROM pings WHERE audit = 'waiting' AND ${AMONG}
  UNION ALL
  SELECT 'automatic', status, false, false, count(*)::int
  FROM pings WHERE decided_at >= $4 AND decided_kind IN ('policy', 'rule')
    AND status IN ('spam', 'approved') AND ${AMONG}
  GROUP BY status`;
