// What an undo may restore, and for which pings nobody outside has heard of the decision yet.
import type { EntityManager } from 'typeorm';
import type {
  DecisionEntity,
  PingState,
  TransitionEntity,
} from '../database/entities/decision.entity.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { statusOfBand } from '../pings/lifecycle.js';
import { lockPings } from '../pings/lock-pings.js';
import type { Change, Outcome } from '../pings/ping-transitions.js';

/** Restores only what still stands as the decision left it; what changed since is reported. */
export async function revertible(
  manager: EntityManager,
  made: TransitionEntity[],
): Promise<{ changes: Change[]; lost: Outcome['failed'] }> {
  const pings = await lockPings(
    manager,
    made.map(({ pingId }) => pingId),
  );
  const undone = await undoneBefore(manager, made);
  const changes: Change[] = [];
  const lost: Outcome['failed'] = [];
  for (const { pingId, fromState, toState } of made) {
    const ping = pings.get(pingId);
    const stands =
      ping?.decidedAt?.toISOString() === (toState.decidedAt ?? undefined) &&
      ping?.decidedKind === toState.decidedKind &&
      // a source that changed since is held without another decision
      (isAsLeft(ping, toState) || (toState.status === 'approved' && ping.published !== null));
    if (stands)
      changes.push({ pingId, to: undecided(ping, standing(fromState, undone.get(pingId))) });
    else lost.push({ id: pingId, code: ping ? 'version-conflict' : 'not-found' });
  }
  return { changes, lost };
}

type Undone = Pick<TransitionEntity, 'pingId' | 'fromState' | 'toState'>;

/** What undone decisions had made of these pings, the latest first: they were overruled when they were undone. */
async function undoneBefore(
  manager: EntityManager,
  made: TransitionEntity[],
): Promise<Map<string, Undone[]>> {
  const rows = await manager.query<Undone[]>(
    `SELECT transitions.ping_id AS "pingId", from_state AS "fromState", to_state AS "toState"
     FROM transitions JOIN decisions ON decisions.id = transitions.decision_id
     WHERE transitions.ping_id = ANY($1) AND NOT transitions.undo AND decisions.undone_at IS NOT NULL
     ORDER BY transitions.id DESC`,
    [made.map(({ pingId }) => pingId)],
  );
  const byPing = new Map<string, Undone[]>();
  for (const row of rows) byPing.set(row.pingId, [...(byPing.get(row.pingId) ?? []), row]);
  return byPing;
}

/** What was before, without the verdicts that were taken back meanwhile. */
function standing(from: PingState, undone: readonly Undone[] = []): PingState {
  return undone.reduce(
    (state, { fromState, toState }) =>
      toState.decidedKind === 'person' &&
      state.decidedKind === 'person' &&
      state.decidedAt === toState.decidedAt
        ? fromState
        : state,
    from,
  );
}

function isAsLeft(ping: PingEntity, { status, held }: PingState): boolean {
  return ping.status === status && ping.held === held;
}

/** A ping decided before its check, and checked since, goes where the check would have put it. */
function undecided(ping: PingEntity, from: PingState): PingState {
  if (from.status !== 'received' || ping.band === null) return from;
  // rules, dates and the site's word on its own pages may hold what the score alone would publish
  const status = ping.band === 'approve' ? 'pending' : statusOfBand[ping.band];
  return { ...from, status, decidedKind: 'policy' };
}

/**
 * Cancels the decision's held messages about these pings, and answers the pings of whose change no message has left:
 * their undo needs no compensating event.
 */
export async function stillUnannounced(
  manager: EntityManager,
  { id, createdAt }: DecisionEntity,
  made: TransitionEntity[],
  windowStart: Date,
): Promise<ReadonlySet<string>> {
  const pingIds = made.map(({ pingId }) => pingId);
  const [cancelled] = await manager.query<[{ ping_id: string }[], number]>(
    `UPDATE deliveries SET status = 'cancelled', next_attempt_at = NULL
     WHERE decision_id = $1 AND ping_id = ANY($2) AND status = 'held' RETURNING ping_id`,
    [id, pingIds],
  );
  const announced = await manager.query<{ ping_id: string }[]>(
    `SELECT DISTINCT ping_id FROM deliveries WHERE decision_id = $1 AND ping_id = ANY($2) AND status <> 'cancelled'`,
    [id, pingIds],
  );
  const heard = new Set(announced.map(({ ping_id }) => ping_id));
  // a batch may have been carried out long after its decision was made: what was held tells
  if (announced.length === 0 && createdAt < windowStart)
    return new Set(cancelled.map(({ ping_id }) => ping_id));
  return new Set(pingIds.filter((pingId) => !heard.has(pingId)));
}
