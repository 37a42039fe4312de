// Takes moderated histories in, and removes them again.
import { Injectable } from '@nestjs/common';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { DataSource, Not } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { HistoryImport } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import { HistoryImportEntity } from '../database/entities/learning.entity.js';
import { DomainError } from '../errors.js';
import { JobQueue } from '../queue/job-queue.js';
import { HISTORY_AGAIN_AFTER_MS, HistoryLearner } from './history-learner.js';
import { parseHistory } from './history-lines.js';
import { importView } from './import-view.js';

/** Versions made at the same time that a removal gives way to. */
const TRIES = 5;

const pack = promisify(gzip);

@Injectable()
export class HistoryImports {
  constructor(
    private readonly dataSource: DataSource,
    private readonly learner: HistoryLearner,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Stored at once, learnt by a job. Throws `validation-failed` for the first bad line; then nothing is kept. */
  async add(siteId: string, name: string, bytes: Buffer): Promise<HistoryImport> {
    const rows = await parseHistory(bytes);
    const spam = rows.filter(({ isSpam }) => isSpam).length;
    const now = this.clock.now();
    const row = this.dataSource.manager.create(HistoryImportEntity, {
      ...{ id: uuidv7(), siteId, name, state: 'waiting', because: null },
      ...{ spam, ham: rows.length - spam, done: 0, content: await pack(bytes), update: null },
      ...{ startedAtMs: null, learntIn: null, unlearntIn: null, createdAt: now },
      dueAt: new Date(now.getTime() + HISTORY_AGAIN_AFTER_MS),
    });
    await this.dataSource.manager.insert(HistoryImportEntity, row);
    await this.queue.enqueue('learn', [{ jobId: `${siteId}-${row.id}`, payload: { siteId } }]);
    return importView(row);
  }

  /** With everything that was learnt of it. Throws `not-found`, `version-conflict`. */
  async remove(siteId: string, id: string): Promise<void> {
    const { manager } = this.dataSource;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const found = await manager.findOneBy(HistoryImportEntity, { id, siteId, state: Not('out') });
      // gone at the second look: done, by this or by another call
      if (!found && tries > 0) return;
      if (!found)
        throw new DomainError('not-found', { detail: 'There is no import with this id.' });
      if (found.state === 'learnt') await this.learner.remove(found);
      else await manager.delete(HistoryImportEntity, { id, state: found.state });
    }
    throw new DomainError('version-conflict');
  }
}
