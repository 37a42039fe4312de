// How often the automatic decisions of a site were wrong, as far as people have looked.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditedBand, AuditReport } from '@trackwarden/contracts';
import { wilsonInterval } from '@trackwarden/scoring';
import { Clock } from '../clock.js';

const DAYS = 90;
const DAY_MS = 86_400_000;

type Sampled = { status: string; sampled: number; looked: number; wrong: number };
type Row = Sampled & { automatic: number };

const outcomes = [
  ['approve', 'approved'],
  ['spam', 'spam'],
] as const;

@Injectable()
export class AuditReports {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async of(siteId: string): Promise<AuditReport> {
    const since = new Date(this.clock.now().getTime() - DAYS * DAY_MS);
    const rows = await this.dataSource.query<Row[]>(REPORT, [siteId, since]);
    const bands = outcomes.map(([band, status]) =>
      bandOf(
        band,
        rows.find((row) => row.status === status),
      ),
    );
    const [waiting] = await this.dataSource.query<{ count: number }[]>(WAITING, [siteId]);
    return { days: DAYS, waiting: waiting?.count ?? 0, bands };
  }
}

function bandOf(band: AuditedBand['band'], row: Row | undefined): AuditedBand {
  const { automatic, sampled, looked, wrong } = row ?? {
    automatic: 0,
    sampled: 0,
    looked: 0,
    wrong: 0,
  };
  const errorRate = looked === 0 ? null : wrong / looked;
  return {
    ...{ band, automatic, sampled, looked, wrong, errorRate },
    interval: looked === 0 ? null : wilsonInterval(wrong, looked),
  };
}

const WAITING = `SELECT count(*)::int AS count FROM pings WHERE site_id = $1 AND audit = 'waiting'`;

// what a person has decided since was decided without one before: where it came from tells
const REPORT = `
  WITH automatic AS (
    SELECT status, count(*)::int AS automatic FROM (
      SELECT status FROM pings WHERE site_id = $1 AND decided_at >= $2
        AND decided_kind IN ('policy', 'rule') AND status IN ('approved', 'spam')
      UNION ALL
      (SELECT DISTINCT ON (ping_id) from_state->>'status' AS status
      FROM transitions JOIN pings ON pings.id = ping_id
      WHERE site_id = $1 AND decided_at >= $2 AND decided_kind = 'person'
        AND by_kind = 'person' AND NOT undo AND from_state->>'decidedKind' IN ('policy', 'rule')
        AND from_state->>'status' IN ('approved', 'spam')
        AND (from_state->>'decidedAt')::timestamptz >= $2
      ORDER BY ping_id, transitions.version DESC)
    ) AS decided GROUP BY status
  ), drawn AS (
    SELECT status, count(*)::int AS sampled, count(looked_at)::int AS looked,
      (count(*) FILTER (WHERE verdict <> status))::int AS wrong
    FROM audits WHERE site_id = $1 AND drawn_at >= $2 GROUP BY status
  )
  SELECT status, coalesce(automatic, 0) AS automatic, coalesce(sampled, 0) AS sampled,
    coalesce(looked, 0) AS looked, coalesce(wrong, 0) AS wrong
  FROM automatic FULL JOIN drawn USING (status)`;
