// Applies a site's thresholds to the pings that wait, as one decision of the policy that can be undone as any other.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { AppliedThresholds } from '@trackwarden/contracts';
import type { Principal } from '../accounts/principal.js';
import { Clock } from '../clock.js';
import { DecisionEntity } from '../database/entities/decision.entity.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { takenUpAgainAt } from '../pings/decision-reminders.js';
import { JobQueue } from '../queue/job-queue.js';
import { LimitPlacements, type Placements } from './limit-placements.js';
import { keepPlaced } from './limit-search.js';

@Injectable()
export class AppliedLimits {
  constructor(
    private readonly dataSource: DataSource,
    private readonly placements: LimitPlacements,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * The newest are looked at before the answer, the others by the job. A ping that changes before its
   * turn is left alone.
   */
  async apply(site: SiteEntity, by: Principal): Promise<AppliedThresholds> {
    const found = await this.placements.of(site, site.settings);
    const [waiting, isWhole] = [found.placed.length, found.next === null];
    if (waiting === 0 && isWhole) return { decisionId: null, waiting, isWhole };
    const decisionId = await this.write(site, found, by);
    await this.queue.enqueue('decide', [{ jobId: decisionId, payload: { decisionId } }]);
    return { decisionId, waiting, isWhole };
  }

  private write(
    { id: siteId, settings: { approveBelow, spamFrom } }: SiteEntity,
    { placed, next }: Placements,
    by: Principal,
  ): Promise<string> {
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
        dueAt: takenUpAgainAt(createdAt),
        seeks: next && { limits: { approveBelow, spamFrom }, from: next },
      });
      await keepPlaced(manager, id, placed);
      return id;
    });
  }
}
