// What an owner does with versions: back to an earlier one, a refused one all the same, forget everything.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { emptySiteModel } from '@trackwarden/scoring';
import {
  HistoryImportEntity,
  LessonEntity,
  LessonOrderEntity,
  SiteModelEntity,
} from '../database/entities/learning.entity.js';
import { DomainError } from '../errors.js';
import { INSTALLATION, LessonOrders } from '../pings/lesson-orders.js';
import { Overruling } from './overruling.js';
import {
  BRING_BACK,
  BRING_BACK_IMPORTS,
  DROP_LATER,
  DROP_LATER_IMPORTS,
  HOLD_ORDERS,
  ORDER_TAKEN_BACK,
} from './rollback-sql.js';
import { versionViews } from './version-view.js';
import { Versions, type Made } from './versions.js';

const plain = { lines: {}, steps: null, logLoss: null, learnt: 0, takenBack: 0 };

@Injectable()
export class VersionChanges {
  constructor(
    private readonly dataSource: DataSource,
    private readonly versions: Versions,
    private readonly overruling: Overruling,
    private readonly orders: LessonOrders,
  ) {}

  /** Throws `not-found`, and `not-allowed-now` for what is in use or can no longer be. */
  async activate(siteId: string, number: number): Promise<void> {
    const version = await this.dataSource.manager.findOneBy(SiteModelEntity, { siteId, number });
    if (!version) throw new DomainError('not-found', { detail: 'There is no such version.' });
    const views = await versionViews(this.dataSource, siteId);
    if (!views.some((view) => view.number === number && view.canGoLive)) throw notNow(version);
    if (version.state === 'refused') await this.overruling.run(version);
    else await this.goBack(version);
    await this.orders.enqueue([siteId]);
  }

  /** The model is empty, and nothing that was decided up to now comes back into it. */
  async forget(siteId: string): Promise<void> {
    const because = 'Everything was forgotten';
    const ready = await this.versions.ready(emptySiteModel(), {
      ...plain,
      ...{ madeBy: 'forget', because },
    });
    await this.versions.insist(siteId, async (manager) => {
      // in the order in which changes of pings write them, so that none waits for the other in a circle
      await manager.query(HOLD_ORDERS, [siteId]);
      await this.versions.takeUp(manager, siteId, ready);
      await manager.delete(SiteModelEntity, [
        { siteId, state: 'kept' },
        { siteId, state: 'refused' },
      ]);
      for (const kind of [LessonEntity, LessonOrderEntity, HistoryImportEntity])
        await manager.delete(kind, { siteId });
    });
  }

  private async goBack(version: SiteModelEntity): Promise<void> {
    const { siteId, number: earlier, lines, steps, blob, decisions } = version;
    const made: Made = {
      ...{ ...plain, lines, steps, madeBy: 'rollback' },
      because: `As version ${earlier} was`,
    };
    await this.versions.insist(siteId, async (manager) => {
      const number = await this.versions.takeUp(manager, siteId, { made, decisions, blob });
      const range = [siteId, earlier, number];
      const [dropped] = await manager.query<[unknown[], number]>(DROP_LATER, range);
      const back = await manager.query<unknown[]>(BRING_BACK, range);
      await manager.query(DROP_LATER_IMPORTS, range);
      await manager.query(BRING_BACK_IMPORTS, range);
      await manager.query(ORDER_TAKEN_BACK, [siteId, number, INSTALLATION]);
      await manager.update(
        SiteModelEntity,
        { siteId, number },
        { learnt: back.length, takenBack: dropped.length },
      );
      await this.versions.forgetOld(manager, siteId);
    });
  }
}

function notNow({ state }: SiteModelEntity): DomainError {
  const detail =
    state === 'live'
      ? 'This version is in use.'
      : 'What this version was made of is decided otherwise, or learnt by now.';
  return new DomainError('not-allowed-now', { detail });
}
