// How many requests the whole fleet makes a minute because of pings, whoever is asked.
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from './config/config.js';
import { CONFIG } from './config/config.token.js';
import { RateLimits } from './rate-limits.js';

/** What a process takes at once is spent or lost within so long. */
const TAKEN_FOR_MS = 5_000;
/** A share taken at once is at most this part of the budget: what is lost of it does not matter. */
const SMALLEST_SHARE = 1 / 200;
const MOST_AT_ONCE = 50;

@Injectable()
export class OutgoingBudget {
  private left = 0;
  private leftUntil = 0;
  private taking: Promise<number | null> | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly limits: RateLimits,
  ) {}

  /** Spends one request; answers the seconds until there are more, null when there was one. */
  async spend(): Promise<number | null> {
    while (this.left === 0 || performance.now() > this.leftUntil) {
      // shared by all who find nothing left; counting in the store each time would cost too much
      this.taking ??= this.take().finally(() => (this.taking = null));
      const seconds = await this.taking;
      if (seconds !== null) return seconds;
    }
    this.left -= 1;
    return null;
  }

  private async take(): Promise<number | null> {
    const share = Math.floor(this.config.outgoingBudgetPerMinute * SMALLEST_SHARE);
    const count = Math.min(Math.max(share, 1), MOST_AT_ONCE);
    const { retryAfterSeconds } = await this.limits.take('outgoing', 'fleet', count);
    if (retryAfterSeconds !== null) return retryAfterSeconds;
    this.left = count;
    this.leftUntil = performance.now() + TAKEN_FOR_MS;
    return null;
  }
}
