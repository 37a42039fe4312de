// Every rate limit of the product in one table; counted in Redis or PostgreSQL, so it holds over the fleet.
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { CONFIG } from './config/config.token.js';
import type { Config } from './config/config.js';
import { takeInPostgres, takeInRedis, type Budget, type Spent } from './ordered-take.js';

/** Points per duration in seconds. */
const limits = {
  /** Requests of one sender address; of IPv6 one /64. */
  sender: { points: 60, duration: 60 },
  /** Requests of one sender network, /24 or /48: more than one sender can spend. */
  network: { points: 240, duration: 60 },
  /** Pings that name a source of one domain: more than one network can spend by naming somebody else. */
  sourceDomain: { points: 300, duration: 60 },
  /** Pings for one site. */
  site: { points: 1_200, duration: 60 },
  /** Sign-in attempts from one address. */
  signInAddress: { points: 20, duration: 900 },
  /** Sign-in attempts for one account. */
  signInAccount: { points: 8, duration: 900 },
  /** Outgoing requests to one source host; the points are the setting TRACKWARDEN_HOST_BUDGET. */
  sourceHost: { points: 30, duration: 60 },
  /** Outgoing requests of the fleet; the points are the setting TRACKWARDEN_OUTGOING_BUDGET. */
  outgoing: { points: 12_000, duration: 60 },
} as const;

export type LimitName = keyof typeof limits;

/** The limits that TRACKWARDEN_INTAKE_LIMITS lifts. */
export type IntakeLimit = 'sender' | 'network' | 'sourceDomain' | 'site';
const intakeLimits: readonly LimitName[] = ['sender', 'network', 'sourceDomain', 'site'];

/** So many spent budgets are remembered in the process; more are asked for in the store. */
const MOST_REMEMBERED = 10_000;

/** `retryAfterSeconds` is null when the request is within the limit. */
export type LimitAnswer = { retryAfterSeconds: number | null };

@Injectable()
export class RateLimits implements OnApplicationShutdown {
  private readonly logger = new Logger('limits');
  private readonly redis: Redis | null;
  private readonly limiters: Record<LimitName, RateLimiterAbstract>;
  /** Budgets known to be spent, with the time of their new start: a flood costs no round trip each. */
  private readonly spent = new Map<string, number>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
  ) {
    this.redis = config.redisUrl
      ? new Redis(config.redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 })
      : null;
    this.redis?.on('error', (error) => this.logger.warn(`redis: ${error.message}`));
    this.limiters = {
      sender: this.limiter('sender'),
      network: this.limiter('network'),
      sourceDomain: this.limiter('sourceDomain'),
      site: this.limiter('site'),
      signInAddress: this.limiter('signInAddress'),
      signInAccount: this.limiter('signInAccount'),
      sourceHost: this.limiter('sourceHost'),
      outgoing: this.limiter('outgoing'),
    };
  }

  /** Takes points of the key's budget. */
  async take(name: LimitName, key: string, points = 1): Promise<LimitAnswer> {
    if (!this.config.intakeLimits && intakeLimits.includes(name))
      return { retryAfterSeconds: null };
    try {
      await this.limiters[name].consume(key, points);
      return { retryAfterSeconds: null };
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes)
        return { retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) };
      throw refusal;
    }
  }

  /**
   * Takes a point of each budget, in order, until one is spent: what comes after it is left alone,
   * so that a refused sender costs nobody else anything.
   */
  async takeInOrder(wanted: readonly { name: IntakeLimit; key: string }[]): Promise<LimitAnswer> {
    if (!this.config.intakeLimits) return { retryAfterSeconds: null };
    const now = Date.now();
    const budgets = wanted.map(({ name, key }) => ({ ...limits[name], key: `${name}:${key}` }));
    const known = this.knownAsSpent(budgets, now);
    if (known !== null) return { retryAfterSeconds: secondsOf(known - now) };
    const spent = await this.takeFromStore(budgets, wanted, now);
    if (spent === null) return { retryAfterSeconds: null };
    if (this.spent.size >= MOST_REMEMBERED) this.spent.clear();
    this.spent.set(spent.key, now + spent.retryAfterMs);
    return { retryAfterSeconds: secondsOf(spent.retryAfterMs) };
  }

  private knownAsSpent(budgets: readonly Budget[], now: number): number | null {
    for (const { key } of budgets) {
      const until = this.spent.get(key) ?? 0;
      if (until > now) return until;
      this.spent.delete(key);
    }
    return null;
  }

  private async takeFromStore(
    budgets: readonly Budget[],
    wanted: readonly { name: IntakeLimit; key: string }[],
    now: number,
  ): Promise<Spent> {
    try {
      return this.redis
        ? await takeInRedis(this.redis, budgets)
        : await takeInPostgres(this.dataSource, budgets, now);
    } catch (error) {
      this.logger.warn(`limits: ${error instanceof Error ? error.message : String(error)}`);
      return this.takeInMemory(wanted);
    }
  }

  /** While the store is away: counted in this process alone. */
  private async takeInMemory(
    wanted: readonly { name: IntakeLimit; key: string }[],
  ): Promise<Spent> {
    for (const { name, key } of wanted) {
      const { retryAfterSeconds } = await this.take(name, key);
      if (retryAfterSeconds !== null)
        return { key: `${name}:${key}`, retryAfterMs: retryAfterSeconds * 1000 };
    }
    return null;
  }

  /** Gives the whole budget back, as after a successful sign-in. */
  async clear(name: LimitName, key: string): Promise<void> {
    this.spent.delete(`${name}:${key}`);
    await this.limiters[name].delete(key);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private limiter(name: LimitName): RateLimiterAbstract {
    const { duration } = limits[name];
    const points = this.pointsOf(name);
    // counted in this process alone while the shared store is away: intake goes on
    const insuranceLimiter = new RateLimiterMemory({ points, duration, keyPrefix: name });
    const options = {
      points,
      duration,
      keyPrefix: name,
      insuranceLimiter,
      inMemoryBlockOnConsumed: points + 1,
    };
    return this.redis
      ? new RateLimiterRedis({ ...options, storeClient: this.redis })
      : new RateLimiterPostgres({
          ...options,
          storeClient: this.dataSource,
          storeType: 'typeorm',
          tableName: 'rate_limits',
          tableCreated: true,
          clearExpiredByTimeout: true,
        });
  }

  private pointsOf(name: LimitName): number {
    if (name === 'sourceHost') return this.config.hostBudgetPerMinute;
    if (name === 'outgoing') return this.config.outgoingBudgetPerMinute;
    return limits[name].points;
  }
}

const secondsOf = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));
