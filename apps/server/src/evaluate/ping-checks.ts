// Gathers everything that is known about a ping: its page, its source, its voucher, its past.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Evidence } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { TargetEntity } from '../database/entities/target.entity.js';
import { ListLookup } from '../rules/list-lookup.js';
import { OutsideOpinions } from '../lookups/outside-opinions.js';
import { Ruling } from '../rules/ruling.js';
import { whyNotFetched } from './before-fetch.js';
import { extractedFrom } from './evaluated-ping.js';
import { evidenceOf } from './evidence.js';
import { HistoryService } from './history.service.js';
import { isSecondLookDue, joinLooks } from './second-look.js';
import { SourceReader } from './source-reader.js';
import type { SourceReading } from './read-source.js';
import { TargetChecks } from './target-checks.js';
import { Vouching } from './vouching.js';

@Injectable()
export class PingChecks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly targets: TargetChecks,
    private readonly sources: SourceReader,
    private readonly vouching: Vouching,
    private readonly history: HistoryService,
    private readonly lists: ListLookup,
    private readonly ruling: Ruling,
    private readonly outside: OutsideOpinions,
    private readonly clock: Clock,
  ) {}

  /** The ping's target is the current one afterwards. Throws `HostHasHadItsShare`, `SourceIsBusy`. */
  async gather(
    ping: PingEntity,
    site: SiteEntity,
  ): Promise<{ reading: SourceReading; evidence: Evidence }> {
    const history = await this.history.of(ping);
    const { siteId, source: url, senderIp } = ping;
    const onLists = await this.lists.of({ siteId, url, senderIp });
    const why =
      whyNotFetched({ ping, site, history, listed: onLists }) ??
      (await this.ruling.whyNotFetched(ping));
    const [reading, lists] =
      why === null
        ? await Promise.all([this.read(ping, site), this.outside.ofLists(ping, site)])
        : [this.sources.refused(why), null];
    const opinions =
      why === null
        ? await this.outside.withService(lists, ping, site, extractedFrom(reading))
        : null;
    const isLinked = reading.verification.state === 'linked';
    const vouchedBy = isLinked ? await this.vouching.of(ping, site) : null;
    const campaign = await this.history.campaignOf(ping, reading);
    const author = reading.facts?.author.url ?? null;
    const known = await this.history.withAuthor(history, ping, author);
    const targetText = await this.targets.textOf(ping.target);
    const found = {
      ...evidenceOf({ ping, targetText, reading }, { ...known, campaign }, vouchedBy),
      opinions,
    };
    const listed = await this.ruling.listed(found, ping, reading.verification, author);
    return { reading, evidence: await this.history.withCopies(listed, ping, reading) };
  }

  private async read(ping: PingEntity, site: SiteEntity): Promise<SourceReading> {
    await this.targets.look(ping.target, site);
    const addresses = await this.refreshTarget(ping);
    if (!isSecondLookDue(ping, this.clock.now())) return this.sources.read(ping, site, addresses);
    const read = await this.sources.read(ping, site, addresses, 'other');
    const other = { ...read, isSecondLook: true };
    const { state } = other.verification;
    if (state !== 'gone' && (state !== 'no-link' || !other.isWhole)) return other;
    return joinLooks(other, await this.sources.read(ping, site, addresses));
  }

  /** As the look at the page left it; answers all addresses by which the page is known. */
  private async refreshTarget(ping: PingEntity): Promise<string[]> {
    const { manager } = this.dataSource;
    const id = ping.target.aliasOf ?? ping.target.id;
    const known = await manager.find(TargetEntity, { where: [{ id }, { aliasOf: id }] });
    const own = known.find((target) => target.id === id);
    if (!own) return [];
    if (own.aliasOf !== null) {
      ping.target = own;
      return this.refreshTarget(ping);
    }
    ping.target = own;
    return known.map(({ canonicalUrl }) => canonicalUrl);
  }
}
