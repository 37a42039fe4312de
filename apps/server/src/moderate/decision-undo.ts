// Takes a decision back, batch by batch, with everything that was inherited from it.
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, IsNull, MoreThan, type EntityManager } from 'typeorm';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { DecisionEntity, TransitionEntity } from '../database/entities/decision.entity.js';
import { DomainError } from '../errors.js';
import { takenUpAgainAt } from '../pings/decision-reminders.js';
import { PingTransitions, type Outcome } from '../pings/ping-transitions.js';
import { endInheritance } from './campaign-verdicts.js';
import { BATCH } from './decision-batches.js';
import { DecisionEntries } from './decision-entries.js';
import { keepFailed, lockBatches } from './decision-items.js';
import { revertible, stillUnannounced } from './undo.js';

/** What is spam again without a look at its source is not looked at either. */
const ASK_NOBODY = `
  UPDATE pings SET next_check_at = NULL
  WHERE id = ANY($1) AND status = 'spam' AND verification->>'failure' = 'policy'`;

@Injectable()
export class DecisionUndo {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly transitions: PingTransitions,
    private readonly entries: DecisionEntries,
    private readonly clock: Clock,
  ) {}

  /**
   * Marks the decision as undone; of two undos at once one wins. From then on nothing inherits of
   * it, and what is still to be carried out of it is not. Throws `not-found`, `already-undone`.
   */
  claim(id: string, by: { name: string; userId: string | null }): Promise<DecisionEntity> {
    return this.dataSource.transaction(async (manager) => {
      const now = this.clock.now();
      const { affected } = await manager.update(
        DecisionEntity,
        { id, undoneAt: IsNull() },
        {
          undoneAt: now,
          undoneBy: by.name,
          undoneById: by.userId,
          work: 'undo',
          dueAt: takenUpAgainAt(now),
        },
      );
      const decision = await manager.findOneBy(DecisionEntity, { id });
      if (!decision)
        throw new DomainError('not-found', { detail: 'There is no decision with this id.' });
      if (!affected) throw new DomainError('already-undone');
      await endInheritance(manager, id);
      return decision;
    });
  }

  /** Safe to repeat, and to run twice at once: what is put back is put back. */
  async run(decisionId: string): Promise<void> {
    for (;;) {
      const { outcome, isLast } = await this.dataSource.transaction((manager) =>
        this.next(manager, decisionId),
      );
      if (outcome) await this.transitions.announce(outcome);
      if (isLast) return;
    }
  }

  private async next(
    manager: EntityManager,
    decisionId: string,
  ): Promise<{ outcome: Outcome | null; isLast: boolean }> {
    await lockBatches(manager, decisionId);
    const decision = await manager.findOneBy(DecisionEntity, { id: decisionId });
    if (decision?.work !== 'undo') return { outcome: null, isLast: true };
    await manager.query('DELETE FROM decision_items WHERE decision_id = $1 AND code IS NULL', [
      decisionId,
    ]);
    const made = await manager.find(TransitionEntity, {
      where: {
        decisionId,
        undo: false,
        ...(decision.undoCursor === null ? {} : { id: MoreThan(decision.undoCursor) }),
      },
      order: { id: 'ASC' },
      take: BATCH,
    });
    const outcome = await this.takeBack(manager, decision, made);
    const isLast = made.length < BATCH;
    await manager.update(
      DecisionEntity,
      { id: decisionId },
      {
        restored: decision.restored + outcome.changed.length,
        notRestored: decision.notRestored + outcome.failed.length,
        undoCursor: made.at(-1)?.id ?? decision.undoCursor,
        work: isLast ? null : 'undo',
        dueAt: isLast ? null : takenUpAgainAt(this.clock.now()),
      },
    );
    return { outcome, isLast };
  }

  private async takeBack(
    manager: EntityManager,
    decision: DecisionEntity,
    made: TransitionEntity[],
  ): Promise<Outcome> {
    const { changes, lost } = await revertible(manager, made);
    await this.entries.takeOut(manager, decision.id);
    const silent = await stillUnannounced(manager, decision, made, this.windowStart());
    const outcome = await this.transitions.transition(manager, changes, {
      actor: { kind: 'undo', id: decision.undoneById },
      because: `Undone by ${decision.undoneBy ?? ''}`,
      decisionId: decision.id,
      holdMs: 0,
      silent,
    });
    await manager.query(ASK_NOBODY, [outcome.changed.map(({ ping }) => ping.id)]);
    const failed = [...lost, ...outcome.failed];
    await keepFailed(manager, decision.id, failed, true);
    return { ...outcome, failed };
  }

  private windowStart(): Date {
    return new Date(this.clock.now().getTime() - this.config.undoWindowMs);
  }
}
