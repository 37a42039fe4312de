// What a ping inherits of its campaign: the verdict that a person gave, for a limited time.
import type { EntityManager } from 'typeorm';
import type { Verdict } from '@trackwarden/contracts';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { statusOf } from '../pings/lifecycle.js';
import type { Evaluation } from './assessment.js';
import type { Finding } from './next-step.js';

type Row = {
  decision_id: string | null;
  verdict: Verdict | null;
  inherits_until: Date | null;
  approve_below: number | null;
};
type Standing = Row & { decision_id: string; verdict: Verdict };

const saying: Record<Verdict, string> = {
  approve: 'Approved',
  spam: 'Marked as spam',
  reject: 'Marked as not wanted',
  hold: 'Put off',
};

/**
 * The policy for a ping that nobody decided. The campaign is locked until the end of the
 * transaction, so that a decision, or its undo, finds the ping, or the ping finds the verdict.
 */
export async function inheritedPolicy(
  manager: EntityManager,
  ping: PingEntity,
  evaluation: Evaluation,
  now: Date,
): Promise<Finding['policy']> {
  const { policy } = evaluation;
  const { campaignId, decidedKind, decidedId, status } = ping;
  if (campaignId === null || decidedKind === 'person') return policy;
  const [row] = await manager.query<Row[]>(
    `SELECT decision_id, verdict, inherits_until, (settings->>'approveBelow')::real AS approve_below
     FROM campaigns JOIN sites ON sites.id = site_id WHERE campaigns.id = $1 FOR SHARE OF campaigns`,
    [campaignId],
  );
  // what it took over while that was possible stays
  if (decidedKind === 'policy' && decidedId === campaignId)
    // the verdict was about what the source said then: another version is for the site's own policy
    return status === 'approved' ? policy : { ...policy, status };
  if (!row || !isStanding(row, now) || !mayInherit(row, ping, evaluation)) return policy;
  return {
    status: statusOf[row.verdict],
    because: `${saying[row.verdict]}, inherited from campaign ${campaignId}`,
    inherited: { campaignId, decisionId: row.decision_id },
  };
}

function isStanding(row: Row, now: Date): row is Standing {
  const { decision_id, verdict, inherits_until } = row;
  return (
    decision_id !== null && verdict !== null && inherits_until !== null && inherits_until > now
  );
}

/** Nothing is published without a person unless the owner turned that on, and then only what is proven. */
function mayInherit(
  { verdict, approve_below }: Standing,
  { address, dateWanted }: PingEntity,
  { reading: { verification }, evidence, judgement, policy, isNewSite }: Evaluation,
): boolean {
  switch (verdict) {
    case 'spam':
    case 'reject':
      return true;
    case 'hold':
      return false;
    case 'approve':
      return (
        approve_below !== null &&
        !isNewSite &&
        verification.state === 'linked' &&
        verification.link?.visible === true &&
        judgement.band !== 'spam' &&
        !evidence.copies &&
        // a rule, a missing page, the site's word on its own pages, an address without a fresh date
        policy.ruleId === undefined &&
        policy.status !== 'rejected' &&
        (!dateWanted || address === 'dated')
      );
  }
}
