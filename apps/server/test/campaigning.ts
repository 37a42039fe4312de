// A spammer with several hosts, and what the API says of the campaigns that come of it.
import type { Campaign, CampaignDetail, List, Site, Target } from '@trackwarden/contracts';
import { OK, sendPing } from './pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from './source-site.js';
import type { TestServer } from './started-server.js';
import { waitFor } from './wait-for.js';

/** A text sent again and again: only numbers and addresses differ. */
const campaignPing = (number: number) => ({
  title: `Wooden garden benches number ${number}`,
  excerpt: `Our wooden benches ${number} are made of oak and last for many years, look at them on http://shop${number}.example/ before the summer begins again`,
  blog_name: 'Wooden Garden Benches',
});

export type Spammer = {
  hosts: SourceSite[];
  /** Sends a ping from the host with this number; its page links back unless `html` does not. */
  send: (
    target: Target,
    number: number,
    change?: {
      claims?: Record<string, string>;
      html?: string;
      path?: string;
      host?: number;
      /** Sent from this address; without it each ping comes from another network. */
      ip?: string;
    },
  ) => Promise<string>;
  stop: () => Promise<void>;
};

/** Hosts of one owner each, as loopback has no names: addresses from 127.0.0.21 on. */
export async function startSpammer(hostCount = 3): Promise<Spammer> {
  const hosts = await Promise.all(
    Array.from({ length: hostCount }, (_, at) => startSourceSite(`127.0.0.${21 + at}`)),
  );
  return {
    hosts,
    async send(
      target,
      number,
      { claims, html = linkingPage(target.url, 'Benches'), path, host = number, ip } = {},
    ) {
      const site = hosts[host % hosts.length];
      if (!site) throw new Error('there is no host');
      const url = site.page(path ?? `/wooden-benches-${number}.php`, html);
      const headers = { 'x-forwarded-for': ip ?? `198.51.${number % 200}.7` };
      const answer = await sendPing(
        target.trackbackUrl,
        { url, ...(claims ?? campaignPing(number)) },
        headers,
      );
      if (answer.text !== OK) throw new Error(`the ping was refused: ${answer.text}`);
      return url;
    },
    async stop() {
      await Promise.all(hosts.map((site) => site.stop()));
    },
  };
}

/** What a server needs to take pings of a spammer: its pages may be read, its networks are believed. */
export const spammed = { fetchAllow: '127.0.0.0/8', trustedProxies: ['127.0.0.1'] };

export async function campaignsOf({ api }: TestServer, site: Site): Promise<Campaign[]> {
  return (await api.get<List<Campaign>>(`/campaigns?siteId=${site.id}`)).body.items;
}

const NOT_YET_SCORED = `
  SELECT FROM pings JOIN LATERAL (SELECT evidence FROM evidence WHERE ping_id = pings.id
    ORDER BY checked_at DESC, id DESC LIMIT 1) AS last ON true
  WHERE site_id = $1 AND campaign_id IS NOT NULL AND status IN ('pending', 'spam', 'approved')
    AND decided_kind = 'policy' AND decided_id IS NULL
    AND coalesce(last.evidence->'campaign', 'null') = 'null' LIMIT 1`;

/** No ping waits to be scored anew with its campaign, which may put it elsewhere after its check. */
export async function scoredWithCampaigns({ query }: TestServer, { id }: Site): Promise<void> {
  await waitFor(
    'the members of campaigns to be scored anew',
    async () => (await query(NOT_YET_SCORED, [id])).length === 0,
  );
}

export async function campaignOf(server: TestServer, site: Site): Promise<CampaignDetail> {
  const [campaign] = await campaignsOf(server, site);
  if (!campaign) throw new Error('there is no campaign');
  return (await server.api.get<CampaignDetail>(`/campaigns/${campaign.id}`)).body;
}
