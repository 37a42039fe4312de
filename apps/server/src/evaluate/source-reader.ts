// Reads the source of a ping, politely and once for all who name it, or says why it is not read.
import { Injectable } from '@nestjs/common';
import type { SafeRequest, SafeResponse } from '@trackwarden/safe-fetch';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { Clock } from '../clock.js';
import { Outgoing } from '../outgoing.js';
import { notVerified } from '../pings/ping-view.js';
import { TestSources } from '../pings/test-source.js';
import { freshFrom } from './fetches/freshness.js';
import { isTransient } from './fetches/fetch-result.js';
import { HostRests } from './fetches/host-rests.js';
import { SourceFetches, type Fetched } from './fetches/source-fetches.js';
import { PrivateSources } from './private-sources.js';
import { readSource, UNREAD, type AskSource, type SourceReading } from './read-source.js';
import type { Ask } from './resolve-redirectors.js';

@Injectable()
export class SourceReader {
  constructor(
    private readonly outgoing: Outgoing,
    private readonly testSources: TestSources,
    private readonly privateSources: PrivateSources,
    private readonly fetches: SourceFetches,
    private readonly clock: Clock,
  ) {}

  /**
   * `aliases` are further addresses of the target. Throws `HostHasHadItsShare` or `SourceIsBusy`
   * when the ping has to wait: for a host on the way, or for a fetch under way.
   */
  async read(
    ping: PingEntity,
    site: SiteEntity,
    aliases: readonly string[],
    as: 'usual' | 'other' = 'usual',
  ): Promise<SourceReading> {
    const asked = {
      source: ping.source,
      targets: [...new Set([ping.target.url, ping.targetGiven, ...aliases])],
      ...(ping.scope === 'site' ? { belowOrigins: site.origins } : {}),
      userAgent: this.outgoing.userAgents[as],
      askRedirector: this.redirectorAsker(as),
      now: this.clock.now(),
      signal: this.outgoing.signal,
    };
    if (this.testSources.isOurs(ping.source)) return readSource(this.outgoing.fetchOwn, asked);
    let fetched: Fetched | null = null;
    const ask: AskSource = async (url, request) => {
      fetched = await this.fetch(ping, asked.now, url, request);
      return fetched.response();
    };
    try {
      const reading = await readSource(ask, asked);
      const isFailure = await settled(reading, fetched);
      return { ...reading, isTransient: isFailure };
    } catch (error) {
      // who waits for the fetch is not to wait until its lease ends
      await settled(null, fetched);
      if (!(error instanceof HostRests)) throw error;
      const { verification } = this.refused(error.message);
      return {
        ...UNREAD,
        verification: { ...verification, state: 'unreachable' },
        isSkipped: true,
        isTransient: error.isFailing,
      };
    }
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
      notAsked: why,
    };
  }

  private redirectorAsker(as: 'usual' | 'other'): Ask {
    const { outgoing, fetches } = this;
    const headers = { 'user-agent': outgoing.userAgents[as] };
    return (url, request) =>
      outgoing.fetch(url, {
        ...request,
        headers,
        signal: outgoing.signal,
        beforeHop: fetches.spend,
      });
  }

  private fetch(ping: PingEntity, now: Date, url: string, request: SafeRequest): Promise<Fetched> {
    return this.fetches.fetch({
      url,
      domain: ping.domain,
      now,
      freshFrom: freshFrom(ping),
      userAgent: request.headers?.['user-agent'] ?? this.outgoing.userAgents.usual,
      isPrivate: ping.accessCode !== null || ping.accessToken !== null,
      ask: (politely) => this.ask(ping, url, { ...request, ...politely }),
    });
  }

  /** The token of a private source is got within the turn that its host is given. */
  private async ask(ping: PingEntity, url: string, request: SafeRequest): Promise<SafeResponse> {
    const token = await this.privateSources.tokenFor(ping);
    const headers = token
      ? { ...request.headers, authorization: `Bearer ${token}` }
      : request.headers;
    return this.outgoing.fetch(url, { ...request, ...(headers ? { headers } : {}) });
  }
}

/** Tells the others what came of the fetch; answers whether its failure may be over soon. */
async function settled(reading: SourceReading | null, fetched: Fetched | null): Promise<boolean> {
  if (!fetched) return reading?.isTransient ?? false;
  const state = reading?.verification.state;
  await fetched.settle(state === undefined ? null : state === 'linked');
  return state === 'unreachable' && isTransient(fetched.result);
}
