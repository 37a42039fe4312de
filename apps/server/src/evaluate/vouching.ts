// Vouch: a page on a site with approved pings that links to the source's host speaks for the source.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readPage, vouches } from '@trackwarden/protocol';
import { registrableDomain } from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { Outgoing } from '../outgoing.js';
import { listed } from './domain-lists.js';
import { HostBudget } from '../host-budget.js';

const MAX_BYTES = 500_000;

@Injectable()
export class Vouching {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outgoing: Outgoing,
    private readonly budget: HostBudget,
  ) {}

  /** The host of the page that vouches for the source, null without one. Throws `HostHasHadItsShare`. */
  async of(ping: PingEntity, site: SiteEntity): Promise<string | null> {
    // a stranger's page is not asked for: it could not help the source
    if (ping.vouch === null || !(await this.isKnown(ping.vouch, ping, site))) return null;
    const response = await this.budget.ask(this.outgoing.fetch, ping.vouch, {
      accept: 'text/html',
      acceptContentType: (type) => type === '' || type.includes('html'),
      maxBytes: MAX_BYTES,
      tooLarge: 'truncate',
      signal: this.outgoing.signal,
    });
    if (response?.status !== 200) return null;
    // an open redirect on a known site speaks for nobody
    if (!(await this.isKnown(response.finalUrl, ping, site))) return null;
    const page = readPage(response.body, {
      url: response.finalUrl,
      contentType: response.contentType,
    });
    return vouches(page, ping.source) ? new URL(ping.vouch).hostname : null;
  }

  /** Trusted by the owner, or of a domain that a person has approved here before; never the source's own. */
  private async isKnown(vouch: string, ping: PingEntity, site: SiteEntity): Promise<boolean> {
    const domain = registrableDomain(vouch) ?? new URL(vouch).hostname;
    if (domain === ping.domain) return false;
    if (listed(vouch, site.settings.blockedDomains) !== null) return false;
    if (listed(vouch, site.settings.trustedDomains) !== null) return true;
    const [row] = await this.dataSource.query<{ known: boolean }[]>(
      `SELECT EXISTS (SELECT FROM pings WHERE site_id = $1 AND domain = $2
         AND status = 'approved' AND decided_kind = 'person') AS known`,
      [site.id, domain],
    );
    return row?.known === true;
  }
}
