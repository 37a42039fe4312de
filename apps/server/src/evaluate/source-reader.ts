// Reads the source of a ping within the budget of its host, or says why it is not read.
import { Injectable } from '@nestjs/common';
import type { Verification } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { Outgoing } from '../outgoing.js';
import { TestSources } from '../pings/test-source.js';
import { RateLimits } from '../rate-limits.js';
import { readSource, type SourceReading } from './read-source.js';

/** The evaluation waits: a host is asked only so often, whoever names it. */
export class HostHasHadItsShare extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super(`the host has had its share of requests for ${retryAfterSeconds} s`);
  }
}

@Injectable()
export class SourceReader {
  constructor(
    private readonly outgoing: Outgoing,
    private readonly testSources: TestSources,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
  ) {}

  /** Throws {@link HostHasHadItsShare} when any host on the way has had its share of our requests. */
  read(ping: PingEntity): Promise<SourceReading> {
    const fetch = this.testSources.isOurs(ping.source)
      ? this.outgoing.fetchOwn
      : this.outgoing.fetch;
    return readSource(fetch, {
      source: ping.source,
      targets: [...new Set([ping.target.url, ping.targetGiven])],
      now: this.clock.now(),
      signal: this.outgoing.signal,
      // every hop counts: a redirect must not spend another host's budget
      beforeHop: async ({ host }) => {
        const { retryAfterSeconds } = await this.limits.take('sourceHost', host);
        if (retryAfterSeconds !== null) throw new HostHasHadItsShare(retryAfterSeconds);
      },
    });
  }

  /** A blocked source is not fetched: spam never causes an outgoing request. */
  refused(blockedBy: string): SourceReading {
    const verification: Verification = {
      state: 'refused',
      checkedAt: this.clock.now().toISOString(),
      finalUrl: null,
      httpStatus: null,
      redirects: [],
      contentType: null,
      charset: null,
      bytes: null,
      error: `Not fetched: ${blockedBy} is on the block list.`,
      link: null,
    };
    return { verification, facts: null };
  }
}
