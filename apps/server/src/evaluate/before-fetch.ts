// What is asked before a source is: the first objection keeps the request from being made. Pure.
import { standingOf } from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import type { Listed } from '../rules/list-lookup.js';
import type { History } from './history.service.js';
import { isSelfPing } from '../pings/site-policy.js';

/** So often has a person called a domain, or a person on a shared host, spam and never approved it, when it is no longer asked. */
const SPAM_VERDICTS = 3;

type Facts = { ping: PingEntity; site: SiteEntity; history: History; listed: Listed };

/** Ends the sentence "Not fetched: …"; null when there is no objection. */
type Objection = (facts: Facts) => string | null;

const blockedByOwner: Objection = ({ listed: { blocked } }) =>
  blocked === null ? null : `${blocked} is on the block list.`;

const ownPagesKeptOut: Objection = ({ ping, site }) =>
  site.settings.selfPings === 'ignore' && isSelfPing(ping.source, site)
    ? 'pings from the site itself are kept out.'
    : null;

/** One author's spam does not speak for the others on a host that they share. */
const knownForSpam: Objection = ({ ping, history, listed: { trusted } }) => {
  const { key, approved, spam } = standingOf(history);
  if (approved > 0 || spam < SPAM_VERDICTS || trusted !== null) return null;
  return `${key ?? ping.domain} was called spam ${spam} times and never approved.`;
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
