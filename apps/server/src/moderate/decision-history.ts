// The append-only history of people's decisions.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type {
  Decision,
  DecisionDetail,
  DecisionQuery,
  List,
  PingStatus,
} from '@trackwarden/contracts';
import { DecisionEntity } from '../database/entities/decision.entity.js';
import { DomainError } from '../errors.js';
import { byTime, decodeCursor, pageOf } from '../pings/keyset.js';
import { entriesOf, listedBy } from './decision-listings.js';
import { failuresOf, progressOf } from './decision-items.js';

type Sample = {
  decision_id: string;
  id: string;
  title: string;
  from: PingStatus;
  to: PingStatus;
};

/** Pings and entries of each decision that a list shows. */
const SAMPLES = 5;

@Injectable()
export class DecisionHistory {
  constructor(private readonly dataSource: DataSource) {}

  async list({ limit, cursor, siteId }: DecisionQuery): Promise<List<Decision>> {
    const query = this.dataSource.manager
      .createQueryBuilder(DecisionEntity, 'decision')
      .orderBy('decision.created_at', 'DESC')
      .addOrderBy('decision.id', 'DESC')
      .limit(limit + 1);
    if (siteId) query.andWhere('decision.site_id = :siteId', { siteId });
    if (cursor) {
      const [at, id] = decodeCursor(cursor, byTime);
      query.andWhere('(decision.created_at, decision.id) < (:at::timestamptz, :id::uuid)', {
        at,
        id,
      });
    }
    const decisions = await query.getMany();
    const views = await this.viewsOf(decisions);
    return pageOf(decisions, limit, views, (decision) => [
      decision.createdAt.toISOString(),
      decision.id,
    ]);
  }

  /** Throws `not-found`. */
  async one(id: string): Promise<DecisionDetail> {
    const { manager } = this.dataSource;
    const decision = await manager.findOneBy(DecisionEntity, { id });
    if (!decision)
      throw new DomainError('not-found', { detail: 'There is no decision with this id.' });
    const failed = await failuresOf(manager, id, decision.undoneAt !== null);
    const views = await this.viewsOf([decision]);
    return { ...views(decision), failed, ...(await listedBy(manager, id)) };
  }

  private async viewsOf(
    decisions: readonly DecisionEntity[],
  ): Promise<(decision: DecisionEntity) => Decision> {
    const ids = decisions.map(({ id }) => id);
    const samples = await this.samplesOf(ids);
    const made = await entriesOf(this.dataSource, ids, SAMPLES);
    return (decision) => ({
      ...decisionView(decision, samples),
      ...(made.get(decision.id) ?? { entries: [], listed: 0 }),
    });
  }

  private samplesOf(ids: string[]): Promise<Sample[]> {
    return this.dataSource.query<Sample[]>(
      `SELECT asked.id AS decision_id, sample.id, sample.title, sample."from", sample."to"
       FROM unnest($1::uuid[]) AS asked (id), LATERAL (
         SELECT pings.id,
           coalesce(nullif(claimed->>'title', ''), nullif(extracted->>'title', ''), source) AS title,
           from_state->>'status' AS "from", to_state->>'status' AS "to"
         FROM transitions JOIN pings ON pings.id = ping_id
         WHERE decision_id = asked.id AND NOT undo ORDER BY transitions.id LIMIT ${SAMPLES}
       ) AS sample`,
      [ids],
    );
  }
}

function decisionView(
  decision: DecisionEntity,
  samples: Sample[],
): Omit<Decision, 'entries' | 'listed'> {
  return {
    id: decision.id,
    siteId: decision.siteId,
    campaignId: decision.campaignId,
    verdict: decision.verdict,
    cause: decision.cause,
    scope: decision.scope,
    note: decision.note,
    by: { kind: decision.byKind, id: decision.byId, name: decision.byName },
    affected: decision.affected,
    progress: progressOf(decision),
    undoneAt: decision.undoneAt?.toISOString() ?? null,
    createdAt: decision.createdAt.toISOString(),
    pings: samples
      .filter((sample) => sample.decision_id === decision.id)
      .map(({ id, title, from, to }) => ({ id, title, from, to })),
  };
}
