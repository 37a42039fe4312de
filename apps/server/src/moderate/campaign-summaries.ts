// Campaigns as lists show them: counted from the members that are there now.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Campaign, CampaignQuery, List, PingStatus, Verdict } from '@trackwarden/contracts';
import { DecisionEntity } from '../database/entities/decision.entity.js';
import { byTime, decodeCursor, pageOf } from '../pings/keyset.js';
import { progressOf } from './decision-items.js';

type Row = {
  id: string;
  site_id: string;
  last_seen_at: Date;
  decision_id: string | null;
  inherits_until: Date | null;
  dissolved_at: Date | null;
  title: string | null;
  size: number;
  hosts: number;
  first_seen_at: Date | null;
  inherited: number;
  statuses: Partial<Record<PingStatus, number>> | null;
};

const none = { received: 0, pending: 0, approved: 0, spam: 0, rejected: 0, removed: 0 };

/** `$1` a site or null, `$2` a campaign or null, `$3` a status or null, `$4`/`$5` the cursor, `$6` the limit. */
const CAMPAIGNS = `
  SELECT campaigns.id, campaigns.site_id, last_seen_at, decision_id, inherits_until, dissolved_at,
    latest.title, members.*
  FROM campaigns
  LEFT JOIN LATERAL (
    SELECT coalesce(nullif(claimed->>'title', ''), extracted->>'title', source) AS title
    FROM pings WHERE campaign_id = campaigns.id ORDER BY received_at DESC, id DESC LIMIT 1
  ) AS latest ON true,
  LATERAL (
    SELECT coalesce(sum(count), 0)::int AS size, min(first) AS first_seen_at,
      coalesce(sum(inherited), 0)::int AS inherited, jsonb_object_agg(status, count) AS statuses,
      (SELECT count(DISTINCT domain)::int FROM pings WHERE campaign_id = campaigns.id) AS hosts
    FROM (SELECT status, count(*)::int AS count, min(received_at) AS first,
        count(*) FILTER (WHERE decided_kind = 'policy' AND decided_id = campaigns.id::text) AS inherited
      FROM pings WHERE campaign_id = campaigns.id GROUP BY status) AS by_status
    WHERE status IS NOT NULL
  ) AS members
  WHERE ($1::uuid IS NULL OR campaigns.site_id = $1) AND ($2::uuid IS NULL OR campaigns.id = $2)
    AND CASE $3::text WHEN 'dissolved' THEN dissolved_at IS NOT NULL
      WHEN 'open' THEN size > 0 AND dissolved_at IS NULL AND decision_id IS NULL
      WHEN 'decided' THEN size > 0 AND dissolved_at IS NULL AND decision_id IS NOT NULL
      WHEN 'any' THEN true ELSE size > 0 AND dissolved_at IS NULL END
    AND ($4::timestamptz IS NULL OR (last_seen_at, campaigns.id) < ($4, $5::uuid))
  ORDER BY last_seen_at DESC, campaigns.id DESC LIMIT $6`;

@Injectable()
export class CampaignSummaries {
  constructor(private readonly dataSource: DataSource) {}

  async list({ siteId, status, cursor, limit }: CampaignQuery): Promise<List<Campaign>> {
    const [at, id] = cursor ? decodeCursor(cursor, byTime) : [null, null];
    const values = [siteId ?? null, null, status ?? null, at, id, limit + 1];
    const rows = await this.dataSource.query<Row[]>(CAMPAIGNS, values);
    const campaigns = await this.withDecisions(rows);
    return pageOf(
      campaigns,
      limit,
      (campaign) => campaign,
      (campaign) => [campaign.lastSeenAt, campaign.id],
    );
  }

  /** Null when there is no such campaign. */
  async one(id: string): Promise<Campaign | null> {
    const values = [null, id, 'any', null, null, 1];
    const rows = await this.dataSource.query<Row[]>(CAMPAIGNS, values);
    return (await this.withDecisions(rows))[0] ?? null;
  }

  private async withDecisions(rows: Row[]): Promise<Campaign[]> {
    const ids = rows.map(({ decision_id }) => decision_id).filter((id) => id !== null);
    const decisions = await this.dataSource.manager
      .createQueryBuilder(DecisionEntity, 'decision')
      .where('decision.id = ANY(:ids)', { ids })
      .getMany();
    const byId = new Map(decisions.map((decision) => [decision.id, decision]));
    return rows.map((row) => viewOf(row, byId.get(row.decision_id ?? '')));
  }
}

function viewOf(row: Row, decision: DecisionEntity | undefined): Campaign {
  return {
    id: row.id,
    siteId: row.site_id,
    title: row.title ?? '',
    size: row.size,
    hosts: row.hosts,
    firstSeenAt: row.first_seen_at?.toISOString() ?? null,
    lastSeenAt: row.last_seen_at.toISOString(),
    statuses: { ...none, ...row.statuses },
    decision:
      decision === undefined
        ? null
        : {
            id: decision.id,
            verdict: decision.verdict satisfies Verdict,
            byName: decision.byName,
            at: decision.createdAt.toISOString(),
            inheritsUntil: row.inherits_until?.toISOString() ?? null,
            inherited: row.inherited,
            progress: progressOf(decision),
          },
    dissolvedAt: row.dissolved_at?.toISOString() ?? null,
  };
}
