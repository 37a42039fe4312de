// Learns what people of a site decided: from orders to a version in use, safe to repeat and to run twice at once.
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { readBase, type Base } from './base.js';
import { compare, type Comparison } from './canary.js';
import { done, wait } from './carried-out.js';
import { fitCalibration, type Calibration } from './fit-calibration.js';
import { lookAgainAt } from './judged-meanwhile.js';
import { modelOf } from './model-bytes.js';
import { takeBack, teach, type Changed } from './teach.js';
import { Versions, type Ready } from './versions.js';
import { wantedLessons, type Order, type Wanted } from './wanted-lessons.js';

type Made = 'version' | 'overtaken' | 'nothing';

const COMPLIES = { because: 'Takes back only', logLoss: null };

@Injectable()
export class Learner {
  private readonly logger = new Logger('learning');

  constructor(
    private readonly dataSource: DataSource,
    private readonly versions: Versions,
    private readonly clock: Clock,
  ) {}

  /**
   * Until nothing waits that was not refused before. `overrule`: the owner wants what waits, whatever
   * the comparison says.
   */
  async run(siteId: string, { overrule = false } = {}): Promise<void> {
    for (let isWanted = overrule; ;) {
      const made = await this.next(siteId, isWanted);
      if (made === 'nothing') return;
      if (made === 'version') isWanted = false;
    }
  }

  /** One version; `overtaken`: somebody else made one meanwhile, and nothing was written. */
  private async next(siteId: string, overrule: boolean): Promise<Made> {
    const base = await readBase(this.dataSource, siteId);
    if (!base) return 'nothing';
    const all = await wantedLessons(this.dataSource, siteId, base.forgottenAt);
    const wanted = overrule ? all : withoutRefused(all);
    if (wanted.orders.length === 0) return 'nothing';
    const before = await takeBack(base, wanted);
    const isWritten =
      wanted.teach.length === 0
        ? await this.takeUp(base, before, wanted.orders, await this.reduced(base, before))
        : await this.learn(base, before, wanted, overrule);
    if (!isWritten) return 'overtaken';
    if (before.gone.length > 0)
      await lookAgainAt(this.dataSource, siteId, wanted.orders, this.clock.now());
    return 'version';
  }

  private async learn(
    base: Base,
    before: Changed,
    wanted: Wanted,
    overrule: boolean,
  ): Promise<boolean> {
    const after = await teach(this.dataSource, base, before, wanted);
    const calibration = await fitCalibration(this.dataSource, base.siteId, after);
    const candidate = modelOf(after.site, { ...calibration, number: base.version.number + 1 });
    const compared = await compare(
      this.dataSource,
      base.siteId,
      { inUse: base.inUse, candidate },
      { decidedAnew: wanted.orders.map(({ pingId }) => pingId) },
    );
    const ready = await this.readyOf(after, calibration, overrule ? overruled(compared) : compared);
    if (compared.mayGoLive || overrule) return this.takeUp(base, after, wanted.orders, ready);
    // what was refused before does not keep others from teaching
    const fresh = withoutRefusedTeaching(wanted);
    if (fresh !== null) return this.learn(base, before, fresh, false);
    return this.refuse(base, before, after, wanted, ready);
  }

  private async takeUp(
    base: Base,
    changed: Changed,
    orders: readonly Order[],
    ready: Ready | null,
  ): Promise<boolean> {
    const isWritten = await this.versions.alone(base, async (manager) => {
      if (ready) {
        const number = await this.versions.takeUp(manager, base.siteId, ready);
        await this.versions.writeLessons(manager, number, changed);
        await this.versions.forgetOld(manager, base.siteId);
      }
      await done(manager, orders);
    });
    this.tell(
      base,
      changed,
      isWritten ? (ready?.made.because ?? 'as it was') : 'overtaken, once more',
    );
    return isWritten;
  }

  /** What is only taken back is, and the rest waits for other decisions, or for the owner's word. */
  private async refuse(
    base: Base,
    before: Changed,
    after: Changed,
    wanted: Wanted,
    refused: Ready,
  ): Promise<boolean> {
    const reduced = await this.reduced(base, before);
    const taught = new Set(wanted.teach.map(({ pingId }) => pingId));
    const waiting = wanted.orders.filter(({ pingId }) => taught.has(pingId));
    const isWritten = await this.versions.alone(base, async (manager) => {
      if (reduced) {
        const number = await this.versions.takeUp(manager, base.siteId, reduced);
        await this.versions.writeLessons(manager, number, before);
      }
      const number = await this.versions.refuse(manager, base.siteId, refused);
      await wait(manager, waiting, number);
      await this.versions.forgetOld(manager, base.siteId);
      await done(
        manager,
        wanted.orders.filter((order) => !taught.has(order.pingId)),
      );
    });
    this.tell(base, after, isWritten ? `refused: ${refused.made.because}` : 'overtaken, once more');
    return isWritten;
  }

  /** What is only taken back needs no comparison; null when nothing is. */
  private async reduced(base: Base, before: Changed): Promise<Ready | null> {
    if (before.added.length + before.gone.length === 0) return null;
    const calibration = await fitCalibration(this.dataSource, base.siteId, before);
    return this.readyOf(before, calibration, COMPLIES);
  }

  private readyOf(
    { site, added, gone }: Changed,
    calibration: Calibration,
    { because, logLoss }: Pick<Comparison, 'because' | 'logLoss'>,
  ): Promise<Ready> {
    const [learnt, takenBack] = [added.length, gone.length];
    return this.versions.ready(site, {
      ...calibration,
      ...{ madeBy: 'decisions', because, logLoss, learnt, takenBack },
    });
  }

  private tell({ siteId }: Base, { added, gone, site }: Changed, outcome: string): void {
    const [learnt, takenBack] = [added.length, gone.length];
    const { decisions } = site;
    this.logger.log({ msg: 'learnt', site: siteId, learnt, takenBack, decisions, outcome });
  }
}

/** What was refused is tried again with the next decision that teaches something, and with nothing else. */
function withoutRefused(wanted: Wanted): Wanted {
  if (wanted.teach.some(({ refusedIn }) => refusedIn === null)) return wanted;
  const orders = wanted.orders.filter(({ refusedIn }) => refusedIn === null);
  return { ...wanted, orders, teach: [], replaced: [] };
}

/** Null when nothing was refused before, or nothing else is left to teach. */
function withoutRefusedTeaching(wanted: Wanted): Wanted | null {
  const refused = new Set(
    wanted.teach.flatMap(({ pingId, refusedIn }) => (refusedIn === null ? [] : [pingId])),
  );
  if (refused.size === 0 || refused.size === wanted.teach.length) return null;
  const isFresh = ({ pingId }: { pingId: string }): boolean => !refused.has(pingId);
  return {
    ...wanted,
    orders: wanted.orders.filter(isFresh),
    teach: wanted.teach.filter(isFresh),
    replaced: wanted.replaced.filter(isFresh),
  };
}

const overruled = ({ mayGoLive, because, logLoss }: Comparison) => ({
  because: mayGoLive ? because : `${because}. Wanted by the owner all the same`,
  logLoss,
});
