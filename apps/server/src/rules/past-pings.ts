// The pings of the last days as rules see them, newest first, a bounded number of them.
import type { DataSource } from 'typeorm';
import type { PingStatus } from '@trackwarden/contracts';
import type { Evidence, Judgement } from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { allFacts } from './facts.js';
import type { RuleFacts } from './matcher.js';

/** So many rows take well below a second. */
export const MOST_PINGS = 5_000;
const STATEMENT_TIMEOUT_MS = 4_000;

export type PastPing = {
  id: string;
  title: string;
  source: string;
  domain: string;
  status: PingStatus;
  byPerson: boolean;
  held: boolean;
  score: number | null;
  receivedAt: Date;
  decidedAt: Date | null;
  facts: RuleFacts;
  evidence: Evidence | null;
  judgement: Judgement | null;
};

type Row = Pick<
  PingEntity,
  'id' | 'source' | 'domain' | 'status' | 'protocol' | 'score' | 'held'
> & {
  claimed: PingEntity['claimed'];
  extracted: PingEntity['extracted'];
  verification: PingEntity['verification'];
  decided_kind: string | null;
  decided_at: Date | null;
  received_at: Date;
  sender_ip: string;
  sender_user_agent: string;
  seen_count: number;
  target_url: string;
  evidence: Evidence | null;
  judgement: Judgement | null;
};

const sql = (withEvidence: boolean) => `
  SELECT pings.id, pings.source, pings.domain, pings.status, pings.protocol, pings.score, pings.held,
    pings.claimed, pings.extracted, pings.verification, pings.decided_kind, pings.decided_at,
    pings.received_at, pings.sender_ip, pings.sender_user_agent, pings.seen_count,
    targets.url AS target_url,
    ${withEvidence ? 'last.evidence, last.judgement' : 'NULL AS evidence, NULL AS judgement'}
  FROM pings JOIN targets ON targets.id = pings.target_id
  ${
    withEvidence
      ? `LEFT JOIN LATERAL (SELECT evidence, judgement FROM evidence
           WHERE ping_id = pings.id ORDER BY checked_at DESC LIMIT 1) AS last ON true`
      : ''
  }
  WHERE pings.site_id = $1 AND pings.received_at >= $2 AND pings.status <> 'received'
  ORDER BY pings.received_at DESC LIMIT $3`;

export async function* pastPings(
  dataSource: DataSource,
  siteId: string,
  since: Date,
  withEvidence: boolean,
): AsyncGenerator<PastPing> {
  const rows = await dataSource.transaction(async (manager) => {
    await manager.query(`SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}`);
    const most = withEvidence ? MOST_PINGS / 2 : MOST_PINGS;
    return manager.query<Row[]>(sql(withEvidence), [siteId, since, most]);
  });
  for (const row of rows) yield pastPing(row);
}

function pastPing(row: Row): PastPing {
  const ping = {
    ...row,
    senderIp: row.sender_ip,
    senderUserAgent: row.sender_user_agent,
    seenCount: row.seen_count,
    target: { url: row.target_url },
  } as unknown as PingEntity;
  const link = row.verification?.link ?? null;
  const page = row.evidence?.page ?? null;
  return {
    id: row.id,
    title: row.claimed.title || (row.extracted?.title ?? '') || row.source,
    source: row.source,
    domain: row.domain,
    status: row.status,
    byPerson: row.decided_kind === 'person',
    held: row.held,
    score: row.score,
    receivedAt: row.received_at,
    decidedAt: row.decided_at,
    facts: allFacts(ping, row.extracted, { link, page }, row.score),
    evidence: row.evidence,
    judgement: row.judgement,
  };
}
