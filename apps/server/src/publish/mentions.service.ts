// What a site shows: approved pings only, as plain text.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Mention, MentionQuery, Mentions } from '@trackwarden/contracts';
import { canonicalUrl } from '@trackwarden/protocol';
import { PingEntity } from '../database/entities/ping.entity.js';
import { SitesService } from '../sites/sites.service.js';

const PER_PAGE = 100;

@Injectable()
export class MentionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sites: SitesService,
  ) {}

  /** Newest approval first. Throws `not-found` for an unknown key. */
  async of(siteKey: string, { target, type, since, page }: MentionQuery): Promise<Mentions> {
    const site = await this.sites.byKey(siteKey);
    const query = this.dataSource.manager
      .createQueryBuilder(PingEntity, 'ping')
      .innerJoinAndSelect('ping.target', 'target')
      .where(`ping.site_id = :siteId AND ping.status = 'approved'`, { siteId: site.id })
      .orderBy('ping.decided_at', 'DESC')
      .addOrderBy('ping.id', 'DESC')
      .offset((page - 1) * PER_PAGE)
      .limit(PER_PAGE);
    if (target !== undefined)
      query.andWhere('target.canonical_url = :target', { target: canonicalUrl(target) ?? target });
    if (type !== undefined) query.andWhere(`ping.extracted->>'type' = :type`, { type });
    if (since !== undefined) query.andWhere('ping.decided_at >= :since', { since });
    const [pings, total] = await query.getManyAndCount();
    return {
      site: { key: site.key, name: site.name },
      total,
      page,
      mentions: pings.map(mentionView),
    };
  }
}

function mentionView(ping: PingEntity): Mention {
  const { extracted, claimed } = ping;
  return {
    id: ping.id,
    protocol: ping.protocol,
    type: extracted?.type ?? 'mention',
    source: ping.source,
    target: ping.target.url,
    title: claimed.title || extracted?.title || ping.source,
    excerpt: claimed.excerpt || extracted?.excerpt || '',
    siteName: claimed.blogName || extracted?.siteName || null,
    author: extracted?.author ?? { name: null, url: null, photo: null },
    publishedAt: extracted?.publishedAt ?? null,
    receivedAt: ping.receivedAt.toISOString(),
    approvedAt: (ping.decidedAt ?? ping.receivedAt).toISOString(),
  };
}
