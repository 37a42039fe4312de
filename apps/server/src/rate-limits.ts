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

/** Points per duration in seconds. */
const limits = {
  /** Pings of one sender address. */
  sender: { points: 60, duration: 60 },
  /** Pings for one site. */
  site: { points: 1_200, duration: 60 },
  /** Sign-in attempts from one address. */
  signInAddress: { points: 20, duration: 900 },
  /** Sign-in attempts for one account. */
  signInAccount: { points: 8, duration: 900 },
  /** Outgoing requests to one source host; the points are the setting TRACKWARDEN_HOST_BUDGET. */
  sourceHost: { points: 30, duration: 60 },
} as const;

export type LimitName = keyof typeof limits;

/** `retryAfterSeconds` is null when the request is within the limit. */
export type LimitAnswer = { retryAfterSeconds: number | null };

@Injectable()
export class RateLimits implements OnApplicationShutdown {
  private readonly logger = new Logger('limits');
  private readonly redis: Redis | null;
  private readonly limiters: Record<LimitName, RateLimiterAbstract>;

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
      site: this.limiter('site'),
      signInAddress: this.limiter('signInAddress'),
      signInAccount: this.limiter('signInAccount'),
      sourceHost: this.limiter('sourceHost'),
    };
  }

  /** Takes one point of the key's budget. */
  async take(name: LimitName, key: string): Promise<LimitAnswer> {
    if (!this.config.intakeLimits && (name === 'sender' || name === 'site'))
      return { retryAfterSeconds: null };
    try {
      await this.limiters[name].consume(key);
      return { retryAfterSeconds: null };
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes)
        return { retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) };
      throw refusal;
    }
  }

  /** Gives the whole budget back, as after a successful sign-in. */
  async clear(name: LimitName, key: string): Promise<void> {
    await this.limiters[name].delete(key);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private limiter(name: LimitName): RateLimiterAbstract {
    const { duration } = limits[name];
    const points = name === 'sourceHost' ? this.config.hostBudgetPerMinute : limits[name].points;
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
}
