// Whose an entry is that several have asked for: whoever takes it back leaves it to the others.
import type { EntityManager } from 'typeorm';
import type { ListEntryEntity } from '../database/entities/rule.entity.js';

/** The earliest decision that asked for the entry and still stands. */
const NEXT = `
  LEFT JOIN LATERAL (
    SELECT decisions.id, jsonb_build_object('kind', by_kind, 'id', by_id, 'name', by_name) AS set_by
    FROM decision_entries JOIN decisions ON decisions.id = decision_entries.decision_id
    WHERE entry_id = entry.id AND undone_at IS NULL ORDER BY decisions.id LIMIT 1
  ) AS next ON true`;

/** What `mine` leaves to a decision counts as made by it from then on. */
const HAND_OVER = `
  handed AS (
    UPDATE decision_entries SET made = true FROM mine
    WHERE decision_entries.decision_id = next_id AND entry_id = mine.id
  ),
  kept AS (
    UPDATE list_entries SET decision_id = mine.decision_id, batch_id = mine.batch_id,
      set_by = mine.set_by
    FROM mine WHERE list_entries.id = mine.id
      AND (mine.decision_id IS NOT NULL OR mine.batch_id IS NOT NULL)
  )
  DELETE FROM list_entries USING mine WHERE list_entries.id = mine.id
    AND mine.decision_id IS NULL AND mine.batch_id IS NULL`;

const OF_DECISION = `
  WITH mine AS (
    SELECT entry.id, next.id AS next_id, next.id AS decision_id, entry.batch_id,
      coalesce(next.set_by, entry.set_by) AS set_by
    FROM list_entries AS entry ${NEXT} WHERE entry.decision_id = $1
  ), ${HAND_OVER}`;

const OF_BATCH = `
  WITH mine AS (
    SELECT entry.id, next.id AS next_id, coalesce(entry.decision_id, next.id) AS decision_id,
      NULL::uuid AS batch_id,
      CASE WHEN entry.decision_id IS NULL THEN coalesce(next.set_by, entry.set_by)
        ELSE entry.set_by END AS set_by
    FROM list_entries AS entry ${NEXT} WHERE entry.batch_id = $1
  ), ${HAND_OVER}`;

/** Takes out what an undone decision has made and nobody else asked for; safe to repeat. */
export async function releaseDecision(manager: EntityManager, decisionId: string): Promise<void> {
  await manager.query(OF_DECISION, [decisionId]);
}

/** Takes out what an import has brought and no decision asked for. */
export async function releaseBatch(manager: EntityManager, batchId: string): Promise<void> {
  await manager.query(OF_BATCH, [batchId]);
}

/** Whether a decision that stands has asked for the entry, as the first or after others. */
export async function isAskedFor(manager: EntityManager, entryId: string): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `SELECT FROM decision_entries JOIN decisions ON decisions.id = decision_id
     WHERE entry_id = $1 AND undone_at IS NULL LIMIT 1`,
    [entryId],
  );
  return rows.length > 0;
}

/** What stands because of a decision is its owner's from now on. Null: there is no such entry. */
export async function takeOver(
  manager: EntityManager,
  { siteId, list, key, exceptions, note, expiresAt, setBy }: ListEntryEntity,
): Promise<string | null> {
  const [rows] = await manager.query<[{ id: string }[], number]>(
    `UPDATE list_entries SET decision_id = NULL, batch_id = NULL, exceptions = $4, note = $5,
       expires_at = $6, set_by = $7
     WHERE site_id = $1 AND list = $2 AND key = $3 AND decision_id IS NOT NULL RETURNING id`,
    [siteId, list, key, exceptions, note, expiresAt, setBy],
  );
  return rows[0]?.id ?? null;
}

/** What stands because of a decision stands because of the import, too. */
export async function joinBatch(
  manager: EntityManager,
  { siteId, batchId }: { siteId: string; batchId: string },
  entries: readonly ListEntryEntity[],
): Promise<void> {
  await manager.query(
    `UPDATE list_entries SET batch_id = $2
     FROM unnest($3::text[], $4::text[]) AS named (list, key)
     WHERE site_id = $1 AND list_entries.list = named.list AND list_entries.key = named.key
       AND decision_id IS NOT NULL AND batch_id IS NULL`,
    [siteId, batchId, entries.map(({ list }) => list), entries.map(({ key }) => key)],
  );
}
