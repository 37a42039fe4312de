// Puts together everything known about a ping as the one value that is scored and stored. Pure.
import { parseHttpUrl } from '@trackwarden/protocol';
import { registrableDomain, type Campaign, type Evidence } from '@trackwarden/scoring';
import type { SiteSettings } from '@trackwarden/contracts';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { listed } from './domain-lists.js';
import type { History } from './history.service.js';
import type { SourceReading } from './read-source.js';
import { isCloaked } from './second-look.js';

export function evidenceOf(
  ping: PingEntity,
  settings: SiteSettings,
  { verification, facts }: SourceReading,
  { domain, repeats, campaign }: History & { campaign: Campaign | null },
  vouchedBy: string | null,
): Evidence {
  const { link } = verification;
  const addresses = [ping.source, ...verification.redirects, verification.finalUrl];
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
      cloaked: isCloaked(verification),
      withdrawn: verification.state === 'no-link' && ping.provenAt !== null,
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
      languageDetected: facts.isLanguageDetected,
      hasAuthor: facts.author.name !== null,
      hasFeed: facts.hasFeed,
      publishedAt: facts.publishedAt,
    },
    reputation: {
      blocked: firstListed(addresses, settings.blockedDomains),
      trusted: trustOf(ping.source, verification.finalUrl, settings.trustedDomains),
      vouchedBy,
      domain,
    },
    intake: { address: ping.address, dateWanted: ping.dateWanted },
    repeats,
    campaign,
    words: { spam: [], ham: [] },
  };
}

/** A block covers whoever has the page in the end, and everybody on the way to it. */
function firstListed(
  addresses: readonly (string | null)[],
  domains: readonly string[],
): { entry: string } | null {
  for (const address of addresses) {
    const url = address === null ? null : parseHttpUrl(address);
    const entry = url === null ? null : listed(url.href, domains);
    if (entry !== null) return { entry };
  }
  return null;
}

/** Trust does not follow a redirect to somebody else. */
function trustOf(
  source: string,
  finalUrl: string | null,
  domains: readonly string[],
): { entry: string } | null {
  const entry = listed(source, domains);
  if (entry === null || (finalUrl !== null && listed(finalUrl, domains) === null)) return null;
  return { entry };
}

function leftDomain(source: string, finalUrl: string | null): boolean {
  return finalUrl !== null && registrableDomain(finalUrl) !== registrableDomain(source);
}
