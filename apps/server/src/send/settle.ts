// Settles which rows an announcement makes due, within the transaction that holds its item.
import { In, type EntityManager } from 'typeorm';
import { resourceKey } from '@trackwarden/protocol';
import { OutgoingPingEntity, type OutboxItemEntity } from '../database/entities/outbox.entity.js';
import {
  linksTo,
  SOURCE_GONE,
  targetsOf,
  type PublicSource,
  type SourceReading,
} from './announced-source.js';
import { dueNow, newOutgoingPing } from './outgoing-ping-rows.js';
import { REMOVED, reasonNotToSend } from './next-step.js';

/** Changes the item, stores its pings, answers the ids of those that are due now. */
export async function settle(
  manager: EntityManager,
  item: OutboxItemEntity,
  reading: SourceReading,
  now: Date,
): Promise<string[]> {
  const known = await manager.findBy(OutgoingPingEntity, { itemId: item.id });
  if (reading.kind === 'refused' || reading.kind === 'unreachable') {
    Object.assign(item, { status: 'refused', refusal: reading.refusal });
    await stopWaiting(manager, known, reading.refusal.message);
    return [];
  }
  if (reading.kind === 'gone') {
    const wasTold = known.some(({ sentAt }) => sentAt);
    Object.assign(item, { contentHash: REMOVED, refusal: wasTold ? null : SOURCE_GONE });
    const due = await end(manager, known, 'The page is gone.', now);
    item.status = wasTold ? progressOf(item, known) : 'refused';
    return due;
  }
  const due = await tell(manager, item, known, reading, now);
  item.status = due.length > 0 ? 'sending' : progressOf(item, known);
  return due;
}

/** An item that was asked for again in the meantime is not done either. */
const progressOf = (
  item: OutboxItemEntity,
  pings: readonly OutgoingPingEntity[],
): 'sending' | 'done' =>
  item.announceDueAt !== null || pings.some(({ status }) => status === 'waiting')
    ? 'sending'
    : 'done';

async function tell(
  manager: EntityManager,
  item: OutboxItemEntity,
  known: OutgoingPingEntity[],
  { page, title, excerpt, contentHash, isPrivate }: PublicSource,
  now: Date,
): Promise<string[]> {
  Object.assign(item, { title, excerpt, contentHash, isPrivate });
  const { linked, notLinked } = targetsOf(page, item.targets);
  const byTarget = new Map(known.map((ping) => [ping.canonicalTarget, ping]));
  const due: string[] = [];
  for (const [canonicalTarget, target] of linked) {
    const before = byTarget.get(canonicalTarget) ?? null;
    const ping = before ?? newOutgoingPing(manager, item.id, target, canonicalTarget, now);
    const isDue = reasonNotToSend(before, contentHash) === null;
    if (isDue) due.push(ping.id);
    await manager.save(Object.assign(ping, { isLinked: true, target }, isDue ? dueNow(now) : {}));
  }
  for (const [canonicalTarget, target] of notLinked) {
    if (byTarget.has(canonicalTarget)) continue;
    const ping = newOutgoingPing(manager, item.id, target, canonicalTarget, now);
    const error = 'The page does not link to it.';
    await manager.insert(OutgoingPingEntity, Object.assign(ping, { isLinked: false, error }));
  }
  const scope = item.targets && new Set(item.targets.map(resourceKey));
  const ended = known.filter(
    (ping) =>
      !linked.has(ping.canonicalTarget) &&
      (scope === null || scope.has(resourceKey(ping.target))) &&
      !linksTo(page, ping.target),
  );
  return [...due, ...(await end(manager, ended, 'The page links to it no more.', now))];
}

/** Who took the mention is told of its end; what still waits unsent never leaves. */
async function end(
  manager: EntityManager,
  pings: OutgoingPingEntity[],
  because: string,
  now: Date,
): Promise<string[]> {
  const due: string[] = [];
  for (const ping of pings) {
    ping.isLinked = false;
    if (reasonNotToSend(ping, REMOVED) === null) {
      Object.assign(ping, dueNow(now));
      due.push(ping.id);
    }
    await manager.save(ping);
  }
  const unsent = pings.filter(({ sentAt }) => !sentAt);
  await stopWaiting(manager, unsent, because);
  return due;
}

async function stopWaiting(
  manager: EntityManager,
  pings: OutgoingPingEntity[],
  error: string,
): Promise<void> {
  const waiting = pings.filter(({ status }) => status === 'waiting');
  if (waiting.length === 0) return;
  const stopped = { status: 'refused', nextAttemptAt: null, remindAt: null, error } as const;
  for (const ping of waiting) Object.assign(ping, stopped);
  const ids = waiting.map(({ id }) => id);
  await manager.update(OutgoingPingEntity, { id: In(ids) }, stopped);
}
