// `pingback.extensions.getPingbacks`: the sources of the approved mentions of a page.
import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, Not } from 'typeorm';
import { PingEntity } from '../database/entities/ping.entity.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { AddressBook } from '../sites/addressed.js';
import { TargetsService } from '../sites/targets.service.js';
import { AcceptService } from './accept.service.js';
import type { Sender } from './sender.js';
import type { PageRefusal } from './addressed-by-page.js';

/** Newest approvals first, at most so many; older ones are in the feeds. */
const MOST = 500;

export type PingbackSources =
  { ok: true; sources: string[] } | { ok: false; site: SiteEntity | null; refusal: PageRefusal };

@Injectable()
export class PingbackListing {
  constructor(
    private readonly dataSource: DataSource,
    private readonly addresses: AddressBook,
    private readonly targets: TargetsService,
    private readonly acceptance: AcceptService,
  ) {}

  async of(page: string, sender: Sender): Promise<PingbackSources> {
    const addressed = await this.addresses.findByPage(page);
    const site = addressed?.site ?? null;
    const refusal = await this.acceptance.limited(sender);
    if (refusal) return { ok: false, site, refusal };
    const known = site && (await this.targets.find(site, page));
    if (!known?.belongs) {
      const message = 'The target is not a page that takes pings here.';
      return { ok: false, site, refusal: { code: 'unknown', message } };
    }
    if (!known.target) return { ok: true, sources: [] };
    const pings = await this.dataSource.manager.find(PingEntity, {
      select: { id: true, source: true },
      where: {
        targetId: In(await this.targets.idsOf(known.target)),
        published: Not(IsNull()),
        isPrivate: false,
      },
      order: { decidedAt: 'DESC', id: 'DESC' },
      take: MOST,
    });
    return { ok: true, sources: pings.map(({ source }) => source) };
  }
}
