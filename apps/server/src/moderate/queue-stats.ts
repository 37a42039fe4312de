// Counts beside the views of the queue.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Stats, statsQuerySchema } from '@trackwarden/contracts';
import { Clock } from '../clock.js';

type Row = {
  status: string;
  held: boolean;
  first_seen: boolean;
  audit: boolean;
  copy: boolean;
  count: number;
  automatic: number;
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
    const rows = await this.dataSource.query<Row[]>(
      `SELECT status, held, first_seen, coalesce(audit = 'waiting', false) AS audit,
         copy_of IS NOT NULL AS copy, count(*)::int AS count,
         (count(*) FILTER (WHERE decided_kind IN ('policy', 'rule') AND decided_at >= $4))::int AS automatic
       FROM pings
       WHERE ($1::uuid IS NULL OR site_id = $1) AND ($2::timestamptz IS NULL OR received_at >= $2)
         AND ($3::timestamptz IS NULL OR received_at < $3)
       GROUP BY 1, 2, 3, 4, 5`,
      [siteId ?? null, from ?? null, to ?? null, dayAgo],
    );
    const sum = (
      matches: (row: Row) => boolean,
      value: (row: Row) => number = (row) => row.count,
    ) => rows.filter(matches).reduce((total, row) => total + value(row), 0);
    const isPending = (row: Row) => row.status === 'pending';
    return {
      byStatus: Object.fromEntries(
        ['received', 'pending', 'approved', 'spam', 'rejected', 'removed'].map((status) => [
          status,
          sum((row) => row.status === status),
        ]),
      ),
      views: {
        pending: sum((row) => isPending(row) && !row.held),
        held: sum((row) => isPending(row) && row.held),
        firstSeen: sum((row) => isPending(row) && !row.held && row.first_seen),
        audit: sum((row) => row.audit),
        copies: sum((row) => isPending(row) && !row.held && row.copy),
      },
      automaticToday: {
        spam: sum(
          (row) => row.status === 'spam',
          (row) => row.automatic,
        ),
        approved: sum(
          (row) => row.status === 'approved',
          (row) => row.automatic,
        ),
      },
    };
  }
}
