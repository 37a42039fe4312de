// Statements about campaigns that several stages need: whose turn it is, how large one is.
import type { EntityManager } from 'typeorm';

/** Spells CAMP; the second key is the site's. */
const LOCK = 0x43414d50;

/** More members than these are not counted for a score. */
const MOST_COUNTED = 5_000;

/** Until the end of the transaction nobody else forms, joins or dissolves a campaign of the site. */
export async function lockCampaignsOf(manager: EntityManager, siteId: string): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK, siteId]);
}

/** Its members as they are now: some may have been deleted. */
export async function campaignExtent(
  manager: EntityManager,
  campaignId: string,
): Promise<{ size: number; hosts: number } | null> {
  const [row] = await manager.query<{ size: number; hosts: number }[]>(
    `SELECT count(*)::int AS size, count(DISTINCT domain)::int AS hosts
     FROM (SELECT domain FROM pings WHERE campaign_id = $1 LIMIT ${MOST_COUNTED}) AS members`,
    [campaignId],
  );
  return row === undefined || row.size === 0 ? null : row;
}
