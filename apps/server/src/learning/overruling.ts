// Puts a refused version in use all the same, because the owner says so.
import { Injectable } from '@nestjs/common';
import type { SiteModelEntity } from '../database/entities/learning.entity.js';
import { HistoryLearner } from './history-learner.js';
import { Learner } from './learner.js';
import { ModelFiles } from './model-files.js';
import { Versions } from './versions.js';

@Injectable()
export class Overruling {
  constructor(
    private readonly learner: Learner,
    private readonly histories: HistoryLearner,
    private readonly files: ModelFiles,
    private readonly versions: Versions,
  ) {}

  /** What was learnt is learnt anew on what is in use by now; a file is taken as it is. */
  async run(version: SiteModelEntity): Promise<void> {
    const { siteId, number, madeBy, decisions, blob } = version;
    if (madeBy === 'decisions') return this.learner.run(siteId, { overrule: true });
    if (madeBy === 'history') return this.histories.overrule(siteId, number);
    const { lines, steps, logLoss, learnt, takenBack } = version;
    const because = `${version.because}. Wanted by the owner all the same`;
    const made = { lines, steps, logLoss, learnt, takenBack, madeBy, because };
    const ready = { made, decisions, blob };
    await this.versions.insist(siteId, (manager) => this.files.replace(manager, siteId, ready));
  }
}
