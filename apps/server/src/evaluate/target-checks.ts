// Looks at the page that was pinged: is it there, and by which other addresses is it known?
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { describePage, readPage } from '@trackwarden/protocol';
import type { SafeResponse } from '@trackwarden/safe-fetch';
import { Clock } from '../clock.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { TargetEntity } from '../database/entities/target.entity.js';
import { Outgoing } from '../outgoing.js';
import { addressOn } from '../sites/page-address.js';
import { TargetAliases } from '../sites/target-aliases.js';
import { HostBudget, HostHasHadItsShare } from '../host-budget.js';

const HOUR_MS = 3_600_000;
const FRESH_MS = 24 * HOUR_MS;
/** A page that was not there, or not to be had, is asked for again sooner. */
const FRESH_FAILURE_MS = 600_000;
const TIMEOUT_MS = 5_000;
const MAX_BYTES = 300_000;
/** Kept of the page's text, and how much of that goes into each evidence: scoring looks no further. */
const KEPT_CHARACTERS = 5_000;
const JUDGED_CHARACTERS = 1_500;
/** Only these say that the page has another address; the others lead to a sign-in, or away for a while. */
const PERMANENT = new Set([301, 308]);

/** What changes of a target; `otherAddress` is another one of its page, `variants` its AMP, print and mobile forms. */
type PageReading = Partial<Pick<TargetEntity, 'title' | 'publishedAt'>> & {
  otherAddress: string | null;
  variants: readonly string[];
  /** Readable text and its language; null when no page was read. */
  text: { beginning: string; language: string | null } | null;
};

const NOTHING_READ: PageReading = { otherAddress: null, variants: [], text: null };

@Injectable()
export class TargetChecks {
  private readonly logger = new Logger('evaluate');
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly outgoing: Outgoing,
    private readonly aliases: TargetAliases,
    private readonly budget: HostBudget,
    private readonly clock: Clock,
  ) {}

  /** Asks at most now and then, one request at a time for a page; a failure to ask changes nothing. */
  async look(target: TargetEntity, site: SiteEntity): Promise<void> {
    if (target.aliasOf !== null) return this.aliases.adopt(target);
    if (this.isFresh(target)) return;
    const running = this.running.get(target.id) ?? this.check(target, site);
    this.running.set(target.id, running);
    try {
      await running;
    } catch (error) {
      if (!(error instanceof HostHasHadItsShare)) throw error;
    } finally {
      this.running.delete(target.id);
    }
  }

  /** The beginning of the page's text, as it was when it was last read; null when it never was. */
  async textOf({ id, aliasOf }: TargetEntity): Promise<string | null> {
    const [row] = await this.dataSource.query<{ text: string }[]>(
      'SELECT left(text, $2) AS text FROM target_texts WHERE target_id = $1',
      [aliasOf ?? id, JUDGED_CHARACTERS],
    );
    return row?.text ?? null;
  }

  private isFresh({ checkedAt, httpStatus }: TargetEntity): boolean {
    if (checkedAt === null) return false;
    const isGood = httpStatus !== null && httpStatus < 400;
    const ageMs = this.clock.now().getTime() - checkedAt.getTime();
    return ageMs < (isGood ? FRESH_MS : FRESH_FAILURE_MS);
  }

  private async check(target: TargetEntity, site: SiteEntity): Promise<void> {
    const response = await this.ask(target.url);
    const isGone = response?.status === 404 || response?.status === 410;
    const { otherAddress, variants, text, ...facts } =
      response?.status === 200 ? this.readFacts(target, response, site) : NOTHING_READ;
    await this.dataSource.manager.update(
      TargetEntity,
      { id: target.id },
      {
        ...facts,
        checkedAt: this.clock.now(),
        httpStatus: response?.status ?? null,
        isMissing: isGone && (await this.isAlive(site)),
      },
    );
    if (text !== null) await this.keep(target, text);
    if (otherAddress !== null) {
      await this.aliases.learn(target, otherAddress);
      this.logger.log({ msg: 'alias learned', target: target.id, site: site.id });
    }
    for (const variant of variants) await this.aliases.learnVariant(target.id, variant);
  }

  private async keep(
    { id }: TargetEntity,
    { beginning, language }: NonNullable<PageReading['text']>,
  ): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO target_texts (target_id, text, language) SELECT id, $2, $3 FROM targets WHERE id = $1
       ON CONFLICT (target_id) DO UPDATE SET text = excluded.text, language = excluded.language`,
      [id, beginning, language],
    );
  }

  /** A site that answers 404 to everything says nothing about one page. */
  private async isAlive(site: SiteEntity): Promise<boolean> {
    const home = await this.ask(`${site.origins[0] ?? ''}/`);
    return home !== null && home.status < 400;
  }

  private ask(url: string): Promise<SafeResponse | null> {
    return this.budget.ask(this.outgoing.fetch, url, {
      accept: 'text/html',
      acceptContentType: (type) => type === '' || type.includes('html'),
      maxBytes: MAX_BYTES,
      tooLarge: 'truncate',
      totalTimeoutMs: TIMEOUT_MS,
      signal: this.outgoing.signal,
    });
  }

  private readFacts(target: TargetEntity, response: SafeResponse, site: SiteEntity): PageReading {
    const { title, publishedAt, canonicalUrl, variants, text, language } = describePage(
      readPage(response.body, {
        url: response.finalUrl,
        contentType: response.contentType,
      }),
    );
    const isMoved = response.redirects.every(({ status }) => PERMANENT.has(status));
    const named = (isMoved ? [canonicalUrl, response.finalUrl] : [])
      .map((url) => (url === null ? null : addressOn(site, url)))
      // many a site sends what it lacks to its home page: that makes no alias of it
      .find((address) => address !== null && new URL(address).pathname !== '/');
    return {
      text: { beginning: Array.from(text).slice(0, KEPT_CHARACTERS).join(''), language },
      ...(target.title === '' && title !== null ? { title } : {}),
      publishedAt: publishedAt === null ? null : new Date(publishedAt),
      otherAddress: named && named !== target.canonicalUrl ? named : null,
      variants: variants
        .map((url) => addressOn(site, url))
        .filter((address) => address !== null)
        .filter((address) => address !== named && new URL(address).pathname !== '/'),
    };
  }
}
