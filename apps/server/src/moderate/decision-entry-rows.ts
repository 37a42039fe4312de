// Rows of list entries that a decision makes, and of the pings whose source it could not list.
import type { EntityManager } from 'typeorm';
import { MOST_LIST_ENTRIES, type UnlistedCode } from '@trackwarden/contracts';
import type { Listing } from '../rules/source-listing.js';

/** An entry, and the pings whose source it is. */
export type Wanted = Listing & { siteId: string; pingIds: string[] };
export type Unlisted = { id: string; code: UnlistedCode };

/** What has expired covers nobody, and is in the way. */
export const DROP_EXPIRED = `
  DELETE FROM list_entries USING unnest($3::uuid[], $4::text[]) AS row (site_id, key)
  WHERE list_entries.site_id = row.site_id AND list_entries.key = row.key AND list = $1
    AND expires_at <= $2`;

/** What is there already for another decision, or of an import, is asked for by this one too. */
export const INSERT = `
  WITH wanted AS (
    SELECT * FROM unnest($6::uuid[], $7::uuid[], $8::text[], $9::text[]) AS row (id, site_id, key, value)
  ),
  made AS (
    INSERT INTO list_entries (id, site_id, list, scope, value, key, set_by, created_at, decision_id)
    SELECT id, site_id, $2, $3, value, key, $5::jsonb, $4, $1::uuid FROM wanted
    ORDER BY site_id, key
    ON CONFLICT (site_id, list, key) DO NOTHING
    RETURNING id, list, scope, value
  )
  INSERT INTO decision_entries (decision_id, entry_id, list, scope, value, made)
  SELECT $1, id, list, scope, value, true FROM made
  UNION ALL
  SELECT $1, there.id, there.list, there.scope, there.value, false
  FROM wanted JOIN list_entries AS there USING (site_id, key)
  WHERE there.list = $2 AND there.decision_id IS DISTINCT FROM $1
    AND (there.decision_id IS NOT NULL OR there.batch_id IS NOT NULL)
  ON CONFLICT DO NOTHING`;

export const keysOf = (wanted: readonly Wanted[]): [string[], string[]] => [
  wanted.map(({ siteId }) => siteId),
  wanted.map(({ key }) => key),
];

/** $1 sites, $2 keys, $3 the list, $4 how many entries a site takes. */
const WITHOUT_ROOM = `
  SELECT number FROM (
    SELECT row.site_id, row.number::int,
      row_number() OVER (PARTITION BY row.site_id ORDER BY row.number) AS place
    FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS row (site_id, key, number)
    WHERE NOT EXISTS (SELECT FROM list_entries AS there
      WHERE there.site_id = row.site_id AND there.list = $3 AND there.key = row.key)
  ) AS new
  WHERE place > $4 - (SELECT count(*) FROM list_entries WHERE site_id = new.site_id)`;

export async function withoutRoom(
  manager: EntityManager,
  list: string,
  wanted: readonly Wanted[],
): Promise<ReadonlySet<Wanted>> {
  const rows = await manager.query<{ number: number }[]>(WITHOUT_ROOM, [
    ...keysOf(wanted),
    ...[list, MOST_LIST_ENTRIES],
  ]);
  const numbers = new Set(rows.map(({ number }) => number));
  return new Set(wanted.filter((_, at) => numbers.has(at + 1)));
}

export async function keepUnlisted(
  manager: EntityManager,
  decisionId: string,
  unlisted: readonly Unlisted[],
): Promise<void> {
  if (unlisted.length === 0) return;
  await manager.query(
    `INSERT INTO decision_unlisted (decision_id, ping_id, code)
     SELECT $1, * FROM unnest($2::uuid[], $3::text[]) ON CONFLICT DO NOTHING`,
    [decisionId, unlisted.map(({ id }) => id), unlisted.map(({ code }) => code)],
  );
}
