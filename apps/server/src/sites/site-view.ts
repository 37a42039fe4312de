// Sites and targets as the API shows them, with the addresses that senders use.
import type { Site, Target } from '@trackwarden/contracts';
import type { SiteEntity } from '../database/entities/site.entity.js';
import type { TargetEntity } from '../database/entities/target.entity.js';

export function siteView(site: SiteEntity, publicUrl: string): Site {
  return {
    id: site.id,
    key: site.key,
    name: site.name,
    origins: site.origins,
    trackbackUrl: `${publicUrl}/trackback/${site.key}`,
    pingbackUrl: `${publicUrl}/pingback`,
    webmentionUrl: `${publicUrl}/webmention`,
    settings: site.settings,
    createdAt: site.createdAt.toISOString(),
  };
}

export function targetView(
  target: TargetEntity,
  publicUrl: string,
  aliases: readonly string[] = [],
): Target {
  return {
    id: target.id,
    siteId: target.siteId,
    key: target.key,
    url: target.url,
    title: target.title,
    kind: target.kind,
    passphrase: target.passphrase,
    closesAt: target.closesAt?.toISOString() ?? null,
    aliases: [...aliases],
    publishedAt: target.publishedAt?.toISOString() ?? null,
    checkedAt: target.checkedAt?.toISOString() ?? null,
    httpStatus: target.httpStatus,
    trackbackUrl: targetTrackbackUrl(target, publicUrl),
    createdAt: target.createdAt.toISOString(),
  };
}

function targetTrackbackUrl(target: TargetEntity, publicUrl: string): string {
  const secret = target.passphrase === null ? '' : `/${encodeURIComponent(target.passphrase)}`;
  return `${publicUrl}/trackback/${target.key}${secret}`;
}
