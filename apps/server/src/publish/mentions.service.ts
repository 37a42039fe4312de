// What a site shows: of approved pings the version that was approved, as plain text.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Mention, MentionQuery, Mentions } from '@trackwarden/contracts';
import { PingEntity } from '../database/entities/ping.entity.js';
import { PhotoAddresses } from '../photos/photo-addresses.js';
import { publicContentOf, shownPart } from '../pings/public-content.js';
import { SitesService } from '../sites/sites.service.js';
import { TargetsService } from '../sites/targets.service.js';

const PER_PAGE = 100;

@Injectable()
export class MentionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sites: SitesService,
    private readonly targets: TargetsService,
    private readonly photos: PhotoAddresses,
  ) {}

  /** Newest approval first; a page may be asked for by any of its addresses. Throws `not-found` for an unknown key. */
  async of(siteKey: string, { target, type, since, page }: MentionQuery): Promise<Mentions> {
    const site = await this.sites.byKey(siteKey);
    const query = this.dataSource.manager
      .createQueryBuilder(PingEntity, 'ping')
      .innerJoinAndSelect('ping.target', 'target')
      .where('ping.site_id = :siteId AND ping.published IS NOT NULL AND NOT ping.is_private', {
        siteId: site.id,
      })
      .orderBy('ping.decided_at', 'DESC')
      .addOrderBy('ping.id', 'DESC')
      .offset((page - 1) * PER_PAGE)
      .limit(PER_PAGE);
    if (target !== undefined) {
      const known = await this.targets.find(site, target);
      const ids = known.target ? await this.targets.idsOf(known.target) : [];
      query.andWhere('ping.target_id = ANY(:targets)', { targets: ids });
    }
    if (type !== undefined) query.andWhere(`ping.published->>'type' = :type`, { type });
    if (since !== undefined) query.andWhere('ping.decided_at >= :since', { since });
    const [pings, total] = await query.getManyAndCount();
    return {
      site: { key: site.key, name: site.name },
      total,
      page,
      mentions: pings.map((ping) => this.view(ping)),
    };
  }

  private view(ping: PingEntity): Mention {
    const { author, ...content } = shownPart(ping.published ?? publicContentOf(ping));
    return {
      id: ping.id,
      protocol: ping.protocol,
      source: ping.source,
      target: ping.target.url,
      ...content,
      // readers must not be led to where the photo comes from
      author: { ...author, photo: author.photo === null ? null : this.photos.of(ping.id) },
      receivedAt: ping.receivedAt.toISOString(),
      approvedAt: (ping.decidedAt ?? ping.receivedAt).toISOString(),
    };
  }
}
