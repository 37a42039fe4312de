// What others say of a ping, where the owner asks them; whoever does not answer in time is noted, never waited for.
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Ping } from '@trackwarden/contracts';
import type { Opinions } from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { Akismet } from './akismet.service.js';
import { DnsLookups } from './dns-lookups.js';

/** A test of the list and the question itself, one after the other. */
const LONGEST_MS = 6_000;

@Injectable()
export class OutsideOpinions {
  constructor(
    private readonly lists: DnsLookups,
    private readonly akismet: Akismet,
  ) {}

  /** While the source is read. Null when nobody was asked. Never asks about a private mention. */
  async ofLists(
    ping: PingEntity,
    { settings: { dnsLists } }: SiteEntity,
  ): Promise<Opinions | null> {
    if (dnsLists.length === 0 || ping.isPrivate) return null;
    const stop = new AbortController();
    const late = pause(LONGEST_MS, null, { signal: stop.signal, ref: false }).catch(() => null);
    const said = await Promise.race([this.lists.of(ping, dnsLists), late]);
    stop.abort();
    return said ?? { listed: [], unanswered: ['The DNS lists did not answer'] };
  }

  /** Adds the word of the site's service, which wants to know what the source says. */
  async withService(
    lists: Opinions | null,
    ping: PingEntity,
    site: SiteEntity,
    found: Ping['extracted'],
  ): Promise<Opinions | null> {
    const word = ping.isPrivate ? null : await this.akismet.wordOn(ping, site, found);
    if (word === null) return lists;
    const { listed, unanswered } = lists ?? { listed: [], unanswered: [] };
    if ('verdict' in word) return { listed, unanswered, akismet: word.verdict };
    return { listed, unanswered: [...unanswered, 'The spam service did not answer'] };
  }
}
