// One fetch of a source for all who name it at the same time, polite to its host, over the whole fleet.
import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { SafeFetchError, type SafeRequest, type SafeResponse } from '@trackwarden/safe-fetch';
import { Clock } from '../../clock.js';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.token.js';
import { HostBudget, HostHasHadItsShare } from '../../host-budget.js';
import { FETCH_LEDGER, type Claim, type FetchLedger, type Lease } from './fetch-ledger.js';
import { hostKey } from './host-key.js';
import { hostsOnTheWay, isFailure, isTimeout, requestedRest, responseOf } from './fetch-result.js';
import { pack, unpack, type FetchResult } from './stored-result.js';
import { HostRests } from './host-rests.js';
import { SourceIsBusy } from './source-is-busy.js';

/**
 * Beyond the time of a first attempt: for a second one, for reading the page and for slow clocks. A
 * third attempt may outlive its lease, which is better than a killed process that blocks for long.
 */
const LEASE_RESERVE_MS = 15_000;
/** Hosts that linked as they said before are given so many times the patience of strangers. */
const PATIENCE_WITH_KNOWN = 5;
/** This share of the workers is for them too: strangers that hang cannot hold all. */
const KEPT_FOR_KNOWN = 0.2;

export type SourceRequest = {
  url: string;
  /** The registrable domain of the source, as its pings have it. */
  domain: string;
  /** An earlier page would not do: the ping, or its last check, came later. */
  freshFrom: Date;
  /** When the check began, as its record has it: the next one tells its own page from this one's. */
  now: Date;
  userAgent: string;
  /** What is read with a token is shared with nobody. */
  isPrivate: boolean;
  /** Asks the host, within the time given. */
  ask: (politely: Pick<SafeRequest, 'totalTimeoutMs' | 'beforeHop'>) => Promise<SafeResponse>;
};

export type Fetched = {
  /** Throws the `SafeFetchError` where there is none. */
  response: () => SafeResponse;
  result: FetchResult;
  /** To be called once it is known whether the page links; the next ones wait for it. */
  settle: (isLinked: boolean | null) => Promise<void>;
};

@Injectable()
export class SourceFetches {
  private underWay = 0;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(FETCH_LEDGER) private readonly ledger: FetchLedger,
    private readonly dataSource: DataSource,
    private readonly budget: HostBudget,
    private readonly clock: Clock,
  ) {}

  /** For `beforeHop` of other requests that a source causes. Throws `HostHasHadItsShare`. */
  readonly spend = (hop: { host: string }): Promise<void> => this.budget.spend(hop);

  /**
   * Throws `HostHasHadItsShare` or {@link SourceIsBusy} when the ping is to wait, {@link HostRests}
   * when it is to be judged without a fetch.
   */
  async fetch(request: SourceRequest): Promise<Fetched> {
    const lease: Lease = {
      key: keyOf(request),
      host: hostKey(request.url),
      holder: uuidv7(),
    };
    const { claim, patience } = await this.claim(lease, request);
    switch (claim.turn) {
      case 'ours':
        return this.inTurn(lease, request, () =>
          this.fetchOurselves(lease, request, claim, patience),
        );
      case 'shared':
        return this.share(unpack(claim.result), claim);
      case 'busy':
        throw new SourceIsBusy();
      case 'asked':
        throw new HostHasHadItsShare(this.secondsUntil(claim.standing.askedUntil));
      case 'rests':
        throw new HostRests(lease.host, claim.standing);
    }
  }

  /** Whether a host is known is asked only once strangers hold all the room that is theirs. */
  private async inTurn<T>(
    lease: Lease,
    request: SourceRequest,
    fetch: () => Promise<T>,
  ): Promise<T> {
    const { workerConcurrency } = this.config;
    const room = workerConcurrency - Math.floor(workerConcurrency * KEPT_FOR_KNOWN);
    if (this.underWay >= room && !(await this.isKnown(request))) {
      await this.ledger.release(lease);
      throw new SourceIsBusy();
    }
    this.underWay += 1;
    try {
      return await fetch();
    } finally {
      this.underWay -= 1;
    }
  }

  /** Whether a host is known is asked only once it would be left alone. */
  private async claim(
    lease: Lease,
    request: SourceRequest,
  ): Promise<{ claim: Claim; patience: number }> {
    const { now, freshFrom } = request;
    const ask = {
      ...lease,
      now,
      freshFrom,
      leaseUntil: new Date(now.getTime() + this.firstTimeoutMs + LEASE_RESERVE_MS),
      // who grants a host many requests a minute grants it more of them at once
      mostAtOnce: Math.max(4, Math.floor(this.config.hostBudgetPerMinute / 30)),
    };
    const { hostPatience: patience } = this.config;
    const claim = await this.ledger.claim({ ...ask, patience });
    if (claim.turn !== 'rests' || !(await this.isKnown(request))) return { claim, patience };
    const more = patience * PATIENCE_WITH_KNOWN;
    return { claim: await this.ledger.claim({ ...ask, patience: more }), patience: more };
  }

  private async fetchOurselves(
    lease: Lease,
    request: SourceRequest,
    { standing }: Claim,
    patience: number,
  ): Promise<Fetched> {
    const result = await this.ask(lease, request, standing.timeouts);
    const settle = async (isLinked: boolean | null, asked: Asked | null = null): Promise<void> =>
      this.ledger.settle(lease, {
        now: this.clock.now(),
        // whether it links was not found out: no host is the worse for it
        hosts: isLinked === null ? [] : hostsOnTheWay(request.url, result),
        isLinked: isLinked === true,
        isFailure: isFailure(result),
        isTimeout: isTimeout(result),
        asked,
        patience,
        result: request.isPrivate || asked ? null : pack(result),
      });
    const rest = requestedRest(result, this.clock.now());
    if (rest) {
      await settle(false, { host: hostKey(rest.url), until: rest.until });
      throw new HostHasHadItsShare(this.secondsUntil(rest.until));
    }
    return { result, response: () => responseOf(result), settle };
  }

  /** A failure of the other side is a result too. */
  private async ask(lease: Lease, request: SourceRequest, timeouts: number): Promise<FetchResult> {
    const { sourceTimeoutsMs } = this.config;
    const totalTimeoutMs =
      sourceTimeoutsMs[Math.min(timeouts, sourceTimeoutsMs.length - 1)] ?? this.firstTimeoutMs;
    try {
      return await request.ask({ totalTimeoutMs, beforeHop: (hop) => this.beforeHop(lease, hop) });
    } catch (error) {
      const isOurs = !(error instanceof SafeFetchError) || error.kind === 'aborted';
      if (!isOurs && error.kind !== 'held-back') return error;
      await this.ledger.release(lease);
      throw isOurs ? error : error.cause;
    }
  }

  /** Every hop counts, and a host that is left alone is not asked through another's redirect either. */
  private async beforeHop({ host }: Lease, hop: { url: string; host: string }): Promise<void> {
    const next = hostKey(hop.url);
    if (next !== host) {
      const standing = await this.ledger.standing(next);
      const now = this.clock.now();
      if (standing.askedUntil && standing.askedUntil > now)
        throw new HostHasHadItsShare(this.secondsUntil(standing.askedUntil));
      if (standing.restsUntil && standing.restsUntil > now) throw new HostRests(next, standing);
    }
    await this.budget.spend(hop);
  }

  private share(result: FetchResult, { standing }: Claim): Fetched {
    const settle = async (isLinked: boolean | null): Promise<void> => {
      const url = result instanceof SafeFetchError ? result.url : result.finalUrl;
      if (isLinked && standing.unlinked > 0) await this.ledger.forgive(hostsOnTheWay(url, result));
    };
    return { result, response: () => responseOf(result), settle };
  }

  private async isKnown({ url, domain }: SourceRequest): Promise<boolean> {
    const { port, host } = new URL(url);
    const [row] = await this.dataSource.query<{ known: boolean }[]>(
      `SELECT EXISTS (SELECT FROM pings WHERE domain = $1 AND proven_at IS NOT NULL
         AND ($2::text IS NULL OR split_part(source, '/', 3) = $2)) AS known`,
      [domain, port === '' ? null : host],
    );
    return row?.known === true;
  }

  private secondsUntil(time: Date | null): number {
    const ms = (time?.getTime() ?? 0) - this.clock.now().getTime();
    return Math.max(ms, 0) / 1000 + Math.random();
  }

  private get firstTimeoutMs(): number {
    return this.config.sourceTimeoutsMs[0] ?? 0;
  }
}

type Asked = { host: string; until: Date };

/** Another user agent may be shown another page. */
export function keyOf({
  url,
  userAgent,
  isPrivate,
}: Pick<SourceRequest, 'url' | 'userAgent' | 'isPrivate'>): string {
  if (isPrivate) return `private ${uuidv7()}`;
  const { href } = new URL(url);
  return createHash('sha256')
    .update(`${userAgent}\n${href.split('#')[0]}`)
    .digest('hex');
}
