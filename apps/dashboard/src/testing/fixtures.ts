// Values that the tests of the dashboard start from.
import type { Ping, PingDetail, Session, Site, Stats } from '@trackwarden/contracts';
import { defaultSiteSettings } from '@trackwarden/contracts';

export const idOf = (number: number): string =>
  `0193a000-0000-7000-8000-${String(number).padStart(12, '0')}`;

export const session: Session = {
  csrfToken: 'csrf-1',
  user: {
    id: idOf(1),
    email: 'robin@garden.example',
    name: 'Robin',
    role: 'owner',
    createdAt: '2026-11-01T08:00:00.000Z',
  },
};

export const site: Site = {
  id: idOf(2),
  key: 'garden',
  name: 'Garden Notes',
  origins: ['https://garden.example'],
  trackbackUrl: 'http://localhost/trackback/garden',
  pingbackUrl: 'http://localhost/pingback',
  webmentionUrl: 'http://localhost/webmention',
  settings: defaultSiteSettings,
  createdAt: '2026-11-01T08:00:00.000Z',
};

/** A pending ping of `<name>.example` with a proven link; a higher `number` is newer. */
export function pingOf(number: number, name: string, change: Partial<Ping> = {}): Ping {
  const source = `https://${name}.example/post`;
  return {
    id: idOf(100 + number),
    siteId: site.id,
    protocol: 'trackback',
    status: 'pending',
    version: 2,
    source,
    domain: `${name}.example`,
    target: { id: idOf(3), url: 'https://garden.example/entry', title: 'Let it stand' },
    targetGiven: 'https://garden.example/entry',
    claimed: { title: `Post of ${name}`, excerpt: '', blogName: name },
    extracted: {
      title: `Post of ${name}`,
      siteName: name,
      author: { name: null, url: null, photo: null },
      excerpt: null,
      type: 'mention',
      rsvp: null,
      language: 'en',
      canonicalUrl: null,
      publishedAt: null,
    },
    verification: {
      state: 'linked',
      checkedAt: '2026-11-23T09:00:01.000Z',
      finalUrl: source,
      httpStatus: 200,
      redirects: [],
      contentType: 'text/html',
      charset: 'utf-8',
      bytes: 31_000,
      sha256: 'a'.repeat(64),
      error: null,
      failure: null,
      userAgent: 'Trackwarden/1.0 (+https://garden.example; verifying a ping)',
      otherLook: null,
      link: {
        html: '<a href="https://garden.example/entry">it</a>',
        text: 'let it stand',
        context: 'I read let it stand and agreed.',
        before: 'I read',
        after: 'and agreed.',
        rel: [],
        visible: true,
        hiddenBecause: null,
        position: 'article',
        through: null,
      },
    },
    score: 12,
    band: 'pending',
    because: 'The link is proven.',
    signals: [
      { signal: 'link-proven', group: 'link', points: -1.5, because: 'The page links here' },
    ],
    isPublic: false,
    private: false,
    change: null,
    lastFailure: null,
    nextCheckAt: null,
    campaignId: null,
    audit: null,
    copyOf: null,
    firstSeen: false,
    held: false,
    decidedBy: { kind: null, id: null },
    decidedAt: null,
    receivedAt: new Date(Date.UTC(2026, 10, 23, 9, number)).toISOString(),
    seenCount: 1,
    sender: { ip: '203.0.113.7', userAgent: 'WordPress/6.9' },
    intake: { address: 'plain', dateWanted: false, deferred: false },
    ...change,
  };
}

export const detailOf = (ping: Ping): PingDetail => ({
  ...ping,
  prior: -0.5,
  counterfactuals: [],
  page: null,
  claims: { titleOnPage: true, titleSimilarity: 1, excerptOnPage: null },
  domainHistory: { total: 1, approved: 0, spam: 0, firstSeenAt: null },
  sources: [],
  approvedForTarget: 3,
  samePageAs: [],
  timeline: [{ at: ping.receivedAt, text: 'Received' }],
});

export function statsOf(pings: readonly Ping[]): Stats {
  const pending = pings.filter(({ status }) => status === 'pending');
  const byStatus: Record<string, number> = {};
  for (const { status } of pings) byStatus[status] = (byStatus[status] ?? 0) + 1;
  return {
    byStatus,
    views: {
      pending: pending.filter(({ held }) => !held).length,
      held: pending.filter(({ held }) => held).length,
      firstSeen: pending.filter(({ firstSeen, held }) => firstSeen && !held).length,
      audit: pings.filter(({ audit }) => audit === 'waiting').length,
      copies: pending.filter(({ copyOf, held }) => copyOf !== null && !held).length,
    },
    automaticToday: { spam: 0, approved: 0 },
  };
}
