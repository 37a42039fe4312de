// A person's verdict on one or many pings, and its undo; both go through the one transition.
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type {
  createDecisionSchema,
  DecisionResult,
  UndoResult,
  Verdict,
} from '@trackwarden/contracts';
import type { Principal } from '../accounts/principal.js';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { DecisionEntity, TransitionEntity } from '../database/entities/decision.entity.js';
import { DomainError } from '../errors.js';
import { statusOf } from '../pings/lifecycle.js';
import { PingFinder } from '../pings/ping-finder.js';
import { PingTransitions, type Change, type Outcome } from '../pings/ping-transitions.js';
import { revertible, stillUnannounced } from './undo.js';

/** A decision by query takes at most so many pings at once. */
const MOST_BY_QUERY = 10_000;

const saying: Record<Verdict, string> = {
  approve: 'Approved',
  spam: 'Marked as spam',
  reject: 'Marked as not wanted',
  hold: 'Put off',
};

type Body = z.output<typeof createDecisionSchema>;

function sayingOf({ verdict, content }: Body): string {
  return verdict === 'approve' && content === 'approved'
    ? 'The approved version kept'
    : saying[verdict];
}

@Injectable()
export class DecisionsService {
  private readonly logger = new Logger('moderate');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly pings: PingFinder,
    private readonly transitions: PingTransitions,
    private readonly clock: Clock,
  ) {}

  /** Pings that cannot be changed are reported, the others change. Throws `not-found` for a campaign. */
  async decide(body: Body, by: Principal): Promise<DecisionResult> {
    const changes = await this.changesOf(body);
    const id = uuidv7();
    const outcome = await this.dataSource.transaction(async (manager) => {
      const decision = await this.insert(manager, id, body, by);
      const outcome = await this.transitions.transition(manager, changes, {
        actor: { kind: 'person', id: by.userId },
        because: `${sayingOf(body)} by ${by.name}${body.note ? `: ${body.note}` : ''}`,
        decisionId: id,
        holdMs: this.config.undoWindowMs,
      });
      await manager.update(DecisionEntity, { id: decision.id }, extentOf(outcome));
      return outcome;
    });
    await this.transitions.announce(outcome);
    this.logger.log({ msg: 'decision', decision: id, verdict: body.verdict, ...countsOf(outcome) });
    return {
      id,
      verdict: body.verdict,
      affected: outcome.changed.length,
      failed: outcome.failed,
    };
  }

  /**
   * Writes the earlier states back. Inside the undo window the held messages are cancelled; later a
   * compensating event follows. Throws `not-found`, `already-undone`.
   */
  async undo(id: string, by: Principal): Promise<UndoResult> {
    const { outcome, lost } = await this.dataSource.transaction(async (manager) => {
      const decision = await this.claim(manager, id, by);
      const made = await manager.findBy(TransitionEntity, { decisionId: id, undo: false });
      const { changes, lost } = await revertible(manager, made);
      const silent = await stillUnannounced(manager, decision, made, this.windowStart());
      const outcome = await this.transitions.transition(manager, changes, {
        actor: { kind: 'undo', id: by.userId },
        because: `Undone by ${by.name}`,
        decisionId: id,
        holdMs: 0,
        silent,
      });
      return { outcome, lost };
    });
    await this.transitions.announce(outcome);
    this.logger.log({ msg: 'decision undone', decision: id, ...countsOf(outcome) });
    return { id, restored: outcome.changed.length, failed: [...lost, ...outcome.failed] };
  }

  private windowStart(): Date {
    return new Date(this.clock.now().getTime() - this.config.undoWindowMs);
  }

  private async changesOf(body: Body): Promise<Change[]> {
    const { verdict, pings, query, campaignId } = body;
    if (campaignId)
      throw new DomainError('not-found', { detail: 'There is no campaign with this id.' });
    const to = { status: statusOf[verdict], held: verdict === 'hold' };
    const keepsApproved = body.content === 'approved';
    if (pings)
      return pings.map(({ id, version }) => ({
        pingId: id,
        expectedVersion: version,
        to,
        keepsApproved,
      }));
    const ids = await this.pings.idsOf(query ?? {}, MOST_BY_QUERY);
    return ids.map((pingId) => ({ pingId, to, keepsApproved }));
  }

  private async insert(
    manager: EntityManager,
    id: string,
    { verdict, note }: Body,
    by: Principal,
  ): Promise<DecisionEntity> {
    const decision = manager.create(DecisionEntity, {
      id,
      siteId: null,
      verdict,
      note: note ?? '',
      byKind: by.kind,
      byId: by.userId,
      byName: by.name,
      affected: 0,
      createdAt: this.clock.now(),
      undoneAt: null,
      undoneBy: null,
    });
    await manager.insert(DecisionEntity, decision);
    return decision;
  }

  /** Marks the decision as undone; of two undos at once one wins. */
  private async claim(manager: EntityManager, id: string, by: Principal): Promise<DecisionEntity> {
    const { affected } = await manager.update(
      DecisionEntity,
      { id, undoneAt: IsNull() },
      { undoneAt: this.clock.now(), undoneBy: by.name },
    );
    const decision = await manager.findOneBy(DecisionEntity, { id });
    if (!decision)
      throw new DomainError('not-found', { detail: 'There is no decision with this id.' });
    if (!affected) throw new DomainError('already-undone');
    return decision;
  }
}

/** How many pings changed, and their site when it is one. */
function extentOf({ changed }: Outcome): { affected: number; siteId: string | null } {
  const sites = new Set(changed.map(({ ping }) => ping.siteId));
  const [only] = sites;
  return { affected: changed.length, siteId: sites.size === 1 && only ? only : null };
}

function countsOf({ changed, failed }: Outcome): { affected: number; failed: number } {
  return { affected: changed.length, failed: failed.length };
}
