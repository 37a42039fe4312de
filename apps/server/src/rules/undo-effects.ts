// Takes back what a rule decided since a time, as one decision that can be undone as any other.
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { UndoRuleResult } from '@trackwarden/contracts';
import type { Principal } from '../accounts/principal.js';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { DecisionEntity } from '../database/entities/decision.entity.js';
import { PingEntity } from '../database/entities/ping.entity.js';
import { RuleEntity } from '../database/entities/rule.entity.js';
import { PingTransitions } from '../pings/ping-transitions.js';
import { missingRule, RulesService } from './rules.service.js';

/** One batch takes so many; what is left needs another. */
const MOST = 10_000;

/** Meanwhile the undo may be undone. */
const LOOK_AFTER_MS = 30_000;

/** Nobody asked the source of what the rule called spam before its check: soon it is time to. */
const CHECK_UNASKED = `
  UPDATE pings SET next_check_at = $2
  WHERE id = ANY($1) AND verification->>'failure' = 'policy' AND evaluation_due_at IS NULL`;

@Injectable()
export class UndoEffects {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly rules: RulesService,
    private readonly transitions: PingTransitions,
    private readonly clock: Clock,
  ) {}

  /**
   * What people have decided since stays. Of a rule that was deleted, too, while pings stand as it
   * placed them. Throws `not-found`.
   */
  async undo(
    ruleId: string,
    { since, toShadow }: { since?: string | undefined; toShadow: boolean },
    by: Principal,
  ): Promise<UndoRuleResult> {
    const rule = await this.dataSource.manager.findOneBy(RuleEntity, { id: ruleId });
    const siteId = rule?.siteId ?? (await this.siteOfDeleted(ruleId));
    // first, so that nothing new comes while the old is taken back
    if (toShadow && rule?.state === 'live')
      await this.rules.update(ruleId, { state: 'shadow' }, by);
    const from = new Date(since ?? 0);
    const { id, outcome } = await this.dataSource.transaction(async (manager) => {
      const rows = await manager.query<{ id: string }[]>(
        `SELECT id FROM pings WHERE decided_kind = 'rule' AND decided_id = $1 AND decided_at >= $2
           AND status IN ('spam', 'approved') ORDER BY id LIMIT $3 FOR UPDATE`,
        [ruleId, from, MOST],
      );
      if (rows.length === 0) return { id: null, outcome: null };
      const now = this.clock.now();
      const id = uuidv7();
      const sinceWords = since === undefined ? '' : ` since ${from.toISOString()}`;
      const name = rule ? `the rule “${rule.name}”` : 'a deleted rule';
      const note = `What ${name} did${sinceWords}, taken back`;
      const made = { byKind: by.kind, byId: by.userId, byName: by.name, createdAt: now };
      const open = { affected: 0, undoneAt: null, undoneBy: null };
      await manager.insert(DecisionEntity, {
        ...{ id, siteId, verdict: 'hold', note },
        ...made,
        ...open,
      });
      // by the policy, so that a later check may still judge them
      const outcome = await this.transitions.transition(
        manager,
        rows.map(({ id: pingId }) => ({ pingId, to: { status: 'pending', held: false } })),
        {
          actor: { kind: 'policy', id: null },
          because: `${note} by ${by.name}`,
          decisionId: id,
          holdMs: this.config.undoWindowMs,
        },
      );
      if (toShadow || rule?.state !== 'live')
        await manager.query(CHECK_UNASKED, [
          outcome.changed.map(({ ping }) => ping.id),
          new Date(now.getTime() + LOOK_AFTER_MS),
        ]);
      const affected = outcome.changed.length;
      await manager.update(
        DecisionEntity,
        { id },
        { total: rows.length, affected, failed: outcome.failed.length },
      );
      return { id, outcome };
    });
    if (outcome) await this.transitions.announce(outcome);
    return { decisionId: id, affected: outcome?.changed.length ?? 0 };
  }

  private async siteOfDeleted(ruleId: string): Promise<string> {
    const ping = await this.dataSource.manager.findOneBy(PingEntity, {
      decidedKind: 'rule',
      decidedId: ruleId,
    });
    if (!ping) throw missingRule();
    return ping.siteId;
  }
}
