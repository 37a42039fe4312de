// The share of our requests that one host gets, whoever names it, and that of all of them.
import { Injectable } from '@nestjs/common';
import {
  SafeFetchError,
  type SafeFetch,
  type SafeRequest,
  type SafeResponse,
} from '@trackwarden/safe-fetch';
import { countedHost } from './counted-host.js';
import { OutgoingBudget } from './outgoing-budget.js';
import { RateLimits } from './rate-limits.js';

/** The work waits: a host is asked only so often, whoever names it. */
export class HostHasHadItsShare extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super(`the host has had its share of requests for ${retryAfterSeconds} s`);
  }
}

@Injectable()
export class HostBudget {
  constructor(
    private readonly limits: RateLimits,
    private readonly all: OutgoingBudget,
  ) {}

  /** For `beforeHop` of a fetch. Throws {@link HostHasHadItsShare}. */
  readonly spend = async ({ host }: { host: string }): Promise<void> => {
    const seconds = (await this.all.spend()) ?? (await this.spendOfHost(host));
    if (seconds !== null) throw new HostHasHadItsShare(seconds);
  };

  /** Subdomains share one budget: anybody can make up any number of them. */
  private async spendOfHost(host: string): Promise<number | null> {
    return (await this.limits.take('sourceHost', countedHost(host))).retryAfterSeconds;
  }

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
