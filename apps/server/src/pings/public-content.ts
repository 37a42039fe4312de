// What the public would see of a ping as it stands now. Pure.
import { createHash } from 'node:crypto';
import type { PublicContent } from '@trackwarden/contracts';
import type { PublishedContent } from '../database/entities/decision.entity.js';
import type { PingEntity } from '../database/entities/ping.entity.js';

/** The claims of the sender where there are any, else what the page says of itself. */
export function publicContentOf(
  ping: Pick<PingEntity, 'source' | 'claimed' | 'extracted' | 'evidenceId'>,
): PublishedContent {
  const { claimed, extracted } = ping;
  // a ping without a title has its address for one: the page knows better
  const title = claimed.title === ping.source ? '' : claimed.title;
  return {
    title: title || extracted?.title || ping.source,
    excerpt: claimed.excerpt || extracted?.excerpt || '',
    siteName: claimed.blogName || extracted?.siteName || null,
    author: extracted?.author ?? { name: null, url: null, photo: null },
    type: extracted?.type ?? 'mention',
    rsvp: extracted?.rsvp ?? null,
    publishedAt: extracted?.publishedAt ?? null,
    evidenceId: ping.evidenceId,
  };
}

/** The content alone, as it is shown. */
export function shownPart(content: PublicContent): PublicContent {
  const { title, excerpt, siteName, author, type, rsvp, publishedAt } = content;
  return { title, excerpt, siteName, author, type, rsvp, publishedAt };
}

/** One text per content, whatever evidence it was taken from. */
export function contentKey(content: PublicContent): string {
  const { title, excerpt, siteName, author, type, rsvp, publishedAt } = content;
  const seen = [title, excerpt, siteName, author.name, author.url, author.photo, type, rsvp];
  return createHash('sha256')
    .update(JSON.stringify([...seen, publishedAt]))
    .digest('base64url');
}
