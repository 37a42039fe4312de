// What is known of a ping, as the fields that rules look at. Pure.
import type { Ping } from '@trackwarden/contracts';
import { registrableDomain, type Evidence } from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { hostOfUrl } from './addresses.js';
import type { RuleFacts } from './matcher.js';

/** What the sender itself brings: known before any request is made. */
export function intakeFacts(ping: PingEntity): RuleFacts {
  const { title, excerpt, blogName } = ping.claimed;
  return {
    'source-url': ping.source,
    'source-host': hostOfUrl(ping.source),
    'source-domain': registrableDomain(ping.source),
    'target-path': pathOf(ping.target.url),
    protocol: ping.protocol,
    'sender-address': ping.senderIp,
    'user-agent': ping.senderUserAgent,
    'seen-count': ping.seenCount,
    // what is not claimed is read from the page later
    ...(title ? { title } : {}),
    ...(excerpt ? { excerpt } : {}),
    ...(blogName ? { 'blog-name': blogName } : {}),
  };
}

/** Everything, after the source was read and scored. */
export function allFacts(
  ping: PingEntity,
  extracted: Ping['extracted'] | null,
  evidence: Pick<Evidence, 'link' | 'page'> | null,
  score: number | null,
): RuleFacts {
  const { author, title, siteName, excerpt, language } = extracted ?? {};
  return {
    title: title ?? null,
    excerpt: excerpt ?? null,
    'blog-name': siteName ?? null,
    ...intakeFacts(ping),
    'anchor-text': evidence?.link?.text ?? null,
    'page-text': evidence?.page?.text ?? null,
    'author-name': author?.name ?? null,
    'author-url': author?.url ?? null,
    language: language ?? null,
    score,
    'outgoing-links': evidence?.page?.outgoingLinks ?? null,
    'outgoing-hosts': evidence?.page?.outgoingHosts ?? null,
  };
}

function pathOf(url: string): string {
  try {
    return new URL(url).pathname;
  } catch {
    return '/';
  }
}
