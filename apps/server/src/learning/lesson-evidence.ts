// The evidence that a ping is learnt from: what was approved, or was read last, or only what was claimed.
import type { DataSource } from 'typeorm';
import { evidenceOfRow, type Evidence, type Protocol } from '@trackwarden/scoring';
import type { Ping } from '@trackwarden/contracts';

export type LearntPing = { id: string; domain: string; protocol: Protocol; evidence: Evidence };

type Row = {
  id: string;
  domain: string;
  protocol: Protocol;
  source: string;
  claimed: Ping['claimed'];
  url: string;
  title: string;
  evidence: Evidence | null;
};

const FIND = `
  SELECT pings.id, pings.domain, pings.protocol, pings.source, pings.claimed, targets.url,
    targets.title, coalesce(read.evidence, last.evidence) AS evidence
  FROM pings JOIN targets ON targets.id = pings.target_id
  LEFT JOIN evidence AS read ON read.id = coalesce(pings.published->'baseline'->>'evidenceId',
    pings.published->>'evidenceId', pings.evidence_id::text)::uuid
  LEFT JOIN LATERAL (SELECT evidence FROM evidence
    WHERE ping_id = pings.id AND read.id IS NULL
    ORDER BY checked_at DESC, id DESC LIMIT 1) AS last ON true
  WHERE pings.id = ANY($1)`;

/** By id; a ping that is gone is missing. */
export async function lessonEvidence(
  { manager }: DataSource,
  pingIds: readonly string[],
): Promise<Map<string, LearntPing>> {
  const rows = await manager.query<Row[]>(FIND, [pingIds]);
  return new Map(rows.map((row) => [row.id, learntPing(row)]));
}

/** A ping that was decided before its first check. */
function learntPing({ id, domain, protocol, evidence, ...row }: Row): LearntPing {
  if (evidence) return { id, domain, protocol, evidence };
  const { source, claimed, url, title } = row;
  const target = { url, title, text: null };
  const claims = { title: claimed.title, excerpt: claimed.excerpt, blogName: claimed.blogName };
  return {
    id,
    domain,
    protocol,
    evidence: { ...evidenceOfRow({ source, target, ...claims }), protocol },
  };
}
