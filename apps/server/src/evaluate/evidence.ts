// Puts together everything known about a ping as the one value that is scored and stored. Pure.
import { cropExcerpt } from '@trackwarden/protocol';
import {
  registrableDomain,
  type Campaign,
  type Evidence,
  type Extracted,
} from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { senderKeysOf } from '../sender-network.js';
import { extractedFrom } from './evaluated-ping.js';
import type { History } from './history.service.js';
import type { SourceReading } from './read-source.js';
import { isCloaked } from './second-look.js';

/** The ping as it came, and what the looks at both its pages found. */
export type Looked = {
  ping: PingEntity;
  /** The beginning of the target's text; null when it was not read. */
  targetText: string | null;
  reading: SourceReading;
};

export function evidenceOf(
  { ping, targetText, reading }: Looked,
  { domain, sources, repeats, campaign }: History & { campaign: Campaign | null },
  vouchedBy: string | null,
): Evidence {
  const { verification, facts } = reading;
  const { link } = verification;
  return {
    protocol: ping.protocol,
    source: ping.source,
    target: {
      url: ping.target.url,
      title: ping.target.title || null,
      text: targetText,
      missing: ping.target.isMissing,
    },
    claimed: {
      title: ping.claimed.title || null,
      excerpt: ping.claimed.excerpt || null,
      blogName: ping.claimed.blogName || null,
    },
    extracted: saidBy(reading),
    verification: {
      state: verification.state,
      httpStatus: verification.httpStatus,
      redirects: verification.redirects.length,
      crossDomainRedirect: leftDomain(ping.source, verification.finalUrl),
      cloaked: isCloaked(verification),
      withdrawn: verification.state === 'no-link' && ping.provenAt !== null,
      notAsked: reading.notAsked,
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
      // the site's lists are asked once all of this is known
      blocked: null,
      trusted: null,
      vouchedBy,
      domain,
      sources,
    },
    intake: {
      address: ping.address,
      dateWanted: ping.dateWanted,
      senderIsSource: isOneMachine(ping.senderIp, reading.address),
    },
    repeats,
    campaign,
    words: { spam: [], ham: [] },
  };
}

/** Reactions that say nothing in words: what else stands on their pages is not about the target. */
const WORDLESS: ReadonlySet<string> = new Set(['like', 'repost', 'rsvp']);

/** A whole page is no excerpt: to weights that were learnt on excerpts its length looks like spam. */
function saidBy(reading: SourceReading): Extracted | null {
  if (reading.facts === null) return null;
  const { title, siteName, author, excerpt, type } = extractedFrom(reading);
  const name = siteName || author.name;
  if (WORDLESS.has(type)) return { title: null, excerpt: null, name };
  return { title, excerpt: excerpt && cropExcerpt(excerpt), name };
}

/** IPv6 by the line that one customer has: machines choose their own addresses in it. */
const isOneMachine = (sender: string, source: string | null): boolean =>
  source !== null && senderKeysOf(sender).address === senderKeysOf(source).address;

function leftDomain(source: string, finalUrl: string | null): boolean {
  return finalUrl !== null && registrableDomain(finalUrl) !== registrableDomain(source);
}
