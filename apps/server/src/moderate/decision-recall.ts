// Stops a decision that is being carried out, or takes it back.
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import type { UndoResult } from '@trackwarden/contracts';
import type { Principal } from '../accounts/principal.js';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { DecisionEntity } from '../database/entities/decision.entity.js';
import { DomainError } from '../errors.js';
import { JobQueue } from '../queue/job-queue.js';
import { endInheritance } from './campaign-verdicts.js';
import { failuresOf, progressOf } from './decision-items.js';
import { DecisionUndo } from './decision-undo.js';

@Injectable()
export class DecisionRecall {
  private readonly logger = new Logger('moderate');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly undoing: DecisionUndo,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * The batch under way ends, no other follows; what is changed stays until an undo. Throws
   * `not-found`, `not-allowed-now` when there is nothing to stop.
   */
  async cancel(id: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const { affected } = await manager.update(
        DecisionEntity,
        { id, work: 'apply', cancelledAt: IsNull() },
        { cancelledAt: this.clock.now() },
      );
      if (affected) await endInheritance(manager, id);
      else if (await manager.existsBy(DecisionEntity, { id }))
        throw new DomainError('not-allowed-now', { detail: 'The decision is not under way.' });
    });
  }

  /**
   * Writes the earlier states back, of many pings by a job. Inside the undo window the held messages
   * are cancelled; later a compensating event follows. Throws `not-found`, `already-undone`.
   */
  async undo(id: string, by: Principal): Promise<UndoResult> {
    const { affected } = await this.undoing.claim(id, by);
    if (affected <= this.config.decidedAtOnce) await this.undoing.run(id);
    else await this.queue.enqueue('decide', [{ jobId: `${id}-undo`, payload: { decisionId: id } }]);
    const { manager } = this.dataSource;
    const decision = await manager.findOneByOrFail(DecisionEntity, { id });
    const progress = progressOf(decision);
    this.logger.log({ msg: 'decision undone', decision: id, ...progress });
    const failed = await failuresOf(manager, id, true);
    return { id, restored: decision.restored, failed, progress };
  }
}
