// Five hundred pings with their pages through the whole pipeline, and where each kind of sender ends.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DecisionResult, Ping, PingStatus, Site, Target } from '@trackwarden/contracts';
import { scoredWithCampaigns } from '../test/campaigning.js';
import { learning, learnt, reportOf } from '../test/learning.js';
import { startNamedHosts, type NamedHosts } from '../test/named-hosts.js';
import { sendPingback } from '../test/pingback.js';
import { createSite, createTarget, OK, sendPing } from '../test/pinging.js';
import { entries, kinds, sceneOf, type Entry, type Kind, type Scene } from '../test/replay/cast.js';
import { entryPage } from '../test/replay/pages.js';
import { startTestServer, type TestServer } from '../test/started-server.js';
import { sendWebmention } from '../test/webmention.js';

const DAY_MS = 86_400_000;

/** How many of each kind come while people still decide, and how many afterwards. */
const counts: Record<Kind, { first: number; then: number }> = {
  friend: { first: 12, then: 60 },
  newcomer: { first: 30, then: 105 },
  foreign: { first: 8, then: 30 },
  offer: { first: 25, then: 60 },
  'offer-unlinked': { first: 10, then: 35 },
  unlinked: { first: 10, then: 25 },
  hidden: { first: 5, then: 15 },
  praise: { first: 10, then: 20 },
  stuffed: { first: 5, then: 15 },
  copy: { first: 5, then: 15 },
};

const verdicts: Partial<Record<Kind, 'approve' | 'spam'>> = {
  friend: 'approve',
  newcomer: 'approve',
  foreign: 'approve',
  offer: 'spam',
  hidden: 'spam',
  praise: 'spam',
  stuffed: 'spam',
};

type Row = {
  id: string;
  source: string;
  status: PingStatus;
  score: number;
  prior: number;
  signals: Ping['signals'];
};
type Ended = Row & { kind: Kind };

describe('five hundred pings', () => {
  let server: TestServer;
  let hosts: NamedHosts;
  let site: Site;
  let known: Entry[];
  let ended: Ended[];
  const targets = new Map<string, Target>();

  beforeAll(async () => {
    hosts = await startNamedHosts();
    server = await startTestServer({
      ...{ lookup: hosts.lookup, trustedProxies: ['127.0.0.1'] },
      ...learning,
    });
    site = await createSite(server, {}, `http://blog.example:${hosts.port}`);
    known = entries.map((entry) => ({
      ...entry,
      url: hosts.page('blog.example', entry.path, entryPage(entry)),
    }));
    for (const { path, title, url } of known) {
      targets.set(url, await createTarget(server, site, path, { title }));
    }
    await replay('first');
    await decideAll();
    await server.api.patch(`/sites/${site.id}`, { settings: { approveBelow: 5, auditShare: 20 } });
    server.passTime(8 * DAY_MS);
    const after = await replay('then');
    ended = await endOf(after);
  }, 300_000);

  afterAll(async () => {
    await server.stop();
    await hosts.stop();
  });

  async function replay(part: 'first' | 'then'): Promise<Map<string, Scene>> {
    const scenes = kinds.flatMap((kind) => {
      const { first, then } = counts[kind];
      const [from, count] = part === 'first' ? [0, first] : [first, then];
      return Array.from({ length: count }, (_, at) => sceneOf(kind, from + at, known));
    });
    const bySource = new Map<string, Scene>();
    for (const scene of scenes) {
      const source = hosts.page(scene.host, scene.path, scene.html);
      bySource.set(source, scene);
      await send(scene, source);
    }
    await server.drain();
    await scoredWithCampaigns(server, site);
    return bySource;
  }

  async function send(scene: Scene, source: string): Promise<void> {
    const { protocol, entry, claims, senderIp } = scene;
    const headers = { 'x-forwarded-for': senderIp };
    const refuse = (text: string): never => {
      throw new Error(`${source} was refused: ${text}`);
    };
    switch (protocol) {
      case 'trackback': {
        const address = targets.get(entry.url)?.trackbackUrl ?? '';
        const { text } = await sendPing(address, { url: source, ...claims }, headers);
        return text === OK ? undefined : refuse(text);
      }
      case 'pingback': {
        const { fault, text } = await sendPingback(server, source, entry.url, headers);
        return fault === null ? undefined : refuse(text);
      }
      case 'webmention': {
        const answer = await sendWebmention(server, source, entry.url);
        return answer.status === 201 ? undefined : refuse(await answer.text());
      }
    }
  }

  const rows = () =>
    server.query<Row>(
      'SELECT id, source, status, score, prior, signals FROM pings WHERE site_id = $1',
      [site.id],
    );

  /** What a person would say of each ping that waits. */
  async function decideAll(): Promise<void> {
    const firsts = new Map(
      kinds.flatMap((kind) =>
        Array.from({ length: counts[kind].first }, (_, at) => sceneOf(kind, at, known)).map(
          (scene) => [new URL(`http://${scene.host}:${hosts.port}${scene.path}`).href, scene],
        ),
      ),
    );
    for (const verdict of ['approve', 'spam'] as const) {
      const pings = (await rows()).filter(({ source }) => {
        const scene = firsts.get(source);
        return scene !== undefined && verdicts[scene.kind] === verdict;
      });
      const { body } = await server.api.post<DecisionResult>('/decisions', {
        verdict,
        pings: pings.map(({ id }) => ({ id })),
      });
      expect(body.failed).toEqual([]);
    }
    await server.drain();
    await learnt(server, site);
  }

  async function endOf(scenes: Map<string, Scene>): Promise<Ended[]> {
    return (await rows()).flatMap((row) => {
      const scene = scenes.get(row.source);
      return scene ? [{ ...row, kind: scene.kind }] : [];
    });
  }

  const share = (kind: Kind, status: PingStatus): number => {
    const own = ended.filter((one) => one.kind === kind);
    return own.filter((one) => one.status === status).length / own.length;
  };

  it('are all there, judged', () => {
    expect(ended).toHaveLength(kinds.reduce((sum, kind) => sum + counts[kind].then, 0));
    expect(ended.filter(({ status }) => status === 'received')).toEqual([]);
  });

  it.each(['friend', 'newcomer', 'foreign'] as const)('never make spam of a %s', (kind) => {
    expect(share(kind, 'spam')).toBe(0);
  });

  it('are published by themselves when a friend of the blog sends them', () => {
    expect(share('friend', 'approved')).toBeGreaterThan(0.9);
  });

  it.each(['newcomer', 'foreign', 'copy'] as const)('wait for a person as a %s', (kind) => {
    expect(share(kind, 'pending')).toBe(1);
  });

  it.each(['offer', 'offer-unlinked', 'unlinked', 'hidden', 'praise', 'stuffed'] as const)(
    'are never published and nearly always spam as %s',
    (kind) => {
      expect(share(kind, 'approved')).toBe(0);
      expect(share(kind, 'spam')).toBeGreaterThan(0.9);
    },
  );

  it('are judged with what the first ones taught', async () => {
    const { spam, ham, live } = await reportOf(server, site);
    expect({ spam, ham }).toEqual({ spam: 45, ham: 50 });
    expect(live?.decisions).toBe(95);
    const taught = ended.filter(({ signals }) =>
      signals.some(({ signal }) => signal === 'learnt-here'),
    );
    expect(taught.length).toBeGreaterThan(ended.length / 2);
  });

  it('are sampled where nobody looked', async () => {
    const { bands } = await reportOf(server, site);
    for (const { automatic, sampled } of bands) {
      expect(automatic).toBeGreaterThan(50);
      expect(sampled).toBeGreaterThan(0);
      expect(sampled).toBeLessThan(automatic / 2);
    }
  });

  it('are explained to the thousandth', () => {
    for (const { score, prior, signals } of ended) {
      const points = signals.reduce((sum, { points }) => sum + Math.round(points * 1_000), 0);
      const logOdds = (Math.round(prior * 1_000) + points) / 1_000;
      // a score is shown to the tenth, and never as certain
      expect(Math.min(99.9, 100 / (1 + Math.exp(-logOdds)))).toBeCloseTo(score, 0.9);
    }
  });
});
