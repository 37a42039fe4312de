// Orders what a ping teaches to be learnt anew, in the transaction of its change; jobs follow after the commit.
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import type { PingState } from '../database/entities/decision.entity.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { JobQueue } from '../queue/job-queue.js';
import { TestSources } from './test-source.js';

/** Whose decisions by the installation's own token are. */
export const INSTALLATION = 'installation';

/** What a ping teaches as it stands: who said so, and when. */
export type WantedLesson = { isSpam: boolean; account: string; decidedAt: string };

type Decided = Pick<PingState, 'status' | 'decidedKind' | 'decidedId' | 'decidedAt'>;

/** Only what a person has said teaches anything, and only spam or honest; null: nothing. */
export function wantedLesson({
  status,
  decidedKind,
  decidedId,
  decidedAt,
}: Decided): WantedLesson | null {
  const says = status === 'spam' || status === 'approved';
  if (!says || decidedKind !== 'person' || decidedAt === null) return null;
  return { isSpam: status === 'spam', account: decidedId ?? INSTALLATION, decidedAt };
}

const WRITE = `
  INSERT INTO lesson_orders (ping_id, site_id, version, is_spam, account, decided_at, ordered_at)
  SELECT row.*, $7 FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::boolean[], $5::text[],
    $6::timestamptz[]) AS row (id, site_id, version, is_spam, account, decided_at)
  ORDER BY row.id
  ON CONFLICT (ping_id) DO UPDATE SET version = excluded.version, is_spam = excluded.is_spam,
    account = excluded.account, decided_at = excluded.decided_at, ordered_at = excluded.ordered_at,
    refused_in = NULL`;

@Injectable()
export class LessonOrders {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly queue: JobQueue,
    private readonly testSources: TestSources,
    private readonly clock: Clock,
  ) {}

  /** Answers the sites that have something to learn, for {@link enqueue}. */
  async write(
    manager: EntityManager,
    changed: readonly { ping: PingEntity; from: PingState; to: PingState }[],
  ): Promise<string[]> {
    const orders = changed.flatMap(({ ping, from, to }) => {
      const [before, wanted] = [wantedLesson(from), wantedLesson(to)];
      return isSame(before, wanted) || !this.mayTeach(ping) ? [] : [{ ping, wanted }];
    });
    if (orders.length === 0) return [];
    await manager.query(WRITE, [
      orders.map(({ ping }) => ping.id),
      orders.map(({ ping }) => ping.siteId),
      orders.map(({ ping }) => ping.version),
      orders.map(({ wanted }) => wanted?.isSpam ?? null),
      orders.map(({ wanted }) => wanted?.account ?? null),
      orders.map(({ wanted }) => wanted?.decidedAt ?? null),
      this.clock.now(),
    ]);
    return [...new Set(orders.map(({ ping }) => ping.siteId))];
  }

  /** After the commit: one reminder for each site and stretch of time. */
  async enqueue(siteIds: readonly string[]): Promise<void> {
    const { learnDelayMs } = this.config;
    const now = Date.now();
    const dueAt = Math.ceil((now + learnDelayMs) / Math.max(1, learnDelayMs)) * learnDelayMs;
    await this.queue.enqueue(
      'learn',
      siteIds.map((siteId) => ({
        jobId: `${siteId}-${learnDelayMs > 0 ? dueAt : uuidv7()}`,
        payload: { siteId },
        delayMs: Math.max(0, dueAt - now),
      })),
    );
  }

  /** A test of the owner's is no mention, and what is private is not to show in a site's words. */
  private mayTeach(ping: PingEntity): boolean {
    return !ping.isPrivate && !this.testSources.isOurs(ping.source);
  }
}

function isSame(one: WantedLesson | null, other: WantedLesson | null): boolean {
  return (
    one?.isSpam === other?.isSpam &&
    one?.account === other?.account &&
    one?.decidedAt === other?.decidedAt
  );
}
