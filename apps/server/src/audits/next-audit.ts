// What a change of a ping means for the audit of the automatic decision about it. Pure.
import type { PingStatus } from '@trackwarden/contracts';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { ActorKind } from '../pings/lifecycle.js';

/**
 * - `draw`: decided without a person; chance says whether somebody is asked.
 * - `answer`: a person has decided. `reopen`: that was taken back, or the ping was put off.
 * - `drop`: the automatic decision is gone before anybody looked.
 */
export type AuditStep = 'keep' | 'draw' | 'answer' | 'reopen' | 'drop';

type Ping = Pick<PingEntity, 'status' | 'decidedKind' | 'audit'>;

/** `ping` is as the change leaves it, but for its audit; `from` the status before, `by` who changed it. */
export function nextAudit(ping: Ping, from: PingStatus, by: ActorKind): AuditStep {
  const { status, decidedKind, audit } = ping;
  const isDecided = status === 'approved' || status === 'spam' || status === 'rejected';
  if (decidedKind === 'person') {
    // the machine follows a source that a person has decided on: nobody has looked, or taken anything back
    if (audit === null || by === 'policy' || by === 'rule') return 'keep';
    return isDecided ? 'answer' : 'reopen';
  }
  if (decidedKind !== null && (status === 'approved' || status === 'spam')) {
    if (audit === null) return from === status ? 'keep' : 'draw';
    if (by === 'undo') return 'reopen';
    // another automatic decision takes the place of one that nobody has looked at
    return audit === 'waiting' && from !== status ? 'draw' : 'keep';
  }
  return audit === 'waiting' ? 'drop' : 'keep';
}

/** What answers for an automatic decision. */
export function answerable({
  decidedKind,
  decidedId,
}: Pick<PingEntity, 'decidedKind' | 'decidedId'>): 'policy' | 'rule' | 'campaign' {
  if (decidedKind === 'rule') return 'rule';
  return decidedId === null ? 'policy' : 'campaign';
}
