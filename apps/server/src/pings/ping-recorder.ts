// Stores received pings: pings that arrive together share one insert, each is answered after its commit.
import DataLoader from 'dataloader';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type {
  AddressKind,
  Ping,
  PingStatus,
  Protocol,
  VerificationState,
} from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import { oneAtATime } from '../database/one-at-a-time.js';
import { preparedQuery } from '../database/prepared-query.js';
import { PingEntity } from '../database/entities/ping.entity.js';
import { Floods } from './floods.js';
import { EvaluationReminders } from './evaluation-reminders.js';
import { LiveEvents } from './live-events.js';
import {
  pairOf,
  RECORD_PINGS,
  recordValues,
  STRAY_AFTER_MS,
  type RecordRow,
} from './record-sql.js';
import { WebhookMessages } from './webhook-messages.js';

const MAX_BATCH = 500;

export type ReceivedPing = {
  siteId: string;
  targetId: string;
  protocol: Protocol;
  source: string;
  canonicalSource: string;
  targetGiven: string;
  /** `site`: a link to any page of the site proves the ping. */
  scope: 'page' | 'site';
  domain: string;
  vouch: string | null;
  accessCode: string | null;
  claimed: Ping['claimed'];
  textFingerprint: string | null;
  sender: { ip: string; userAgent: string };
  /** By which kind of address it came, and whether the site asks for a dated one. */
  address: AddressKind;
  dateWanted: boolean;
  /** Its check waits for the end of a flood. */
  isDeferred: boolean;
  /** The site has a webhook for `mention.received`. */
  announce: boolean;
};

/** `isNew` is false when the same pair of source and target was pinged before. */
export type RecordedPing = {
  id: string;
  isNew: boolean;
  /** Its source is read again; false when the sender has asked too often, or a person has refused it. */
  isChecked: boolean;
  status: PingStatus;
  verificationState: VerificationState;
  httpStatus: number | null;
};

@Injectable()
export class PingRecorder implements BeforeApplicationShutdown {
  private readonly turns = oneAtATime();
  private readonly batches = new DataLoader<ReceivedPing, RecordedPing>(
    (pings) => this.turns.run(() => this.recordEach(pings)),
    { cache: false, maxBatchSize: MAX_BATCH, batchScheduleFn: this.turns.schedule },
  );

  constructor(
    private readonly dataSource: DataSource,
    private readonly reminders: EvaluationReminders,
    private readonly messages: WebhookMessages,
    private readonly live: LiveEvents,
    private readonly floods: Floods,
    private readonly clock: Clock,
  ) {}

  /** Resolves once the ping is committed; its job is only a reminder. */
  record(ping: ReceivedPing): Promise<RecordedPing> {
    return this.batches.load(ping);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.turns.idle();
  }

  /** One ping that cannot be stored (its page was just deleted) must not take the others with it. */
  private async recordEach(pings: readonly ReceivedPing[]): Promise<(RecordedPing | Error)[]> {
    try {
      return await this.recordTogether(pings);
    } catch (error) {
      if (pings.length === 1) return [asError(error)];
      const alone = await Promise.allSettled(pings.map((ping) => this.recordTogether([ping])));
      return alone.map((one) =>
        one.status === 'fulfilled' ? (one.value[0] ?? asError('no row')) : asError(one.reason),
      );
    }
  }

  private async recordTogether(pings: readonly ReceivedPing[]): Promise<RecordedPing[]> {
    const rows = pings.some((ping) => ping.announce)
      ? await this.insertAndAnnounce(pings)
      : await this.insert(null, pings);
    const byPair = new Map(rows.map((row) => [row.pair, row]));
    this.reminders.add(rows);
    this.floods.note(rows.filter((row) => row.inserted && !row.deferred).length);
    this.tell(pings, byPair);

    const answered = new Set<string>();
    return pings.map((ping) => {
      const pair = pairOf(ping);
      const row = byPair.get(pair);
      if (!row) throw new Error('the insert returned no row for a ping');
      const isNew = row.inserted && !answered.has(pair);
      answered.add(pair);
      return {
        id: row.id,
        isNew,
        isChecked: row.inserted || row.recheck,
        status: row.status,
        verificationState: row.verification_state,
        httpStatus: row.http_status,
      };
    });
  }

  private tell(pings: readonly ReceivedPing[], byPair: Map<string, RecordRow>): void {
    const fresh = new Map(
      pings.flatMap((ping) => {
        const row = byPair.get(pairOf(ping));
        return row?.inserted ? [[row.id, ping.siteId] as const] : [];
      }),
    );
    this.live.publish(
      [...fresh].map(([id, siteId]) => ({ type: 'ping.received', id, siteId, version: 1 })),
    );
  }

  private insert(
    manager: EntityManager | null,
    pings: readonly ReceivedPing[],
  ): Promise<RecordRow[]> {
    const now = this.clock.now();
    const due = new Date(now.getTime() + STRAY_AFTER_MS);
    const values = recordValues(pings, now, due, uuidv7);
    return manager
      ? manager.query<RecordRow[]>(RECORD_PINGS, values)
      : preparedQuery<RecordRow>(this.dataSource, 'record-pings', RECORD_PINGS, values);
  }

  private async insertAndAnnounce(pings: readonly ReceivedPing[]): Promise<RecordRow[]> {
    const { rows, messages } = await this.dataSource.transaction(async (manager) => {
      const rows = await this.insert(manager, pings);
      const ids = rows.filter((row) => row.inserted).map(({ id }) => id);
      const fresh = await manager.find(PingEntity, {
        where: { id: In(ids) },
        relations: { target: true },
      });
      const messages = await this.messages.write(
        manager,
        fresh.map((ping) => ({ ping, type: 'mention.received' })),
        { decisionId: null, holdMs: 0 },
      );
      return { rows, messages };
    });
    void this.messages.enqueue(messages);
    return rows;
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
