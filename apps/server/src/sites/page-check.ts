// "Check my page": reads a page of the site as a sender does, and says what senders will find there.
import { Inject, Injectable } from '@nestjs/common';
import type { AddressKind, PageCheck, Protocol } from '@trackwarden/contracts';
import { discoverEndpoints, readPage, decodeBytes } from '@trackwarden/protocol';
import { SafeFetchError, type SafeResponse } from '@trackwarden/safe-fetch';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { Outgoing } from '../outgoing.js';
import { AddressBook } from './addressed.js';
import { DatedAddresses, markIn, splitMark } from './dated-addresses.js';
import { addressOn, slashTwin } from './page-address.js';
import { pathHere, remarksOn, undated, unreadable } from './page-remarks.js';
import { TargetsService } from './targets.service.js';

const PROTOCOLS: readonly Protocol[] = ['webmention', 'pingback', 'trackback'];
const MAX_BYTES = 1_000_000;
const TIMEOUT_MS = 10_000;

@Injectable()
export class PageChecks {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly outgoing: Outgoing,
    private readonly addresses: AddressBook,
    private readonly targets: TargetsService,
    private readonly dates: DatedAddresses,
  ) {}

  /** A page that cannot be read is an answer too: its reason stands in `error`. */
  async check(site: SiteEntity, url: string): Promise<PageCheck> {
    const response = await this.ask(url);
    if (response instanceof SafeFetchError) return { ...NOTHING, url, error: unreadable(response) };
    const { status: httpStatus, finalUrl } = response;
    if (httpStatus >= 400) {
      const error = `The page answered with status ${httpStatus}.`;
      return { ...NOTHING, url, finalUrl, httpStatus, error };
    }
    const html = textOf(response);
    const endpoints = discoverEndpoints({ url, finalUrl, headers: response.headers, html });
    const found = await Promise.all(
      PROTOCOLS.map(async (protocol) => ({
        protocol,
        endpoint: endpoints[protocol],
        foundBy: endpoints.how[protocol],
        isOurs: await this.isOurs(site, protocol, endpoints[protocol], [url, finalUrl]),
      })),
    );
    const remarks = remarksOn({ url, finalUrl, html, found, publicUrl: this.config.publicUrl });
    const onDates = site.settings.datedAddresses ? this.remarksOnDates(site, found) : [];
    return { url, finalUrl, httpStatus, error: null, found, remarks: [...remarks, ...onDates] };
  }

  private async ask(url: string): Promise<SafeResponse | SafeFetchError> {
    try {
      return await this.outgoing.fetch(url, {
        accept: 'text/html, */*;q=0.1',
        maxBytes: MAX_BYTES,
        tooLarge: 'truncate',
        totalTimeoutMs: TIMEOUT_MS,
        signal: this.outgoing.signal,
      });
    } catch (error) {
      if (error instanceof SafeFetchError) return error;
      throw error;
    }
  }

  /** It leads here, and a ping sent there is one for this page. */
  private async isOurs(
    site: SiteEntity,
    protocol: Protocol,
    endpoint: string | null,
    addresses: readonly string[],
  ): Promise<boolean> {
    const path = pathHere(endpoint, this.config.publicUrl);
    if (endpoint === null || path === null) return false;
    if (protocol !== 'trackback') return path === `/${protocol}`;
    const [, segment = ''] = /^\/trackback\/([^/]+)/.exec(path) ?? [];
    const { key } = splitMark(segment);
    const addressed = await this.addresses.find(key);
    if (addressed?.site.id !== site.id) return false;
    const named = addressed.target?.url ?? new URL(endpoint).searchParams.get('target');
    if (named === null) return false;
    const [page, ...asked] = await Promise.all(
      [named, ...addresses].map((address) => this.pageAt(site, address)),
    );
    return page !== null && page !== undefined && asked.includes(page);
  }

  /** Pings by an address without a fresh date are held: the page should hand out a fresh one. */
  private remarksOnDates(site: SiteEntity, found: PageCheck['found']): PageCheck['remarks'] {
    return found.flatMap(({ protocol, endpoint, isOurs }) => {
      if (endpoint === null || !isOurs) return [];
      const kind = this.kindOf(site, protocol, endpoint);
      if (kind === 'dated') return [];
      return [{ level: 'problem', text: undated(protocol, kind) }] as const;
    });
  }

  private kindOf(site: SiteEntity, protocol: Protocol, endpoint: string): AddressKind {
    const { searchParams } = new URL(endpoint);
    if (protocol !== 'trackback')
      return this.dates.kindOf(site.key, markIn(Object.fromEntries(searchParams)));
    const path = pathHere(endpoint, this.config.publicUrl) ?? '';
    const { key, mark } = splitMark(path.split('/')[2] ?? '');
    return this.dates.kindOf(key, mark);
  }

  /** What all spellings of a page share: its target where it has one, else its address. */
  private async pageAt(site: SiteEntity, url: string): Promise<string | null> {
    const address = addressOn(site, url);
    if (address === null) return null;
    const { target } = await this.targets.find(site, address);
    return target?.id ?? (address.endsWith('/') ? (slashTwin(address) ?? address) : address);
  }
}

const NOTHING: Omit<PageCheck, 'url' | 'error'> = {
  finalUrl: null,
  httpStatus: null,
  found: PROTOCOLS.map((protocol) => ({
    protocol,
    endpoint: null,
    foundBy: null,
    isOurs: false,
  })),
  remarks: [],
};

/** Empty for what is no page: its headers count all the same. */
function textOf({ body, contentType, finalUrl }: SafeResponse): string {
  const page = readPage(body, { url: finalUrl, contentType });
  return page.kind === 'html' ? decodeBytes(body, { header: page.charset.label }).text : '';
}
