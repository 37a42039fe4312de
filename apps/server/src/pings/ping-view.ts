// A ping row as the API and the webhooks show it.
import type { Ping } from '@trackwarden/contracts';
import type { PingEntity } from '../database/entities/ping.entity.js';

const nothingExtracted: Ping['extracted'] = {
  title: null,
  siteName: null,
  author: { name: null, url: null, photo: null },
  excerpt: null,
  type: 'mention',
  rsvp: null,
  language: null,
  canonicalUrl: null,
  publishedAt: null,
};

/** Nothing was asked for, nothing is known. */
export const notVerified: Ping['verification'] = {
  state: 'waiting',
  checkedAt: null,
  finalUrl: null,
  httpStatus: null,
  redirects: [],
  contentType: null,
  charset: null,
  bytes: null,
  sha256: null,
  error: null,
  failure: null,
  userAgent: null,
  otherLook: null,
  link: null,
};

/** A check as it was stored, perhaps before some of its facts were kept. */
export function verificationView(stored: Ping['verification'] | null): Ping['verification'] {
  if (stored === null) return notVerified;
  const link = stored.link && { ...stored.link, through: stored.link.through ?? null };
  return { ...notVerified, ...stored, link };
}

export function pingView(ping: PingEntity): Ping {
  return {
    id: ping.id,
    siteId: ping.siteId,
    protocol: ping.protocol,
    status: ping.status,
    version: ping.version,
    source: ping.source,
    domain: ping.domain,
    target: { id: ping.target.id, url: ping.target.url, title: ping.target.title },
    targetGiven: ping.targetGiven,
    claimed: ping.claimed,
    extracted: ping.extracted ?? nothingExtracted,
    verification: verificationView(ping.verification),
    score: ping.score === null ? null : Math.round(ping.score * 10) / 10,
    band: ping.band,
    because: ping.because,
    signals: ping.signals,
    isPublic: ping.published !== null && !ping.isPrivate,
    private: ping.isPrivate,
    change: ping.change,
    lastFailure: ping.lastFailure && {
      ...ping.lastFailure,
      failure: ping.lastFailure.failure ?? null,
    },
    nextCheckAt: ping.nextCheckAt?.toISOString() ?? null,
    campaignId: ping.campaignId,
    audit: ping.audit,
    copyOf: ping.copyOf,
    firstSeen: ping.firstSeen,
    held: ping.held,
    decidedBy: { kind: ping.decidedKind, id: ping.decidedId },
    decidedAt: ping.decidedAt?.toISOString() ?? null,
    receivedAt: ping.receivedAt.toISOString(),
    seenCount: ping.seenCount,
    sender: { ip: ping.senderIp, userAgent: ping.senderUserAgent },
    intake: { address: ping.address, dateWanted: ping.dateWanted, deferred: ping.deferred },
  };
}
