// Vouch: a page on a site with approved pings that links to the source's host speaks for the source.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readPage, vouches } from '@trackwarden/protocol';
import { ownerKey, registrableDomain } from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { Outgoing } from '../outgoing.js';
import { ownerColumn } from '../pings/source-columns.js';
import { ListLookup } from '../rules/list-lookup.js';
import { HostBudget } from '../host-budget.js';

const MAX_BYTES = 500_000;

@Injectable()
export class Vouching {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outgoing: Outgoing,
    private readonly budget: HostBudget,
    private readonly lists: ListLookup,
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

  /** Trusted by the owner, or of somebody whom a person has approved here before; never the source's own. */
  private async isKnown(vouch: string, ping: PingEntity, site: SiteEntity): Promise<boolean> {
    const domain = registrableDomain(vouch) ?? new URL(vouch).hostname;
    if (domain === ping.domain) return false;
    const { blocked, trusted } = await this.lists.of({
      siteId: site.id,
      url: vouch,
      senderIp: null,
    });
    if (blocked !== null || trusted !== null) return blocked === null;
    const owner = ownerKey(vouch);
    if (owner === null) return false;
    const [row] = await this.dataSource.query<{ known: boolean }[]>(
      `SELECT EXISTS (SELECT FROM pings WHERE site_id = $1 AND ${ownerColumn(owner)} = $2
         AND status = 'approved' AND decided_kind = 'person') AS known`,
      [site.id, owner.key],
    );
    return row?.known === true;
  }
}
