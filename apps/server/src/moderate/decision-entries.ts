// What a decision with a scope puts on the block and trust lists, in the transaction of its pings, and takes out again.
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { DecisionScope, Verdict } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import type { DecisionEntity } from '../database/entities/decision.entity.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { releaseDecision } from '../rules/entry-owners.js';
import { listsFollow, lockLists } from '../rules/settings-lists.js';
import { listingOf } from '../rules/source-listing.js';
import {
  DROP_EXPIRED,
  INSERT,
  keepUnlisted,
  keysOf,
  withoutRoom,
  type Unlisted,
  type Wanted,
} from './decision-entry-rows.js';

const listOf = (verdict: Verdict) => (verdict === 'approve' ? 'trust' : 'block');

export const listingOfPing = (scope: DecisionScope, { source, extracted }: PingEntity) =>
  listingOf(scope, { source, author: extracted?.author.url ?? null });

@Injectable()
export class DecisionEntries {
  constructor(private readonly clock: Clock) {}

  /**
   * Before the change of these pings: they first, their sites next, what the change writes last. Who
   * forgets or takes back lessons holds the site and waits for what changes of pings have written.
   */
  async lock(
    manager: EntityManager,
    { scope }: DecisionEntity,
    pingIds: readonly string[],
  ): Promise<void> {
    if (scope === null || pingIds.length === 0) return;
    const rows = await manager.query<{ site_id: string }[]>(
      'SELECT site_id FROM pings WHERE id = ANY($1) ORDER BY id FOR UPDATE',
      [pingIds],
    );
    await lockLists(manager, [...new Set(rows.map(({ site_id }) => site_id))]);
  }

  /** After {@link lock}: one entry per name of the pings that have changed; what is listed stays as it is. */
  async make(
    manager: EntityManager,
    decision: DecisionEntity,
    pings: readonly PingEntity[],
  ): Promise<void> {
    const { scope } = decision;
    if (scope === null) return;
    const wanted = new Map<string, Wanted>();
    const unlisted: Unlisted[] = [];
    for (const ping of pings) {
      const listing = listingOfPing(scope, ping);
      if (typeof listing === 'string') {
        unlisted.push({ id: ping.id, code: listing });
        continue;
      }
      const name = `${ping.siteId} ${listing.key}`;
      const pingIds = [...(wanted.get(name)?.pingIds ?? []), ping.id];
      wanted.set(name, { ...listing, siteId: ping.siteId, pingIds });
    }
    const left = await this.insert(manager, decision, scope, [...wanted.values()]);
    await keepUnlisted(manager, decision.id, [...unlisted, ...left]);
  }

  /** Answers the pings for whose source the lists have no room. */
  private async insert(
    manager: EntityManager,
    { id, verdict, byKind, byId, byName }: DecisionEntity,
    scope: DecisionScope,
    wanted: readonly Wanted[],
  ): Promise<Unlisted[]> {
    if (wanted.length === 0) return [];
    const list = listOf(verdict);
    const now = this.clock.now();
    await manager.query(DROP_EXPIRED, [list, now, ...keysOf(wanted)]);
    const full = await withoutRoom(manager, list, wanted);
    const listed = wanted.filter((entry) => !full.has(entry));
    await manager.query(INSERT, [
      ...[id, list, scope, now, { kind: byKind, id: byId, name: byName }],
      listed.map(() => uuidv7()),
      ...keysOf(listed),
      listed.map(({ value }) => value),
    ]);
    await listsFollow(manager, [...new Set(listed.map(({ siteId }) => siteId))]);
    return [...full].flatMap(({ pingIds }) =>
      pingIds.map((pingId) => ({ id: pingId, code: 'lists-full' as const })),
    );
  }

  /**
   * What it has made, nobody changed since and nobody else asked for; safe to repeat. Between the
   * lock on its pings and their change, as {@link lock}.
   */
  async takeOut(manager: EntityManager, decisionId: string): Promise<void> {
    // also of what it only asked for: another undo may be leaving it to this decision
    const rows = await manager.query<{ site_id: string }[]>(
      `SELECT DISTINCT site_id FROM decision_entries
       JOIN list_entries ON list_entries.id = entry_id WHERE decision_entries.decision_id = $1`,
      [decisionId],
    );
    if (rows.length === 0) return;
    const siteIds = rows.map(({ site_id }) => site_id);
    await lockLists(manager, siteIds);
    await releaseDecision(manager, decisionId);
    await listsFollow(manager, siteIds);
  }
}
