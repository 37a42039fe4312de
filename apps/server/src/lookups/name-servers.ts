// Questions to name servers about lists in the DNS: one short try, nothing else of the DNS is asked here.
import { Resolver } from 'node:dns/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';

const TIMEOUT_MS = 2_000;

/** The addresses of a name, none when there is no such name; for so long they may be remembered. */
export type NameAnswer = { addresses: string[]; ttlSeconds: number };

/** No answer came, or one that says that the server failed. */
export class NoAnswer extends Error {}

@Injectable()
export class NameServers {
  private readonly resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 1 });

  constructor(@Inject(CONFIG) { dnsServers }: Config) {
    if (dnsServers.length > 0) this.resolver.setServers(dnsServers);
  }

  /** Throws {@link NoAnswer}. */
  async addressesOf(name: string): Promise<NameAnswer> {
    try {
      const records = await this.resolver.resolve4(name, { ttl: true });
      return {
        addresses: records.map(({ address }) => address),
        ttlSeconds: Math.min(...records.map(({ ttl }) => ttl)),
      };
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOTFOUND' || code === 'ENODATA') return { addresses: [], ttlSeconds: 300 };
      throw new NoAnswer(wordsFor[code] ?? `it could not be asked (${code})`);
    }
  }
}

function codeOf(error: unknown): string {
  const isCoded = typeof error === 'object' && error !== null && 'code' in error;
  return isCoded && typeof error.code === 'string' ? error.code : 'unknown';
}

const wordsFor: Record<string, string> = {
  ETIMEOUT: 'it did not answer in time',
  ECONNREFUSED: 'its name server could not be reached',
  ESERVFAIL: 'its name server failed',
  EREFUSED: 'its name server refused the question',
};
