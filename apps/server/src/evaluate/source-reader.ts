// Reads the source of a ping within the budget of its host, or says why it is not read.
import { Injectable } from '@nestjs/common';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { Clock } from '../clock.js';
import { Outgoing } from '../outgoing.js';
import { notVerified } from '../pings/ping-view.js';
import { TestSources } from '../pings/test-source.js';
import { HostBudget } from '../host-budget.js';
import { PrivateSources } from './private-sources.js';
import { readSource, UNREAD, type SourceReading } from './read-source.js';

@Injectable()
export class SourceReader {
  constructor(
    private readonly outgoing: Outgoing,
    private readonly testSources: TestSources,
    private readonly privateSources: PrivateSources,
    private readonly budget: HostBudget,
    private readonly clock: Clock,
  ) {}

  /**
   * `aliases` are further addresses of the target. Throws `HostHasHadItsShare` when any host on the
   * way has had its share of our requests.
   */
  async read(
    ping: PingEntity,
    site: SiteEntity,
    aliases: readonly string[],
    as: 'usual' | 'other' = 'usual',
  ): Promise<SourceReading> {
    const fetch = this.testSources.isOurs(ping.source)
      ? this.outgoing.fetchOwn
      : this.outgoing.fetch;
    return readSource(fetch, {
      source: ping.source,
      targets: [...new Set([ping.target.url, ping.targetGiven, ...aliases])],
      ...(ping.scope === 'site' ? { belowOrigins: site.origins } : {}),
      accessToken: await this.privateSources.tokenFor(ping),
      userAgent: this.outgoing.userAgents[as],
      now: this.clock.now(),
      signal: this.outgoing.signal,
      // every hop counts: a redirect must not spend another host's budget
      beforeHop: this.budget.spend,
    });
  }

  /** Not fetched, by policy: spam never causes an outgoing request. */
  refused(why: string): SourceReading {
    return {
      verification: {
        ...notVerified,
        state: 'refused',
        checkedAt: this.clock.now().toISOString(),
        error: `Not fetched: ${why}`,
        failure: 'policy',
      },
      ...UNREAD,
      isSkipped: true,
    };
  }
}
