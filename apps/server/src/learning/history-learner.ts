// Learns imported histories as a whole, with progress, and takes them out of the model again.
import { Injectable, Logger } from '@nestjs/common';
import { promisify } from 'node:util';
import { setImmediate as breathe } from 'node:timers/promises';
import { gunzip } from 'node:zlib';
import { DataSource, type EntityManager } from 'typeorm';
import {
  fromUpdateBlob,
  learnHistory,
  lessonFrom,
  takeOut,
  toUpdateBlob,
  type HistoryLesson,
  type Update,
} from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import { HistoryImportEntity } from '../database/entities/learning.entity.js';
import { readBase, type Base } from './base.js';
import { compare, type Comparison } from './canary.js';
import { parseHistory, type HistoryRowRead } from './history-lines.js';
import { modelOf } from './model-bytes.js';
import { Versions } from './versions.js';

/** A history whose worker was killed is taken up again after so long. */
export const HISTORY_AGAIN_AFTER_MS = 60_000;
const TELL_EVERY_MS = 500;
const LESSONS_AT_A_STRETCH = 20;

const unpack = promisify(gunzip);

@Injectable()
export class HistoryLearner {
  private readonly logger = new Logger('learning');

  constructor(
    private readonly dataSource: DataSource,
    private readonly versions: Versions,
    private readonly clock: Clock,
  ) {}

  /** Until none waits. */
  async run(siteId: string): Promise<void> {
    for (;;) {
      const [next] = await this.dataSource.manager.find(HistoryImportEntity, {
        where: [
          { siteId, state: 'waiting' },
          { siteId, state: 'running' },
        ],
        order: { createdAt: 'ASC', id: 'ASC' },
        take: 1,
      });
      const base = next && (await readBase(this.dataSource, siteId));
      if (!next || !base) return;
      await this.learn(base, next, false);
    }
  }

  /** A refused one all the same. */
  async overrule(siteId: string, learntIn: number): Promise<void> {
    const { manager } = this.dataSource;
    for (;;) {
      const where = { siteId, learntIn, state: 'refused' } as const;
      const refused = await manager.findOneBy(HistoryImportEntity, where);
      const base = refused && (await readBase(this.dataSource, siteId));
      if (!refused || !base) return;
      await this.learn(base, refused, true);
    }
  }

  /** Out of the model, exactly. False when another version was taken up meanwhile. */
  async remove(history: HistoryImportEntity): Promise<boolean> {
    const { id, siteId, update, name } = history;
    const base = await readBase(this.dataSource, siteId);
    if (!base || !update) return false;
    const takenBack = history.spam + history.ham;
    takeOut(base.site, fromUpdateBlob(update), takenBack);
    const ready = await this.versions.ready(base.site, {
      ...{ lines: base.version.lines, steps: base.version.steps, logLoss: null },
      ...{ madeBy: 'history', because: `The import “${name}” was removed`, learnt: 0, takenBack },
    });
    return this.versions.alone(base, async (manager) => {
      if (!(await stands(manager, id, 'learnt'))) return;
      const number = await this.versions.takeUp(manager, siteId, ready);
      await manager.update(HistoryImportEntity, { id }, { state: 'out', unlearntIn: number });
      await this.versions.forgetOld(manager, siteId);
    });
  }

  private async learn(base: Base, history: HistoryImportEntity, overrule: boolean): Promise<void> {
    const { id, siteId, state, content } = history;
    const rows = content ? await parseHistory(await unpack(content)) : [];
    const update = await this.learnRows(base, history, rows);
    const { lines, steps, number } = base.version;
    const candidate = modelOf(base.site, { lines, steps, number: number + 1 });
    const compared = await compare(this.dataSource, siteId, { inUse: base.inUse, candidate });
    const isTaken = compared.mayGoLive || overrule;
    const ready = await this.versions.ready(base.site, {
      ...{ lines, steps, madeBy: 'history', because: saying(compared, overrule) },
      ...{ logLoss: compared.logLoss, learnt: rows.length, takenBack: 0 },
    });
    await this.versions.alone(base, async (manager) => {
      if (!(await stands(manager, id, state === 'waiting' ? 'running' : state))) return;
      const number = await this.versions[isTaken ? 'takeUp' : 'refuse'](manager, siteId, ready);
      await manager.update(
        HistoryImportEntity,
        { id },
        {
          ...{ state: isTaken ? 'learnt' : 'refused', because: ready.made.because, dueAt: null },
          ...{ learntIn: number, startedAtMs: base.site.startedAtMs },
          ...(isTaken ? { content: null, update: Buffer.from(toUpdateBlob(update)) } : {}),
        },
      );
      await this.versions.forgetOld(manager, siteId);
    });
    const rowsRead = rows.length;
    this.logger.log({ msg: 'history', site: siteId, rows: rowsRead, because: ready.made.because });
  }

  /** Lessons are made as they are needed: those of a long history together would fill the memory. */
  private async learnRows(
    { site, inUse }: Base,
    { id, createdAt, state }: HistoryImportEntity,
    rows: readonly HistoryRowRead[],
  ): Promise<Update> {
    const history: Iterable<HistoryLesson> = {
      *[Symbol.iterator]() {
        for (const { isSpam, evidence } of rows)
          yield { isSpam, lesson: lessonFrom(evidence, inUse) };
      },
    };
    const learning = learnHistory(site, history, createdAt.getTime());
    await this.tell(id, state, 0);
    for (let told = performance.now(); ;) {
      const step = learning.next();
      if (step.done) return step.value;
      if (step.value % LESSONS_AT_A_STRETCH === 0) await breathe();
      if (performance.now() - told < TELL_EVERY_MS) continue;
      await this.tell(id, state, step.value);
      told = performance.now();
    }
  }

  private async tell(id: string, state: HistoryImportEntity['state'], done: number): Promise<void> {
    const dueAt = new Date(this.clock.now().getTime() + HISTORY_AGAIN_AFTER_MS);
    await this.dataSource.manager.update(
      HistoryImportEntity,
      { id },
      { done, ...(state === 'refused' ? {} : { state: 'running', dueAt }) },
    );
  }
}

function saying({ mayGoLive, because }: Comparison, overrule: boolean): string {
  return overrule && !mayGoLive ? `${because}. Wanted by the owner all the same` : because;
}

/** Whether it is still there, and as it was. */
async function stands(
  manager: EntityManager,
  id: string,
  state: HistoryImportEntity['state'],
): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    'SELECT id FROM history_imports WHERE id = $1 AND state = $2 FOR UPDATE',
    [id, state],
  );
  return rows.length === 1;
}
