// The ledger of fetches in Redis: emptied, it forgets what it knew of hosts, and no ping is lost by it.
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import {
  blankStanding,
  RESULT_LIVES_MS,
  type Ask,
  type Claim,
  type FetchLedger,
  type Lease,
  type Outcome,
  type Standing,
} from './fetch-ledger.js';
import { CLAIM_SCRIPT, RELEASE_SCRIPT, STORE_SCRIPT, UNLINKED_SCRIPT } from './redis-scripts.js';

/** In braces, so that a Redis Cluster keeps all of it on one node. */
const PREFIX = '{trackwarden}:sources:';
const fetchKey = (key: string): string => `${PREFIX}fetch:${key}`;
const hostKey = (host: string): string => `${PREFIX}host:${host}`;
const runningKey = (host: string): string => `${PREFIX}running:${host}`;
const KEPT = `${PREFIX}kept`;
const KEPT_BYTES = `${PREFIX}kept-bytes`;

const HOST_FIELDS = ['unlinked', 'timeouts', 'failing', 'rests', 'asked'] as const;

@Injectable()
export class RedisLedger implements FetchLedger, OnApplicationShutdown {
  private readonly logger = new Logger('fetches');
  private readonly redis: Redis;

  constructor(redisUrl: string) {
    this.redis = new Redis(redisUrl, { enableOfflineQueue: true, maxRetriesPerRequest: 1 });
    this.redis.on('error', (error) => this.logger.warn(`redis: ${error.message}`));
  }

  async claim(ask: Ask): Promise<Claim> {
    const { key, host, holder, now, leaseUntil, mostAtOnce, patience } = ask;
    const oldest = Math.max(ask.freshFrom.getTime(), now.getTime() - RESULT_LIVES_MS);
    const [turn, fields, result] = (await this.redis.callBuffer('EVAL', [
      ...[CLAIM_SCRIPT, 3, fetchKey(key), hostKey(host), runningKey(host)],
      ...[holder, now.getTime(), leaseUntil.getTime(), oldest, mostAtOnce, patience],
    ])) as [Buffer, (Buffer | null)[], Buffer | null];
    const standing = standingOf(fields.map((field) => field?.toString() ?? null));
    if (result) return { turn: 'shared', standing, result };
    return { turn: turn.toString() as 'ours' | 'busy' | 'asked' | 'rests', standing };
  }

  async standing(host: string): Promise<Standing> {
    return standingOf(await this.redis.hmget(hostKey(host), ...HOST_FIELDS));
  }

  async settle({ key, host, holder }: Lease, outcome: Outcome): Promise<void> {
    const { isLinked, isFailure, isTimeout, asked, now, patience, result } = outcome;
    const hosts = [...new Set(outcome.hosts)];
    const settling = this.redis.multi();
    if (isLinked) for (const one of hosts) settling.hdel(hostKey(one), ...FORGIVEN);
    else
      for (const one of hosts) {
        const askedUntil = asked?.host === one ? asked.until.getTime() : 0;
        const values = [Number(isFailure), Number(isTimeout), askedUntil, patience];
        settling.eval(UNLINKED_SCRIPT, 1, hostKey(one), now.getTime(), ...values);
      }
    settling.eval(
      ...[STORE_SCRIPT, 4, fetchKey(key), runningKey(host), KEPT, KEPT_BYTES],
      ...[holder, result ?? ''],
    );
    for (const [error] of (await settling.exec()) ?? []) if (error) throw error;
  }

  async release({ key, host, holder }: Lease): Promise<void> {
    await this.redis.eval(RELEASE_SCRIPT, 2, fetchKey(key), runningKey(host), holder);
  }

  async forgive(hosts: readonly string[]): Promise<void> {
    await Promise.all(hosts.map((host) => this.redis.hdel(hostKey(host), ...FORGIVEN)));
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}

/** What a page that links makes up for. */
const FORGIVEN = ['unlinked', 'failing', 'rests'] as const;

function standingOf(fields: readonly (string | null)[]): Standing {
  if (fields.every((field) => field === null)) return blankStanding;
  const [unlinked, timeouts, failing, rests, asked] = fields.map((field) => Number(field ?? 0));
  const time = (at: number | undefined): Date | null => (at ? new Date(at) : null);
  return {
    unlinked: unlinked ?? 0,
    timeouts: timeouts ?? 0,
    isFailing: failing === 1,
    restsUntil: time(rests),
    askedUntil: time(asked),
  };
}
