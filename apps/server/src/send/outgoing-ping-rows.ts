// The rows of outgoing pings as they begin and as they become due.
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { OutgoingPingEntity } from '../database/entities/outbox.entity.js';
import { STRAY_AFTER_MS } from './send-schedule.js';

/** To be sent at once, with all attempts before it. */
export const dueNow = (now: Date) =>
  ({
    status: 'waiting',
    attempts: 0,
    nextAttemptAt: now,
    remindAt: new Date(now.getTime() + STRAY_AFTER_MS),
    error: null,
  }) as const;

/** Not due and not stored yet. */
export const newOutgoingPing = (
  manager: EntityManager,
  itemId: string,
  target: string,
  canonicalTarget: string,
  now: Date,
): OutgoingPingEntity =>
  manager.create(OutgoingPingEntity, {
    id: uuidv7(),
    itemId,
    target,
    canonicalTarget,
    isLinked: true,
    protocol: null,
    endpoint: null,
    status: 'refused',
    attempts: 0,
    nextAttemptAt: null,
    remindAt: null,
    sentAt: null,
    sentContent: null,
    httpStatus: null,
    answer: null,
    statusUrl: null,
    error: null,
    createdAt: now,
  });
