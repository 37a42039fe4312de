// Applies a site's thresholds to the pings that wait, as one decision of the policy that can be undone as any other.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { AppliedThresholds } from '@trackwarden/contracts';
import type { Principal } from '../accounts/principal.js';
import { Clock } from '../clock.js';
import { DecisionEntity } from '../database/entities/decision.entity.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { JobQueue } from '../queue/job-queue.js';
import { LimitPlacements, type PlacedPing } from './limit-placements.js';

/** A decision whose job was lost is taken up by the sweeper after so long. */
const AGAIN_AFTER_MS = 60_000;

@Injectable()
export class AppliedLimits {
  constructor(
    private readonly dataSource: DataSource,
    private readonly placements: LimitPlacements,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** A ping that changes before its turn is left alone. */
  async apply(site: SiteEntity, by: Principal): Promise<AppliedThresholds> {
    const { placed, isWhole } = await this.placements.of(site, site.settings);
    if (placed.length === 0) return { decisionId: null, waiting: 0, isWhole };
    const decisionId = await this.write(site.id, placed, by);
    await this.queue.enqueue('decide', [{ jobId: decisionId, payload: { decisionId } }]);
    return { decisionId, waiting: placed.length, isWhole };
  }

  private write(siteId: string, placed: PlacedPing[], by: Principal): Promise<string> {
    const id = uuidv7();
    const createdAt = this.clock.now();
    const spam = placed.filter(({ verdict }) => verdict === 'spam').length;
    return this.dataSource.transaction(async (manager) => {
      await manager.insert(DecisionEntity, {
        ...{ id, siteId, cause: 'limits', note: '', createdAt, affected: 0 },
        // what most of them get; each has its own
        verdict: spam * 2 >= placed.length ? 'spam' : 'approve',
        ...{ byKind: by.kind, byId: by.userId, byName: by.name },
        ...{ undoneAt: null, undoneBy: null, total: placed.length, work: 'apply' },
        dueAt: new Date(createdAt.getTime() + AGAIN_AFTER_MS),
      });
      await manager.query(
        `INSERT INTO decision_items (decision_id, ping_id, version, verdict)
         SELECT $1, * FROM unnest($2::uuid[], $3::integer[], $4::text[])`,
        [
          id,
          placed.map(({ pingId }) => pingId),
          placed.map(({ version }) => version),
          placed.map(({ verdict }) => verdict),
        ],
      );
      return id;
    });
  }
}
