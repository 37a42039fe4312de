// The one way in which a ping's status changes: lifecycle, history, version and messages in one transaction.
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { LiveEvent } from '@trackwarden/contracts';
import { AuditTrail } from '../audits/audit-trail.js';
import { Clock } from '../clock.js';
import { TransitionEntity, type PingState } from '../database/entities/decision.entity.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { ProblemCode } from '../errors.js';
import { eventOf, mayFollow, type ActorKind, type Visible } from './lifecycle.js';
import { LessonOrders } from './lesson-orders.js';
import { LiveEvents } from './live-events.js';
import { lockPings } from './lock-pings.js';
import { MailNotices, type WrittenNotice } from './mail-notices.js';
import { contentKey, publicContentOf } from './public-content.js';
import { WebhookMessages, type WrittenMessage } from './webhook-messages.js';

export type Change = {
  pingId: string;
  /** Refuse when the ping is at another version. */
  expectedVersion?: number | undefined;
  /** What is not given follows from the status: an approval publishes the ping as it stands now. */
  to: Pick<PingState, 'status' | 'held'> & Partial<PingState>;
  /** An approval of the version that is public already: the changed one is declined. */
  keepsApproved?: boolean;
};

export type Actor = { kind: ActorKind; id: string | null };

export type Cause = {
  actor: Actor;
  /** One sentence for the history. */
  because: string;
  decisionId: string | null;
  /** How long webhook messages wait, so that an undo can cancel them. */
  holdMs: number;
  /** Pings of whose change no message is written. */
  silent?: ReadonlySet<string>;
};

export type Outcome = {
  changed: { ping: PingEntity; from: Visible }[];
  failed: { id: string; code: ProblemCode }[];
  messages: WrittenMessage[];
  notices: WrittenNotice[];
  /** Sites whose people have taught something, or taken it back. */
  taught: string[];
};

@Injectable()
export class PingTransitions {
  constructor(
    private readonly messages: WebhookMessages,
    private readonly notices: MailNotices,
    private readonly lessons: LessonOrders,
    private readonly live: LiveEvents,
    private readonly audits: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Applies the changes that the lifecycle and the versions allow, and reports the others.
   * Call {@link announce} with the outcome after the commit.
   */
  async transition(manager: EntityManager, wanted: Change[], cause: Cause): Promise<Outcome> {
    // a ping named twice changes once
    const changes = [...new Map(wanted.map((change) => [change.pingId, change])).values()];
    const now = this.clock.now();
    const pings = await lockPings(
      manager,
      changes.map(({ pingId }) => pingId),
    );
    const failed: Outcome['failed'] = [];
    const changed: { ping: PingEntity; from: PingState; to: PingState }[] = [];
    const history: TransitionEntity[] = [];
    for (const change of changes) {
      const ping = pings.get(change.pingId);
      const refusal = refuse(ping, change, cause.actor.kind);
      if (!ping || refusal) {
        failed.push({ id: change.pingId, code: refusal ?? 'not-found' });
        continue;
      }
      const from = stateOf(ping);
      Object.assign(ping, next(ping, change, cause.actor, now), { version: ping.version + 1 });
      changed.push({ ping, from, to: stateOf(ping) });
      history.push(entry(manager, ping, from, cause, now));
    }
    const by = cause.actor.kind;
    await this.audits.follow(manager, changed, { by, decisionId: cause.decisionId, now });
    await this.write(manager, changed, history);
    const messages = await this.messages.write(
      manager,
      changed.flatMap(({ ping, from }) => {
        const type = cause.silent?.has(ping.id) ? null : eventOf(from, ping);
        return type ? [{ ping, type }] : [];
      }),
      cause,
    );
    const notices = await this.notices.write(
      manager,
      changed.filter((change) => beginsToWait(change, cause.actor)).map(({ ping }) => ping),
    );
    const taught = await this.lessons.write(manager, changed);
    return { changed, failed, messages, notices, taught };
  }

  /** After the commit: jobs for the messages, and the news for open dashboards. */
  async announce({ changed, messages, notices, taught }: Outcome): Promise<void> {
    this.live.publish(
      changed.map(({ ping }): LiveEvent => ({
        type: 'ping.changed',
        id: ping.id,
        siteId: ping.siteId,
        version: ping.version,
      })),
    );
    await this.messages.enqueue(messages);
    await this.notices.enqueue(notices);
    await this.lessons.enqueue(taught);
  }

  private async write(
    manager: EntityManager,
    changed: Outcome['changed'],
    history: TransitionEntity[],
  ): Promise<void> {
    if (changed.length === 0) return;
    const column = <T>(value: (ping: PingEntity) => T): T[] =>
      changed.map(({ ping }) => value(ping));
    await manager.query(
      `UPDATE pings SET status = row.status, held = row.held, version = row.version,
         decided_kind = row.kind, decided_id = row.by_id, decided_at = row.at,
         published = row.published, change = row.change, declined_content = row.declined,
         audit = row.audit
       FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::integer[], $5::text[], $6::text[],
         $7::timestamptz[], $8::jsonb[], $9::jsonb[], $10::text[], $11::text[])
         AS row (id, status, held, version, kind, by_id, at, published, change, declined, audit)
       WHERE pings.id = row.id`,
      [
        column((ping) => ping.id),
        column((ping) => ping.status),
        column((ping) => ping.held),
        column((ping) => ping.version),
        column((ping) => ping.decidedKind),
        column((ping) => ping.decidedId),
        column((ping) => ping.decidedAt),
        column((ping) => ping.published && JSON.stringify(ping.published)),
        column((ping) => ping.change && JSON.stringify(ping.change)),
        column((ping) => ping.declinedContent),
        column((ping) => ping.audit),
      ],
    );
    await manager.insert(TransitionEntity, history);
  }
}

function refuse(
  ping: PingEntity | undefined,
  { expectedVersion, to, keepsApproved }: Change,
  actor: ActorKind,
): ProblemCode | null {
  if (!ping) return 'not-found';
  if (expectedVersion !== undefined && expectedVersion !== ping.version) return 'version-conflict';
  // there is no approved version to keep
  if (keepsApproved && to.status === 'approved' && !ping.change) return 'not-allowed-now';
  return mayFollow(ping.status, to.status, actor) ? null : 'not-allowed-now';
}

/** Who puts a ping off knows of it. */
function beginsToWait({ ping, from }: Outcome['changed'][number], { kind }: Actor): boolean {
  const isByMachine = kind === 'policy' || kind === 'rule';
  return isByMachine && ping.status === 'pending' && from.status !== 'pending' && !ping.held;
}

function stateOf(ping: PingEntity): PingState {
  return {
    status: ping.status,
    held: ping.held,
    decidedKind: ping.decidedKind,
    decidedId: ping.decidedId,
    decidedAt: ping.decidedAt?.toISOString() ?? null,
    published: ping.published,
    change: ping.change,
    declinedContent: ping.declinedContent,
  };
}

function next(ping: PingEntity, { to, keepsApproved }: Change, actor: Actor, now: Date) {
  const decided =
    actor.kind === 'undo' ? {} : { decidedKind: actor.kind, decidedId: actor.id, decidedAt: now };
  const { decidedAt, ...state } = to;
  return {
    ...decided,
    ...visibility(ping, to, keepsApproved === true),
    ...state,
    ...(decidedAt === undefined ? {} : { decidedAt: decidedAt ? new Date(decidedAt) : null }),
  };
}

/** What is public after the change. Whoever puts a changed mention off leaves the approved version. */
function visibility(
  ping: PingEntity,
  to: Change['to'],
  keepsApproved: boolean,
): Pick<PingState, 'published' | 'change' | 'declinedContent'> {
  const { change, published } = ping;
  if (to.status === 'pending' && change) {
    return { published, change, declinedContent: ping.declinedContent };
  }
  if (to.status !== 'approved') return { published: null, change: null, declinedContent: null };
  if (keepsApproved && change)
    return { published, change: null, declinedContent: contentKey(change.after) };
  return { published: publicContentOf(ping), change: null, declinedContent: null };
}

function entry(manager: EntityManager, ping: PingEntity, from: PingState, cause: Cause, now: Date) {
  return manager.create(TransitionEntity, {
    id: uuidv7(),
    pingId: ping.id,
    decisionId: cause.decisionId,
    undo: cause.actor.kind === 'undo',
    fromState: from,
    toState: stateOf(ping),
    version: ping.version,
    byKind: cause.actor.kind,
    byId: cause.actor.id,
    because: cause.because,
    at: now,
  });
}
