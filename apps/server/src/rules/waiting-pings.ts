// The pings of a site that wait because its policy decided nothing, with the evidence of their last check.
import type { EntityManager } from 'typeorm';
import type { Verification } from '@trackwarden/contracts';
import type { Evidence, Judgement } from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';

/** Where a look at the waiting pings goes on: after this one. The time is PostgreSQL's own text. */
export type WaitingCursor = { receivedAt: string; id: string };

export type WaitingPing = {
  id: string;
  version: number;
  source: string;
  senderIp: string;
  address: PingEntity['address'];
  dateWanted: boolean;
  targetIsMissing: boolean;
  /** What people approved of whoever answers for the source, as it stands now. */
  approvedNow: number;
  /** A person wanted something of theirs not, after this ping was checked. */
  isOverruled: boolean;
  evidence: Evidence;
  judgement: Judgement;
  /** Null of checks from before it was kept. */
  verification: Verification | null;
  receivedAt: string;
};

/**
 * Neither a person's, a rule's nor a campaign's, nothing put off, no changed version of what was
 * approved, nothing whose source nobody asked: that is looked at soon.
 */
const FIND = `
  WITH waiting AS (
    SELECT * FROM pings WHERE site_id = $1 AND status = 'pending' AND NOT held
      AND decided_kind = 'policy' AND decided_id IS NULL AND published IS NULL AND change IS NULL
      AND verification->>'failure' IS DISTINCT FROM 'policy'
      AND ($3::timestamptz IS NULL OR (received_at, id) < ($3, $4::uuid))
      -- not judged yet: left out here, since a page that is not full says that there are no more
      AND EXISTS (SELECT FROM evidence WHERE ping_id = pings.id)
    ORDER BY received_at DESC, id DESC LIMIT $2
  ),
  -- what people decided about whoever answers for the sources: a source may have hundreds that wait
  theirs AS (
    SELECT asked.domain, asked.source_owner,
      (count(*) FILTER (WHERE status = 'approved'))::int AS approved,
      max(decided_at) FILTER (WHERE status IN ('spam', 'rejected')) AS overruled_at
    FROM (SELECT DISTINCT domain, source_owner FROM waiting) AS asked
    JOIN pings ON pings.site_id = $1 AND pings.domain = asked.domain
      AND pings.source_owner IS NOT DISTINCT FROM asked.source_owner AND decided_kind = 'person'
    GROUP BY asked.domain, asked.source_owner
  )
  SELECT waiting.id, waiting.version, waiting.source, waiting.sender_ip AS "senderIp",
    waiting.received_at::text AS "receivedAt", waiting.address, waiting.date_wanted AS "dateWanted", targets.is_missing AS "targetIsMissing",
    last.evidence, last.judgement, last.verification,
    coalesce(theirs.approved, 0) AS "approvedNow",
    coalesce(theirs.overruled_at > last.checked_at, false) AS "isOverruled"
  FROM waiting JOIN targets ON targets.id = waiting.target_id
  JOIN LATERAL (SELECT evidence, judgement, verification, checked_at FROM evidence
    WHERE ping_id = waiting.id ORDER BY checked_at DESC, id DESC LIMIT 1) AS last ON true
  LEFT JOIN theirs ON theirs.domain = waiting.domain
    AND theirs.source_owner IS NOT DISTINCT FROM waiting.source_owner
  ORDER BY waiting.received_at DESC, waiting.id DESC`;

/** The newest first, from the cursor on. */
export function waitingPings(
  manager: Pick<EntityManager, 'query'>,
  siteId: string,
  from: WaitingCursor | null,
  most: number,
): Promise<WaitingPing[]> {
  return manager.query<WaitingPing[]>(FIND, [
    ...[siteId, most],
    ...[from?.receivedAt ?? null, from?.id ?? null],
  ]);
}
