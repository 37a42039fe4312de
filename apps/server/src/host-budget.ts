// The share of our requests that one host gets, whoever names it.
import { Injectable } from '@nestjs/common';
import {
  SafeFetchError,
  type SafeFetch,
  type SafeRequest,
  type SafeResponse,
} from '@trackwarden/safe-fetch';
import { RateLimits } from './rate-limits.js';

/** The work waits: a host is asked only so often, whoever names it. */
export class HostHasHadItsShare extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super(`the host has had its share of requests for ${retryAfterSeconds} s`);
  }
}

@Injectable()
export class HostBudget {
  constructor(private readonly limits: RateLimits) {}

  /** For `beforeHop` of a fetch. Throws {@link HostHasHadItsShare}. */
  readonly spend = async ({ host }: { host: string }): Promise<void> => {
    const { retryAfterSeconds } = await this.limits.take('sourceHost', host);
    if (retryAfterSeconds !== null) throw new HostHasHadItsShare(retryAfterSeconds);
  };

  /**
   * A fetch within the budget whose failure is an answer too: null when the other side could not be
   * read. Throws {@link HostHasHadItsShare}, and what an abort of ours causes.
   */
  async ask(fetch: SafeFetch, url: string, request: SafeRequest): Promise<SafeResponse | null> {
    try {
      return await fetch(url, { ...request, beforeHop: this.spend });
    } catch (error) {
      if (!(error instanceof SafeFetchError) || request.signal?.aborted) throw error;
      if (error.kind === 'held-back') throw error.cause;
      return null;
    }
  }
}
