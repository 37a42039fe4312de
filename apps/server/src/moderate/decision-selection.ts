// Which pings a decision is about, as they are at the moment it is made.
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { EntityManager } from 'typeorm';
import type { createDecisionSchema, PingStatus, Verdict } from '@trackwarden/contracts';
import type { ProblemCode } from '../errors.js';
import { statusOf } from '../pings/lifecycle.js';
import { PingFinder } from '../pings/ping-finder.js';

/** A decision by query takes at most so many pings at once. */
const MOST_BY_QUERY = 200_000;

/** `verdict`: where it is another than that of the decision. */
export type Item = { pingId: string; version: number | null; verdict?: Verdict | null };

export type Selection = { items: Item[]; failed: { id: string; code: ProblemCode }[] };

type Body = z.output<typeof createDecisionSchema>;

type Member = { id: string; version: number; status: PingStatus; is_decided: boolean };

/** What a person has decided by itself stays; a ping that is put off, or decided with its campaign, does not. */
const MEMBERS = `
  SELECT id, version, status, decided_kind = 'person' AND status <> 'pending'
    AND $1 IS DISTINCT FROM (SELECT decisions.campaign_id FROM transitions
      JOIN decisions ON decisions.id = decision_id
      WHERE ping_id = pings.id AND transitions.by_kind = 'person' AND NOT undo
      ORDER BY version DESC LIMIT 1) AS is_decided
  FROM pings WHERE campaign_id = $1 AND status NOT IN ('received', 'removed') ORDER BY id`;

@Injectable()
export class DecisionSelection {
  constructor(private readonly pings: PingFinder) {}

  /** By name, or by query; of neither there are none. */
  async named({ pings, query }: Body): Promise<Item[]> {
    if (query) return this.pings.matching(query, MOST_BY_QUERY);
    if (!pings) return [];
    // a ping named twice changes once
    const items = pings.map(({ id, version }) => ({ pingId: id, version: version ?? null }));
    return [...new Map(items.map((item) => [item.pingId, item])).values()];
  }

  /** Members that are still to be checked inherit the verdict by themselves. */
  async membersOf(
    manager: EntityManager,
    campaignId: string,
    verdict: Verdict,
  ): Promise<Selection> {
    const members = await manager.query<Member[]>(MEMBERS, [campaignId]);
    const wanted = statusOf[verdict];
    return {
      items: members
        .filter(({ is_decided }) => !is_decided)
        .map(({ id, version }) => ({ pingId: id, version })),
      failed: members
        .filter(({ is_decided, status }) => is_decided && status !== wanted)
        .map(({ id }) => ({ id, code: 'decided-otherwise' })),
    };
  }
}
