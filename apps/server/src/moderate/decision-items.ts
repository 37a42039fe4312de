// Rows of pings that a decision has still to change, and of those that it left alone.
import type { EntityManager } from 'typeorm';
import type { DecisionProgress } from '@trackwarden/contracts';
import type { DecisionEntity } from '../database/entities/decision.entity.js';
import type { Outcome } from '../pings/ping-transitions.js';
import type { Item } from './decision-selection.js';

/** Failures that an answer names. */
const MOST_NAMED = 1_000;
/** Spells DECI; the second key is the decision's. */
const LOCK = 0x44454349;

export async function keepWaiting(
  manager: EntityManager,
  decisionId: string,
  items: Item[],
): Promise<void> {
  await manager.query(
    `INSERT INTO decision_items (decision_id, ping_id, version)
     SELECT $1, * FROM unnest($2::uuid[], $3::integer[])`,
    [decisionId, items.map(({ pingId }) => pingId), items.map(({ version }) => version)],
  );
}

export async function keepFailed(
  manager: EntityManager,
  decisionId: string,
  failed: Outcome['failed'],
  undo: boolean,
): Promise<void> {
  if (failed.length === 0) return;
  await manager.query(
    `INSERT INTO decision_items (decision_id, ping_id, code, undo)
     SELECT $1, row.id, row.code, $4 FROM unnest($2::uuid[], $3::text[]) AS row (id, code)
     ON CONFLICT (decision_id, ping_id, undo) DO UPDATE SET code = excluded.code`,
    [decisionId, failed.map(({ id }) => id), failed.map(({ code }) => code), undo],
  );
}

/** Whoever carries out a batch of the decision waits for the one before it; its cancelling does not. */
export async function lockBatches(manager: EntityManager, decisionId: string): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK, decisionId]);
}

/** The pings that were left alone, of the decision or of its undo. */
export function failuresOf(
  manager: Pick<EntityManager, 'query'>,
  decisionId: string,
  undo: boolean,
): Promise<{ id: string; code: string }[]> {
  return manager.query(
    `SELECT ping_id AS id, code FROM decision_items
     WHERE decision_id = $1 AND undo = $2 AND code IS NOT NULL ORDER BY ping_id LIMIT ${MOST_NAMED}`,
    [decisionId, undo],
  );
}

export function progressOf(decision: DecisionEntity): DecisionProgress {
  const { total, affected, failed, restored, notRestored } = decision;
  if (decision.undoneAt !== null) {
    const state = decision.work === null ? 'undone' : 'undoing';
    // what was inherited of it is put back too
    const least = restored + notRestored;
    return { state, total: Math.max(affected, least), done: restored, failed: notRestored };
  }
  const state =
    decision.cancelledAt !== null ? 'cancelled' : decision.work === null ? 'done' : 'running';
  return { state, total, done: affected, failed };
}
