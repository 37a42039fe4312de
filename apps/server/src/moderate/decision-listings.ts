// Reads back what decisions with a scope have put on the lists, and which sources they could not list.
import type { EntityManager } from 'typeorm';
import type { DecisionEntry, UnlistedCode } from '@trackwarden/contracts';

/** Entries that an answer names. */
const MOST_NAMED = 1_000;

type Reader = Pick<EntityManager, 'query'>;

/** The first entries that each of these decisions made, and how many there are. */
export async function entriesOf(
  manager: Reader,
  decisionIds: readonly string[],
  most = MOST_NAMED,
): Promise<Map<string, { entries: DecisionEntry[]; listed: number }>> {
  const rows = await manager.query<(DecisionEntry & { decision_id: string; listed: number })[]>(
    `SELECT asked.id AS decision_id, made.*,
       (SELECT count(*)::int FROM decision_entries WHERE decision_id = asked.id AND made) AS listed
     FROM unnest($1::uuid[]) AS asked (id), LATERAL (
       SELECT entry_id AS id, list, scope, value,
         EXISTS (SELECT FROM list_entries WHERE list_entries.id = entry_id) AS stands
       FROM decision_entries WHERE decision_id = asked.id AND made ORDER BY entry_id LIMIT $2
     ) AS made`,
    [decisionIds, most],
  );
  const found = new Map(
    decisionIds.map((id) => [id, { entries: [] as DecisionEntry[], listed: 0 }]),
  );
  for (const { decision_id, listed, ...entry } of rows) {
    const of = found.get(decision_id);
    of?.entries.push(entry);
    if (of) of.listed = listed;
  }
  return found;
}

/** The pings whose source it could not list. */
function unlistedOf(
  manager: Reader,
  decisionId: string,
): Promise<{ id: string; code: UnlistedCode }[]> {
  return manager.query(
    `SELECT ping_id AS id, code FROM decision_unlisted WHERE decision_id = $1
     ORDER BY ping_id LIMIT ${MOST_NAMED}`,
    [decisionId],
  );
}

/** Both, for one decision. */
export async function listedBy(
  manager: Reader,
  decisionId: string,
): Promise<{ entries: DecisionEntry[]; unlisted: { id: string; code: UnlistedCode }[] }> {
  const found = (await entriesOf(manager, [decisionId])).get(decisionId);
  return { entries: found?.entries ?? [], unlisted: await unlistedOf(manager, decisionId) };
}
