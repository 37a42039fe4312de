// Every request of the product to the outside goes through here, and so through safe-fetch.
import { setMaxListeners } from 'node:events';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  createSafeFetch,
  parseAllowance,
  parseEgressProxy,
  proxyOpener,
  type SafeFetch,
  type SafeFetchOptions,
} from '@trackwarden/safe-fetch';
import type { CommandConfig, Config } from './config/config.js';
import { CONFIG } from './config/config.token.js';
import { VERSION } from './version.js';

@Injectable()
export class Outgoing implements OnApplicationShutdown {
  /** For addresses that strangers chose. */
  readonly fetch: SafeFetch;
  /**
   * Reaches this installation too, wherever it listens, and past any proxy; only for pages that we
   * signed ourselves.
   */
  readonly fetchOwn: SafeFetch;
  /** As whom a source is read: who we are and what for, or as a browser would be answered. */
  readonly userAgents: { readonly usual: string; readonly other: string };
  private readonly stopping = new AbortController();

  constructor(@Inject(CONFIG) config: Config) {
    // every running request listens to it
    setMaxListeners(0, this.stopping.signal);
    const allow = parseAllowance(config.fetchAllow);
    const userAgent = `Trackwarden/${VERSION} (+${config.publicUrl}; verifying a ping)`;
    const other = `Mozilla/5.0 (compatible; Trackwarden/${VERSION}; +${config.publicUrl})`;
    this.userAgents = { usual: userAgent, other };
    const limits = {
      // a slow blog may take all of the time that its request has
      headersTimeoutMs: Math.max(...config.sourceTimeoutsMs),
      ...config.fetchLimits,
    };
    const names = config.lookup === null ? {} : { lookup: config.lookup };
    this.fetch = createSafeFetch({ allow, userAgent, limits, ...names, ...wayOut(config) });
    const { hostname, port, protocol } = new URL(config.publicUrl);
    const own = `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
    this.fetchOwn = createSafeFetch({
      allow: [...allow, ...parseAllowance(own)],
      userAgent,
      limits,
    });
  }

  /** Aborts when the process is asked to stop and running requests have had their time. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  abort(): void {
    this.stopping.abort();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.fetch.close(), this.fetchOwn.close()]);
  }
}

/** The same guards for a command that runs without the server and its other settings. */
export const createCommandFetch = (config: CommandConfig, userAgent: string): SafeFetch =>
  createSafeFetch({ allow: parseAllowance(config.fetchAllow), userAgent, ...wayOut(config) });

const wayOut = ({
  egressProxy,
}: Pick<Config, 'egressProxy'>): Pick<SafeFetchOptions, 'openSocket'> =>
  egressProxy === null ? {} : { openSocket: proxyOpener(parseEgressProxy(egressProxy)) };
