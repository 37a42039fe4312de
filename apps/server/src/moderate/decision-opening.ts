// Writes a decision down before it is carried out: its row, its pings, and the word to later members of a campaign.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { createDecisionSchema } from '@trackwarden/contracts';
import type { Principal } from '../accounts/principal.js';
import { Clock } from '../clock.js';
import { CampaignEntity } from '../database/entities/campaign.entity.js';
import { DecisionEntity } from '../database/entities/decision.entity.js';
import { DomainError } from '../errors.js';
import { takenUpAgainAt } from '../pings/decision-reminders.js';
import { beginInheritance } from './campaign-verdicts.js';
import { keepFailed, keepWaiting } from './decision-items.js';
import { DecisionSelection, type Item } from './decision-selection.js';

export type DecisionBody = z.output<typeof createDecisionSchema>;

@Injectable()
export class DecisionOpening {
  constructor(
    private readonly dataSource: DataSource,
    private readonly selection: DecisionSelection,
    private readonly clock: Clock,
  ) {}

  /** The row as it begins; not stored yet. */
  begin(body: DecisionBody, by: Principal): DecisionEntity {
    return this.dataSource.manager.create(DecisionEntity, {
      id: uuidv7(),
      siteId: body.query?.siteId ?? null,
      campaignId: body.campaignId ?? null,
      verdict: body.verdict,
      keepsApproved: body.content === 'approved',
      scope: body.scope ?? null,
      cause: 'person',
      note: body.note ?? '',
      byKind: by.kind,
      byId: by.userId,
      byName: by.name,
      total: 0,
      affected: 0,
      failed: 0,
      restored: 0,
      notRestored: 0,
      work: null,
      dueAt: null,
      cancelledAt: null,
      createdAt: this.clock.now(),
      undoneAt: null,
      undoneBy: null,
      undoneById: null,
      undoCursor: null,
    });
  }

  /** The pings of a decision that is about no campaign. */
  named(body: DecisionBody): Promise<Item[]> {
    return this.selection.named(body);
  }

  /** For batches: what is stored here is carried out, whatever becomes of this process. */
  async withItems(decision: DecisionEntity, items: Item[]): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.insert(DecisionEntity, this.working(decision, items.length));
      await keepWaiting(manager, decision.id, items);
    });
  }

  /**
   * The campaign is marked before its members are read: who joins it afterwards inherits. Throws
   * `not-found`.
   */
  async forCampaign(decision: DecisionEntity, campaignId: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const campaign = await manager.findOneBy(CampaignEntity, { id: campaignId });
      if (!campaign || !(await beginInheritance(manager, campaignId, decision, decision.createdAt)))
        throw new DomainError('not-found', { detail: 'There is no campaign with this id.' });
      const { items, failed } = await this.selection.membersOf(
        manager,
        campaignId,
        decision.verdict,
      );
      decision.siteId = campaign.siteId;
      decision.failed = failed.length;
      await manager.insert(DecisionEntity, this.working(decision, items.length + failed.length));
      await keepWaiting(manager, decision.id, items);
      await keepFailed(manager, decision.id, failed, false);
    });
  }

  private working(decision: DecisionEntity, total: number): DecisionEntity {
    const dueAt = takenUpAgainAt(decision.createdAt);
    return Object.assign(decision, { total, work: 'apply' as const, dueAt });
  }
}
