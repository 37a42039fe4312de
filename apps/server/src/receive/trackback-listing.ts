// The listing `?__mode=rss`: approved pings of a target, or of a whole site.
import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, Not } from 'typeorm';
import { trackbackListing } from '@trackwarden/protocol';
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
    const asked = givenTarget === null ? null : await this.targets.find(site, givenTarget);
    if (!target && asked?.belongs === false) return null;
    const page = target ?? asked?.target ?? null;
    const pings = await this.dataSource.manager.find(PingEntity, {
      where: {
        siteId: site.id,
        published: Not(IsNull()),
        isPrivate: false,
        ...(page ? { targetId: In(await this.targets.idsOf(page)) } : {}),
      },
      relations: { target: true },
      order: { decidedAt: 'DESC', id: 'DESC' },
      take: MOST,
    });
    return trackbackListing({
      title: target ? target.title || target.url : site.name,
      url: page?.url ?? givenTarget ?? `${site.origins[0] ?? ''}/`,
      // a page that nobody pinged yet has no target, and nothing to list
      items: (asked && !page ? [] : pings).map(({ source, published }) => ({
        title: published?.title ?? source,
        url: source,
        excerpt: published?.excerpt ?? '',
      })),
    });
  }
}
