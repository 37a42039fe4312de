// What a decision with a scope puts on the block and trust lists, in the transaction of its pings, and takes out again.
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { DecisionEntry, DecisionScope, UnlistedCode, Verdict } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import type { DecisionEntity } from '../database/entities/decision.entity.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { listsFollow, lockLists } from '../rules/settings-lists.js';
import { listingOf, type Listing } from '../rules/source-listing.js';

/** Entries that an answer names. */
const MOST_NAMED = 1_000;

const listOf = (verdict: Verdict) => (verdict === 'approve' ? 'trust' : 'block');

export const listingOfPing = (scope: DecisionScope, { source, extracted }: PingEntity) =>
  listingOf(scope, { source, author: extracted?.author.url ?? null });

@Injectable()
export class DecisionEntries {
  constructor(private readonly clock: Clock) {}

  /** One entry per name of these pings, which the decision has just changed; what is listed stays as it is. */
  async make(
    manager: EntityManager,
    decision: DecisionEntity,
    pings: readonly PingEntity[],
  ): Promise<void> {
    const { scope } = decision;
    if (scope === null) return;
    const wanted = new Map<string, Listing & { siteId: string }>();
    const unlisted: { id: string; code: UnlistedCode }[] = [];
    for (const ping of pings) {
      const listing = listingOfPing(scope, ping);
      if (typeof listing === 'string') unlisted.push({ id: ping.id, code: listing });
      else wanted.set(`${ping.siteId} ${listing.key}`, { ...listing, siteId: ping.siteId });
    }
    await keepUnlisted(manager, decision.id, unlisted);
    await this.insert(manager, decision, scope, [...wanted.values()]);
  }

  private async insert(
    manager: EntityManager,
    { id, verdict, byKind, byId, byName }: DecisionEntity,
    scope: DecisionScope,
    wanted: (Listing & { siteId: string })[],
  ): Promise<void> {
    if (wanted.length === 0) return;
    const siteIds = [...new Set(wanted.map(({ siteId }) => siteId))];
    await lockLists(manager, siteIds);
    const list = listOf(verdict);
    const keys = [wanted.map(({ siteId }) => siteId), wanted.map(({ key }) => key)];
    const now = this.clock.now();
    await manager.query(DROP_EXPIRED, [list, now, ...keys]);
    await manager.query(INSERT, [
      ...[id, list, scope, now, { kind: byKind, id: byId, name: byName }],
      wanted.map(() => uuidv7()),
      ...keys,
      wanted.map(({ value }) => value),
    ]);
    await listsFollow(manager, siteIds);
  }

  /** What it has made and nobody changed since; safe to repeat. After its pings are locked. */
  async takeOut(manager: EntityManager, decisionId: string): Promise<void> {
    const rows = await manager.query<{ site_id: string }[]>(
      'SELECT DISTINCT site_id FROM list_entries WHERE decision_id = $1',
      [decisionId],
    );
    if (rows.length === 0) return;
    const siteIds = rows.map(({ site_id }) => site_id);
    await lockLists(manager, siteIds);
    await manager.query('DELETE FROM list_entries WHERE decision_id = $1', [decisionId]);
    await listsFollow(manager, siteIds);
  }
}

/** What has expired covers nobody, and is in the way. */
const DROP_EXPIRED = `
  DELETE FROM list_entries USING unnest($3::uuid[], $4::text[]) AS row (site_id, key)
  WHERE list_entries.site_id = row.site_id AND list_entries.key = row.key AND list = $1
    AND expires_at <= $2`;

const INSERT = `
  WITH made AS (
    INSERT INTO list_entries (id, site_id, list, scope, value, key, set_by, created_at, decision_id)
    SELECT row.id, row.site_id, $2, $3, row.value, row.key, $5::jsonb, $4, $1::uuid
    FROM unnest($6::uuid[], $7::uuid[], $8::text[], $9::text[]) AS row (id, site_id, key, value)
    ORDER BY row.site_id, row.key
    ON CONFLICT (site_id, list, key) DO NOTHING
    RETURNING id, list, scope, value
  )
  INSERT INTO decision_entries (decision_id, entry_id, list, scope, value)
  SELECT $1, id, list, scope, value FROM made`;

async function keepUnlisted(
  manager: EntityManager,
  decisionId: string,
  unlisted: { id: string; code: UnlistedCode }[],
): Promise<void> {
  if (unlisted.length === 0) return;
  await manager.query(
    `INSERT INTO decision_unlisted (decision_id, ping_id, code)
     SELECT $1, * FROM unnest($2::uuid[], $3::text[]) ON CONFLICT DO NOTHING`,
    [decisionId, unlisted.map(({ id }) => id), unlisted.map(({ code }) => code)],
  );
}

type Reader = Pick<EntityManager, 'query'>;

/** The first entries that each of these decisions made, and how many there are. */
export async function entriesOf(
  manager: Reader,
  decisionIds: readonly string[],
  most = MOST_NAMED,
): Promise<Map<string, { entries: DecisionEntry[]; listed: number }>> {
  const rows = await manager.query<(DecisionEntry & { decision_id: string; listed: number })[]>(
    `SELECT asked.id AS decision_id, made.*,
       (SELECT count(*)::int FROM decision_entries WHERE decision_id = asked.id) AS listed
     FROM unnest($1::uuid[]) AS asked (id), LATERAL (
       SELECT entry_id AS id, list, scope, value,
         EXISTS (SELECT FROM list_entries WHERE list_entries.id = entry_id) AS stands
       FROM decision_entries WHERE decision_id = asked.id ORDER BY entry_id LIMIT $2
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
