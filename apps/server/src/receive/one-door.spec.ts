// No check exists for one protocol only: the same ping has the same fate by each of the three.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Ping, PingDetail, Protocol, Site, SiteSettings } from '@trackwarden/contracts';
import { createSite, createTarget, OK, pingsOf, sendPing } from '../../test/pinging.js';
import { sendPingback } from '../../test/pingback.js';
import { latch } from '../../test/latch.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { RateLimits } from '../rate-limits.js';

const PROTOCOLS = ['trackback', 'pingback', 'webmention'] as const;
const SENDER = '192.0.2.1';
const NO_PAGE = '<p>No link.</p>';

type Answer = { isTaken: boolean; isLimited: boolean; retryAfter: string | null };

let server: TestServer;
let sources: SourceSite;
let blog: SourceSite;
let count = 0;

beforeAll(async () => {
  server = await startTestServer({ fetchAllow: '127.0.0.0/8', trustedProxies: ['127.0.0.1'] });
  sources = await startSourceSite();
  blog = await startSourceSite('127.0.0.3');
  blog.page('/', '<p>Home</p>');
  blog.page('/entry', '<p>An entry</p>');
});
afterAll(async () => {
  await sources.stop();
  await blog.stop();
  await server.stop();
});

describe.each(PROTOCOLS)('a ping by %s', (protocol) => {
  let site: Site;
  let target: string;

  /** One ping, in the form of a protocol, from a sender behind the proxy. */
  const knock = async (by: Protocol, source: string, to = target): Promise<Answer> => {
    const headers = { 'x-forwarded-for': SENDER };
    if (by === 'trackback') {
      const address = `${site.trackbackUrl}?target=${encodeURIComponent(to)}`;
      const { status, text, headers: got } = await sendPing(address, { url: source }, headers);
      return answerOf(text === OK, status, got);
    }
    if (by === 'pingback') {
      const { status, fault, headers: got } = await sendPingback(server, source, to, headers);
      return answerOf(fault === null, status, got);
    }
    const body = new URLSearchParams({ source, target: to });
    const response = await fetch(`${server.url}/webmention`, { method: 'POST', headers, body });
    return answerOf(response.status === 201, response.status, response.headers);
  };
  const answerOf = (isTaken: boolean, status: number, headers: Headers): Answer => ({
    isTaken,
    isLimited: status === 429,
    retryAfter: headers.get('retry-after'),
  });
  const TAKEN: Answer = { isTaken: true, isLimited: false, retryAfter: null };
  const REFUSED: Answer = { isTaken: false, isLimited: false, retryAfter: null };

  const newSource = (body = linkingPage(target)) => sources.page(`/post-${(count += 1)}`, body);
  const set = (settings: Partial<SiteSettings>) =>
    server.api.patch(`/sites/${site.id}`, { settings });
  const only = async (source: string): Promise<PingDetail> => {
    await server.drain();
    const found = (await pingsOf(server, site.id)).filter((ping) => ping.source === source);
    expect(found).toHaveLength(1);
    return (await server.api.get<PingDetail>(`/pings/${found[0]?.id ?? ''}`)).body;
  };
  /** Sends it and waits for its check. */
  const checked = async (source: string): Promise<PingDetail> => {
    expect(await knock(protocol, source)).toEqual(TAKEN);
    return only(source);
  };
  const decide = (ping: Ping, verdict: string) =>
    server.api.post('/decisions', { verdict, pings: [{ id: ping.id }] });

  beforeEach(async () => {
    site = await createSite(server, {}, blog.url);
    target = `${blog.url}/entry`;
  });
  // of several sites with one origin the oldest has its pages
  afterEach(() => server.api.delete(`/sites/${site.id}`));

  describe('is refused, and nothing is stored or made of it,', () => {
    const made = async () => {
      const rows = await server.query<{ url: string }>(
        'SELECT url FROM targets WHERE site_id = $1',
        [site.id],
      );
      return { pings: await pingsOf(server, site.id), targets: rows.map(({ url }) => url) };
    };

    it('while the site is closed', async () => {
      await set({ intakeOpen: false });
      expect(await knock(protocol, newSource())).toEqual(REFUSED);
      expect(await made()).toEqual({ pings: [], targets: [] });
    });

    it('for a page past its closing time', async () => {
      await createTarget(server, site, '/entry', { closesAt: '2020-01-01T00:00:00.000Z' });
      expect(await knock(protocol, newSource())).toEqual(REFUSED);
      expect(await made()).toEqual({ pings: [], targets: [target] });
    });

    it('for a page that is too old', async () => {
      await createTarget(server, site);
      await server.query(
        `UPDATE targets SET created_at = created_at - interval '31 days' WHERE site_id = $1`,
        [site.id],
      );
      await set({ closeAfterDays: 30 });
      expect(await knock(protocol, newSource())).toEqual(REFUSED);
      expect(await made()).toEqual({ pings: [], targets: [target] });
    });

    it('for a page with a passphrase', async () => {
      await createTarget(server, site, '/entry', { passphrase: 'open-sesame' });
      expect(await knock(protocol, newSource())).toEqual(REFUSED);
      expect(await made()).toMatchObject({ pings: [] });
    });

    it.each(['https://elsewhere.example/entry', 'http://127.0.0.3.evil.example/entry'])(
      'for the foreign page %s',
      async (page) => {
        expect(await knock(protocol, newSource(), page)).toEqual(REFUSED);
        expect(await made()).toEqual({ pings: [], targets: [] });
      },
    );

    it.each(['', '#comments', '?utm_source=feed', '/'])(
      'of a page by itself, written with "%s" at its end',
      async (end) => {
        expect(await knock(protocol, `${target}${end}`)).toEqual(REFUSED);
        expect(await made()).toMatchObject({ pings: [] });
      },
    );

    it.each(['javascript:alert(1)', 'ftp://sender.example/post', 'http://a:b@sender.example/'])(
      'from %s',
      async (source) => {
        expect(await knock(protocol, source)).toEqual(REFUSED);
        expect(await made()).toMatchObject({ pings: [] });
      },
    );

    it('for a page that the site does not have, once that is known', async () => {
      target = `${blog.url}/never-was`;
      const first = newSource();
      expect(await checked(first)).toMatchObject({ status: 'rejected' });
      expect(await knock(protocol, newSource())).toEqual(REFUSED);
      expect((await made()).pings).toHaveLength(1);
    });

    describe('above the limits of the intake:', () => {
      const spend = async (name: 'sender' | 'site', key: string, points: number) => {
        const limits = server.app.get(RateLimits);
        await Promise.all(Array.from({ length: points }, () => limits.take(name, key)));
      };
      beforeEach(async () => {
        server.config.intakeLimits = true;
        await server.app.get(RateLimits).clear('sender', SENDER);
      });
      afterAll(async () => {
        server.config.intakeLimits = false;
        await server.app.get(RateLimits).clear('sender', SENDER);
      });

      it.each<['sender' | 'site', () => string, number]>([
        ['sender', () => SENDER, 60],
        ['site', () => site.id, 1_200],
      ])('those of the %s', async (name, key, points) => {
        await spend(name, key(), points);
        const answer = await knock(protocol, newSource());
        expect(answer).toMatchObject({ isTaken: false, isLimited: true });
        expect(answer.retryAfter).toMatch(/^[1-9]\d?$/);
        expect(await made()).toEqual({ pings: [], targets: [] });
      });

      it('those of the sender count a ping by each protocol', async () => {
        await spend('sender', SENDER, 57);
        for (const by of PROTOCOLS) expect(await knock(by, newSource())).toEqual(TAKEN);
        expect(await knock(protocol, newSource())).toMatchObject({ isLimited: true });
      });

      it('those of the sender count a ping for nobody’s page', async () => {
        await spend('sender', SENDER, 59);
        await knock(protocol, newSource(), 'https://elsewhere.example/entry');
        expect(await knock(protocol, newSource())).toMatchObject({ isLimited: true });
      });
    });
  });

  it('waits for a person when its source links', async () => {
    expect(await checked(newSource())).toMatchObject({
      protocol,
      status: 'pending',
      verification: { state: 'linked' },
    });
  });

  it('goes to spam without a link', async () => {
    expect(await checked(newSource(NO_PAGE))).toMatchObject({
      status: 'spam',
      verification: { state: 'no-link' },
    });
  });

  it('waits for a person without a link where the site wants that', async () => {
    await set({ unproven: 'pending', spamFrom: 100 });
    expect(await checked(newSource(NO_PAGE))).toMatchObject({ status: 'pending' });
  });

  it('is approved at once where the site wants that', async () => {
    await set({ approveBelow: 98, newSiteDecisions: 0, trustedDomains: ['127.0.0.1'] });
    expect(await checked(newSource())).toMatchObject({
      status: 'approved',
      decidedBy: { kind: 'policy' },
    });
  });

  it('of a blocked domain is not fetched', async () => {
    await set({ blockedDomains: ['127.0.0.1'] });
    const source = newSource();
    expect(await checked(source)).toMatchObject({
      status: 'spam',
      verification: { state: 'refused' },
    });
    expect(sources.requests(new URL(source).pathname)).toEqual([]);
  });

  it.each([
    ['ignore', 'rejected', 0],
    ['hold', 'pending', 1],
    ['approve', 'approved', 1],
  ] as const)('from the site itself is, by the policy %s, %s', async (selfPings, status, reads) => {
    await set({ selfPings });
    const path = `/own-${(count += 1)}`;
    const source = blog.page(path, linkingPage(target));
    expect(await checked(source)).toMatchObject({ status, decidedBy: { kind: 'policy' } });
    expect(blog.requests(path)).toHaveLength(reads);
  });

  it.each(['reject', 'spam'])(
    'that a person has refused (%s) stays so by whichever protocol it comes again',
    async (verdict) => {
      const source = newSource();
      const ping = await checked(source);
      await decide(ping, verdict);
      const refused = await only(source);
      for (const by of PROTOCOLS) await knock(by, `${source}#again`);
      expect(await only(source)).toMatchObject({
        id: ping.id,
        status: refused.status,
        decidedBy: { kind: 'person' },
        seenCount: 4,
      });
      expect(sources.requests(new URL(source).pathname)).toHaveLength(1);
    },
  );

  it('to a new page does not decide how its address is written', async () => {
    const path = `/plain-${(count += 1)}`;
    blog.page(path, '<p>Plain</p>');
    const plain = `${blog.url}${path}`;
    target = `${blog.url.replace('http:', 'HTTP:')}${path}?utm_source=win-money-now#casino`;
    const ping = await checked(newSource(linkingPage(plain)));
    expect(ping).toMatchObject({ targetGiven: target, target: { url: plain } });
  });

  it('to a new page, beside many others at once, makes one page and one ping a source', async () => {
    const path = `/fresh-${(count += 1)}`;
    blog.page(path, '<p>Fresh</p>');
    target = `${blog.url}${path}`;
    // no check ends before all have come: one that comes after it asks for another
    const allCame = latch();
    const mine = Array.from({ length: 5 }, () => newSource());
    for (const source of mine)
      sources.page(new URL(source).pathname, {
        body: linkingPage(target),
        after: allCame.opened,
      });
    const sent = mine.flatMap((source) => PROTOCOLS.map((by) => knock(by, source)));
    const answers = await Promise.all(sent);
    allCame.open();
    expect(answers.filter(({ isTaken }) => isTaken).length).toBeGreaterThanOrEqual(10);
    await server.drain();
    const pings = await pingsOf(server, site.id);
    expect(pings.map(({ source }) => source).sort()).toEqual([...mine].sort());
    expect(new Set(pings.map((ping) => ping.target.id)).size).toBe(1);
    for (const source of mine) expect(sources.requests(new URL(source).pathname)).toHaveLength(1);
  });

  it('that is approved stays so by whichever protocol it comes again', async () => {
    const source = newSource();
    const ping = await checked(source);
    await decide(ping, 'approve');
    for (const by of PROTOCOLS) {
      await knock(by, source);
      expect(await only(source)).toMatchObject({ id: ping.id, status: 'approved', protocol });
    }
  });
});
