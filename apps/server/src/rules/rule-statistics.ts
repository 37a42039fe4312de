// How rules did in the last 30 days: hits, precision against people's decisions, reversals, overlap, and cost.
import type { EntityManager } from 'typeorm';
import type { RuleAction, RuleStatistics } from '@trackwarden/contracts';

const DAYS_MS = 30 * 86_400_000;

type Row = {
  id: string;
  hits: number;
  last_hit_at: Date | null;
  unwanted: number;
  wanted: number;
  decided_unwanted: number;
  decided_wanted: number;
  overlap: number;
  cost_ms: number | null;
};

const STATISTICS = `
  SELECT asked.id, recent.*,
    (SELECT max(at) FROM rule_hits WHERE rule_id = asked.id) AS last_hit_at,
    (SELECT spent_ms / tried FROM rule_costs WHERE rule_id = asked.id) AS cost_ms
  FROM unnest($1::uuid[]) AS asked (id), LATERAL (
    SELECT count(*)::int AS hits,
      (count(*) FILTER (WHERE by_person AND status IN ('spam', 'rejected')))::int AS unwanted,
      (count(*) FILTER (WHERE by_person AND status = 'approved'))::int AS wanted,
      (count(*) FILTER (WHERE by_person AND decided AND status IN ('spam', 'rejected')))::int AS decided_unwanted,
      (count(*) FILTER (WHERE by_person AND decided AND status = 'approved'))::int AS decided_wanted,
      (count(*) FILTER (WHERE has_others))::int AS overlap
    FROM (
      SELECT hit.decided, pings.status, pings.decided_kind IS NOT DISTINCT FROM 'person' AS by_person,
        EXISTS (SELECT FROM rule_hits AS other
          WHERE other.ping_id = hit.ping_id AND other.rule_id <> hit.rule_id) AS has_others
      FROM rule_hits AS hit JOIN pings ON pings.id = hit.ping_id
      WHERE hit.rule_id = asked.id AND hit.at >= $2 ORDER BY hit.at DESC LIMIT 20000
    ) AS hits
  ) AS recent`;

export async function statisticsOf(
  manager: EntityManager,
  rules: readonly { id: string; action: RuleAction }[],
  now: Date,
): Promise<Map<string, RuleStatistics>> {
  const from = new Date(now.getTime() - DAYS_MS);
  const rows = await manager.query<Row[]>(STATISTICS, [rules.map(({ id }) => id), from]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    rules.map(({ id, action }) => [id, statistics(byId.get(id), opinionOf(action))] as const),
  );
}

/** What a rule says of the pings that it meets; null when it says nothing. */
export function opinionOf(action: RuleAction): 'unwanted' | 'wanted' | null {
  switch (action.do) {
    case 'points':
      return action.points > 0 ? 'unwanted' : 'wanted';
    case 'spam':
      return 'unwanted';
    case 'approve':
      return 'wanted';
    case 'hold':
      return null;
  }
}

function statistics(row: Row | undefined, opinion: ReturnType<typeof opinionOf>): RuleStatistics {
  const { hits = 0, unwanted = 0, wanted = 0, overlap = 0 } = row ?? {};
  const agree = opinion === null ? 0 : opinion === 'unwanted' ? unwanted : wanted;
  const disagree = opinion === null ? 0 : opinion === 'unwanted' ? wanted : unwanted;
  const reversals =
    opinion === null
      ? 0
      : ((opinion === 'unwanted' ? row?.decided_wanted : row?.decided_unwanted) ?? 0);
  return {
    hits,
    lastHitAt: row?.last_hit_at?.toISOString() ?? null,
    agree,
    disagree,
    precision: agree + disagree === 0 ? null : agree / (agree + disagree),
    reversals,
    overlap,
    costMs: row?.cost_ms ?? null,
  };
}
