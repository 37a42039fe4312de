// Carries out a decision batch by batch, each in a transaction of its own, until it is done or cancelled.
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Verdict } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { DecisionEntity } from '../database/entities/decision.entity.js';
import { statusOf } from '../pings/lifecycle.js';
import { takenUpAgainAt } from '../pings/decision-reminders.js';
import { PingTransitions, type Cause, type Outcome } from '../pings/ping-transitions.js';
import { LimitSearch } from '../rules/limit-search.js';
import { DecisionEntries } from './decision-entries.js';
import { keepFailed, lockBatches } from './decision-items.js';
import type { Item } from './decision-selection.js';

/** Pings changed in one transaction: others wait for their locks no longer than a moment. */
export const BATCH = 100;

const saying: Record<Verdict, string> = {
  approve: 'Approved',
  spam: 'Marked as spam',
  reject: 'Marked as not wanted',
  hold: 'Put off',
};

const stateAfter = (verdict: Verdict) => ({
  status: statusOf[verdict],
  held: verdict === 'hold',
});

function sayingOf({ verdict, keepsApproved, note, byName, cause }: DecisionEntity): string {
  if (cause === 'limits') return `New thresholds applied by ${byName}`;
  const said =
    verdict === 'approve' && keepsApproved ? 'The approved version kept' : saying[verdict];
  return `${said} by ${byName}${note ? `: ${note}` : ''}`;
}

@Injectable()
export class DecisionBatches {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly transitions: PingTransitions,
    private readonly entries: DecisionEntries,
    private readonly search: LimitSearch,
    private readonly clock: Clock,
  ) {}

  /** Safe to repeat, and to run twice at once: what is done is done. */
  async run(decisionId: string): Promise<void> {
    for (;;) {
      await this.search.goOn(decisionId);
      const { outcome, isLast } = await this.dataSource.transaction((manager) =>
        this.next(manager, decisionId),
      );
      if (outcome) await this.announce(outcome);
      if (isLast) return;
    }
  }

  /** Changes these pings in the caller's transaction, and counts them. Announce the outcome after it. */
  async apply(manager: EntityManager, decision: DecisionEntity, items: Item[]): Promise<Outcome> {
    const { keepsApproved } = decision;
    await this.entries.lock(
      manager,
      decision,
      items.map(({ pingId }) => pingId),
    );
    const outcome = await this.transitions.transition(
      manager,
      items.map(({ pingId, version, verdict }) => ({
        pingId,
        expectedVersion: version ?? undefined,
        to: stateAfter(verdict ?? decision.verdict),
        keepsApproved,
      })),
      this.causeOf(decision),
    );
    await keepFailed(manager, decision.id, outcome.failed, false);
    await this.entries.make(
      manager,
      decision,
      outcome.changed.map(({ ping }) => ping),
    );
    decision.affected += outcome.changed.length;
    decision.failed += outcome.failed.length;
    return outcome;
  }

  /** After the commit of {@link apply}. */
  announce(outcome: Outcome): Promise<void> {
    return this.transitions.announce(outcome);
  }

  private async next(
    manager: EntityManager,
    decisionId: string,
  ): Promise<{ outcome: Outcome | null; isLast: boolean }> {
    await lockBatches(manager, decisionId);
    const decision = await manager.findOneBy(DecisionEntity, { id: decisionId });
    if (decision?.work !== 'apply') return { outcome: null, isLast: true };
    const items = decision.cancelledAt === null ? await waiting(manager, decisionId) : [];
    const outcome = await this.apply(manager, decision, items);
    const goesOn = decision.seeks !== null && decision.cancelledAt === null;
    const isLast = items.length < BATCH && !goesOn;
    const { affected, failed } = decision;
    await manager.query(
      `DELETE FROM decision_items WHERE decision_id = $1 AND code IS NULL AND ($2 OR ping_id = ANY($3))`,
      [decisionId, isLast, items.map(({ pingId }) => pingId)],
    );
    const dueAt = takenUpAgainAt(this.clock.now());
    // an undo that has come meanwhile keeps its own work
    await manager.query(
      `UPDATE decisions SET affected = $2, failed = $3,
         due_at = CASE WHEN work = 'apply' THEN $4 ELSE due_at END,
         work = CASE WHEN work = 'apply' AND $5 THEN NULL ELSE work END
       WHERE id = $1`,
      [decisionId, affected, failed, isLast ? null : dueAt, isLast],
    );
    return { outcome, isLast };
  }

  private causeOf(decision: DecisionEntity): Cause {
    return {
      // thresholds are the policy's, whoever applies them: they teach nothing, and may be overruled by a check
      actor:
        decision.cause === 'limits'
          ? { kind: 'policy', id: null }
          : { kind: 'person', id: decision.byId },
      because: sayingOf(decision),
      decisionId: decision.id,
      holdMs: this.config.undoWindowMs,
    };
  }
}

async function waiting(manager: EntityManager, decisionId: string): Promise<Item[]> {
  const rows = await manager.query<
    { ping_id: string; version: number | null; verdict: Verdict | null }[]
  >(
    `SELECT ping_id, version, verdict FROM decision_items WHERE decision_id = $1 AND code IS NULL
     ORDER BY ping_id LIMIT ${BATCH}`,
    [decisionId],
  );
  return rows.map(({ ping_id, ...row }) => ({ pingId: ping_id, ...row }));
}
