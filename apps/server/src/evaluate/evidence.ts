// Puts together everything known about a ping as the one value that is scored and stored. Pure.
import { registrableDomain, type Evidence } from '@trackwarden/scoring';
import type { SiteSettings } from '@trackwarden/contracts';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { listed } from './domain-lists.js';
import type { History } from './history.service.js';
import type { SourceReading } from './read-source.js';

export function evidenceOf(
  ping: PingEntity,
  settings: SiteSettings,
  { verification, facts }: SourceReading,
  { domain, repeats }: History,
  vouchedBy: string | null,
): Evidence {
  const { link } = verification;
  return {
    protocol: ping.protocol,
    source: ping.source,
    target: {
      url: ping.target.url,
      title: ping.target.title || null,
      missing: ping.target.isMissing,
    },
    claimed: {
      title: ping.claimed.title || null,
      excerpt: ping.claimed.excerpt || null,
      blogName: ping.claimed.blogName || null,
    },
    verification: {
      state: verification.state,
      httpStatus: verification.httpStatus,
      redirects: verification.redirects.length,
      crossDomainRedirect: leftDomain(ping.source, verification.finalUrl),
    },
    link: link && {
      visible: link.visible,
      hiddenBecause: link.hiddenBecause,
      rel: link.rel,
      text: link.text,
      position: link.position,
    },
    page: facts && {
      title: facts.title,
      siteName: facts.siteName,
      text: facts.text,
      textLength: facts.textLength,
      outgoingLinks: facts.outgoingLinks,
      outgoingHosts: facts.outgoingHosts,
      noindex: facts.noindex,
      language: facts.language,
      hasAuthor: facts.author.name !== null,
      hasFeed: facts.hasFeed,
      publishedAt: facts.publishedAt,
    },
    reputation: {
      blocked: matchOf(ping.source, settings.blockedDomains),
      trusted: matchOf(ping.source, settings.trustedDomains),
      vouchedBy,
      domain,
    },
    repeats,
    words: { spam: [], ham: [] },
  };
}

function matchOf(source: string, domains: readonly string[]): { entry: string } | null {
  const entry = listed(source, domains);
  return entry === null ? null : { entry };
}

function leftDomain(source: string, finalUrl: string | null): boolean {
  return finalUrl !== null && registrableDomain(finalUrl) !== registrableDomain(source);
}
