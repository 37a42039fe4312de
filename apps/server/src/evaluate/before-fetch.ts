// What is asked before a source is: the first objection keeps the request from being made. Pure.
import { isSharedByAuthors } from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { listed } from './domain-lists.js';
import type { History } from './history.service.js';
import { isSelfPing } from './site-policy.js';

/** So often has a person called a domain spam, and never approved it, when it is no longer asked. */
const SPAM_VERDICTS = 3;

type Facts = { ping: PingEntity; site: SiteEntity; history: History };

/** Ends the sentence "Not fetched: …"; null when there is no objection. */
type Objection = (facts: Facts) => string | null;

const blockedByOwner: Objection = ({ ping, site }) => {
  const entry = listed(ping.source, site.settings.blockedDomains);
  return entry === null ? null : `${entry} is on the block list.`;
};

const ownPagesKeptOut: Objection = ({ ping, site }) =>
  site.settings.selfPings === 'ignore' && isSelfPing(ping.source, site)
    ? 'pings from the site itself are kept out.'
    : null;

/** One author's spam does not speak for the others on a host that they share. */
const knownForSpam: Objection = ({ ping, site, history: { domain } }) => {
  if (domain.approved > 0 || domain.spam < SPAM_VERDICTS || isSharedByAuthors(ping.source))
    return null;
  if (listed(ping.source, site.settings.trustedDomains) !== null) return null;
  return `${ping.domain} was called spam ${domain.spam} times and never approved.`;
};

/** In this order; how often a host may be asked is settled by the fetch itself. */
const objections: readonly Objection[] = [blockedByOwner, ownPagesKeptOut, knownForSpam];

/** Spam, and what the owner keeps out, never causes a request. */
export function whyNotFetched(facts: Facts): string | null {
  for (const objection of objections) {
    const why = objection(facts);
    if (why !== null) return why;
  }
  return null;
}
