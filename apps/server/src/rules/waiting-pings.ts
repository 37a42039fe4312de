// The pings of a site that wait because its policy decided nothing, with the evidence of their last check.
import type { EntityManager } from 'typeorm';
import type { Verification } from '@trackwarden/contracts';
import type { Evidence, Judgement } from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';

/** One run looks at so many, the newest first. */
export const MOST_WAITING = 2_500;

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
};

/** What people decided about whoever answers for the source. */
const theirs = `pings.site_id = waiting.site_id AND pings.domain = waiting.domain
  AND pings.source_owner IS NOT DISTINCT FROM waiting.source_owner AND pings.decided_kind = 'person'`;

/**
 * Neither a person's, a rule's nor a campaign's, nothing put off, no changed version of what was
 * approved, nothing whose source nobody asked: that is looked at soon.
 */
const FIND = `
  WITH waiting AS (
    SELECT * FROM pings WHERE site_id = $1 AND status = 'pending' AND NOT held
      AND decided_kind = 'policy' AND decided_id IS NULL AND published IS NULL AND change IS NULL
      AND verification->>'failure' IS DISTINCT FROM 'policy'
    ORDER BY received_at DESC, id DESC LIMIT $2
  )
  SELECT waiting.id, waiting.version, waiting.source, waiting.sender_ip AS "senderIp",
    waiting.address, waiting.date_wanted AS "dateWanted", targets.is_missing AS "targetIsMissing",
    last.evidence, last.judgement, last.verification,
    (SELECT count(*)::int FROM pings WHERE ${theirs} AND status = 'approved') AS "approvedNow",
    EXISTS (SELECT FROM pings WHERE ${theirs} AND status IN ('spam', 'rejected')
      AND decided_at > last.checked_at) AS "isOverruled"
  FROM waiting JOIN targets ON targets.id = waiting.target_id
  JOIN LATERAL (SELECT evidence, judgement, verification, checked_at FROM evidence
    WHERE ping_id = waiting.id ORDER BY checked_at DESC, id DESC LIMIT 1) AS last ON true
  ORDER BY waiting.received_at DESC, waiting.id DESC`;

/** One more than {@link MOST_WAITING} when there are more. */
export function waitingPings(
  manager: Pick<EntityManager, 'query'>,
  siteId: string,
): Promise<WaitingPing[]> {
  return manager.query<WaitingPing[]>(FIND, [siteId, MOST_WAITING + 1]);
}
