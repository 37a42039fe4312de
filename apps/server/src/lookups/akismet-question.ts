// What an Akismet-compatible service is told of a ping. Pure.
import type { Ping } from '@trackwarden/contracts';
import type { PingEntity } from '../database/entities/ping.entity.js';

const MOST_TEXT = 5_000;

/** The parameters of comment-check, submit-spam and submit-ham, but for the key. */
export function questionOf(
  ping: PingEntity,
  found: Ping['extracted'] | null,
  blog: string,
): Record<string, string> {
  const { claimed, target } = ping;
  const parts = [claimed.title || found?.title, claimed.excerpt || found?.excerpt];
  return {
    blog,
    user_ip: ping.senderIp,
    user_agent: ping.senderUserAgent,
    referrer: '',
    permalink: target.url,
    comment_type: ping.protocol,
    comment_author: claimed.blogName || (found?.siteName ?? found?.author.name ?? ''),
    comment_author_url: ping.source,
    comment_content: parts.filter(Boolean).join('\n\n').slice(0, MOST_TEXT),
    comment_date_gmt: ping.receivedAt.toISOString(),
  };
}
