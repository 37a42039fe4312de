// Which versions of a site's model are kept to go back to, and what goes with the others.
import type { EntityManager } from 'typeorm';

/** The latest ones, and the last one of each of the latest days: an hour of work makes many versions. */
const LATEST = 10;
const DAYS = 10;
/** Refused versions that are shown. */
const REFUSED = 5;

const FORGET_VERSIONS = `
  WITH ranked AS (
    SELECT id, state, made_by,
      row_number() OVER (PARTITION BY state = 'refused' ORDER BY number DESC) AS place,
      row_number() OVER (PARTITION BY state = 'refused', (made_at AT TIME ZONE 'UTC')::date
        ORDER BY number DESC) AS place_of_day,
      dense_rank() OVER (PARTITION BY state = 'refused'
        ORDER BY (made_at AT TIME ZONE 'UTC')::date DESC) AS day
    FROM site_models WHERE site_id = $1)
  DELETE FROM site_models USING ranked
  WHERE site_models.id = ranked.id AND ranked.state <> 'live' AND ranked.made_by <> 'forget'
    AND CASE WHEN ranked.state = 'refused' THEN ranked.place > ${REFUSED}
      ELSE ranked.place > ${LATEST} AND (ranked.place_of_day > 1 OR ranked.day > ${DAYS}) END`;

/** What no version knows that one could go back to; that all was forgotten stays on record. */
const OLDEST = `
  SELECT coalesce(min(number), 0)::int AS number FROM site_models
  WHERE site_id = $1 AND state <> 'refused' AND (made_by <> 'forget' OR state = 'live')`;

export async function forgetOldVersions(manager: EntityManager, siteId: string): Promise<void> {
  await manager.query(FORGET_VERSIONS, [siteId]);
  const [oldest] = await manager.query<{ number: number }[]>(OLDEST, [siteId]);
  for (const table of ['lessons', 'history_imports'])
    await manager.query(`DELETE FROM ${table} WHERE site_id = $1 AND unlearnt_in <= $2`, [
      siteId,
      oldest?.number ?? 0,
    ]);
}
