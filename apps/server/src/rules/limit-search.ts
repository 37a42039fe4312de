// Looks on for waiting pings that applied limits decide, page by page, until all were looked at.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../clock.js';
import { DecisionEntity } from '../database/entities/decision.entity.js';
import { SiteEntity } from '../database/entities/site.entity.js';
import { takenUpAgainAt } from '../pings/decision-reminders.js';
import { LimitPlacements, type PlacedPing, type Placements } from './limit-placements.js';

const nothing: Placements = { placed: [], next: null };

/** Writes down what the decision has to change; what it has named already stays as it was. */
export async function keepPlaced(
  manager: EntityManager,
  decisionId: string,
  placed: readonly PlacedPing[],
): Promise<void> {
  await manager.query(
    `INSERT INTO decision_items (decision_id, ping_id, version, verdict)
     SELECT $1, * FROM unnest($2::uuid[], $3::integer[], $4::text[]) ON CONFLICT DO NOTHING`,
    [
      decisionId,
      placed.map(({ pingId }) => pingId),
      placed.map(({ version }) => version),
      placed.map(({ verdict }) => verdict),
    ],
  );
}

// of two that have looked at the same page one writes
const ADVANCE = `
  UPDATE decisions SET seeks = $3, total = total + $4, due_at = $5
  WHERE id = $1 AND seeks = $2 AND work = 'apply' AND cancelled_at IS NULL RETURNING id`;

@Injectable()
export class LimitSearch {
  constructor(
    private readonly dataSource: DataSource,
    private readonly placements: LimitPlacements,
    private readonly clock: Clock,
  ) {}

  /** The next page, once everything of the last one is changed; nothing when there is none. */
  async goOn(decisionId: string): Promise<void> {
    const { manager } = this.dataSource;
    const decision = await manager.findOneBy(DecisionEntity, { id: decisionId });
    if (!decision?.seeks || decision.work !== 'apply' || decision.cancelledAt !== null) return;
    const [waiting] = await manager.query<unknown[]>(
      'SELECT FROM decision_items WHERE decision_id = $1 AND code IS NULL LIMIT 1',
      [decisionId],
    );
    if (waiting !== undefined) return;
    const { placed, next } = await this.pageOf(decision.siteId ?? '', decision.seeks);
    const seeks = next && { ...decision.seeks, from: next };
    await this.dataSource.transaction(async (manager) => {
      const [advanced] = await manager.query<[unknown[], number]>(ADVANCE, [
        ...[decisionId, JSON.stringify(decision.seeks), seeks && JSON.stringify(seeks)],
        ...[placed.length, takenUpAgainAt(this.clock.now())],
      ]);
      if (advanced.length > 0) await keepPlaced(manager, decisionId, placed);
    });
  }

  /** By the limits as they were when they were applied, whatever the settings say since. */
  private async pageOf(
    siteId: string,
    { limits, from }: NonNullable<DecisionEntity['seeks']>,
  ): Promise<Placements> {
    const site = await this.dataSource.manager.findOneBy(SiteEntity, { id: siteId });
    return site ? this.placements.of(site, limits, from) : nothing;
  }
}
