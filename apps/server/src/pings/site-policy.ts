// Where the site's policy puts a ping that nobody decided. Pure.
import type { PingStatus, Verification } from '@trackwarden/contracts';
import { isBelowOrigin } from '@trackwarden/protocol';
import type { Judgement } from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { statusOfBand } from './lifecycle.js';

/** Where the policy puts a ping, and one sentence on why. */
export type Placement = { status: PingStatus; because: string };

/** What of a ping the policy looks at. */
export type PlacedByPolicy = Pick<PingEntity, 'source' | 'dateWanted' | 'address'> & {
  target: { isMissing: boolean };
};

/** Whether the source is a page of the site itself. */
export function isSelfPing(source: string, { origins }: SiteEntity): boolean {
  return origins.some((origin) => isBelowOrigin(source, origin));
}

/** The page's existence, the site's word on its own pages, then the score. */
export function policyFor(
  ping: PlacedByPolicy,
  site: SiteEntity,
  judgement: Judgement,
  { state, finalUrl }: Verification,
): Placement {
  const isLinked = state === 'linked';
  // a redirect on the site that leads off it makes no page of the site
  const staysOnSite = finalUrl === null || isSelfPing(finalUrl, site);
  if (ping.target.isMissing)
    return { status: 'rejected', because: 'The site itself has no such page as the target' };
  if (isSelfPing(ping.source, site) && staysOnSite) {
    switch (site.settings.selfPings) {
      case 'ignore':
        return { status: 'rejected', because: 'Pings from the site itself are kept out' };
      case 'approve':
        if (isLinked) return { status: 'approved', because: 'A page of the site itself' };
        break;
      case 'hold':
        if (isLinked) return { status: 'pending', because: 'A page of the site itself' };
    }
  }
  const status = statusOfBand[judgement.band];
  if (status === 'approved' && ping.dateWanted && ping.address !== 'dated')
    return { status: 'pending', because: 'It came by an address without a fresh date' };
  return { status, because: judgement.because };
}
