// The listing `?__mode=rss`: approved pings of a target, or of a whole site.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { canonicalUrl, trackbackListing } from '@trackwarden/protocol';
import { PingEntity } from '../database/entities/ping.entity.js';
import type { Addressed } from '../sites/addressed.js';
import { TargetsService } from '../sites/targets.service.js';

/** Newest approvals first, at most so many; older ones are in the feeds. */
const MOST = 100;

@Injectable()
export class TrackbackListing {
  constructor(
    private readonly dataSource: DataSource,
    private readonly targets: TargetsService,
  ) {}

  /** With a site's key, `givenTarget` narrows it to one page. Null for a page that is not the site's. */
  async of({ site, target }: Addressed, givenTarget: string | null): Promise<string | null> {
    const isForeign = givenTarget !== null && !(await this.targets.find(site, givenTarget)).belongs;
    if (!target && isForeign) return null;
    const canonical = givenTarget === null ? null : canonicalUrl(givenTarget);
    const pings = await this.dataSource.manager.find(PingEntity, {
      where: {
        siteId: site.id,
        status: 'approved',
        ...(target ? { targetId: target.id } : {}),
        ...(!target && canonical ? { target: { canonicalUrl: canonical } } : {}),
      },
      relations: { target: true },
      order: { decidedAt: 'DESC', id: 'DESC' },
      take: MOST,
    });
    return trackbackListing({
      title: target ? target.title || target.url : site.name,
      url: target?.url ?? canonical ?? `${site.origins[0] ?? ''}/`,
      items: pings.map((ping) => ({
        title: ping.claimed.title || ping.source,
        url: ping.source,
        excerpt: ping.claimed.excerpt,
      })),
    });
  }
}
