// What people decided before, and whom it counts for: by path, author, host, domain and network, on one site or on all.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PingDetail, ReputationSharing, Site, SiteSettings } from '@trackwarden/contracts';
import { createSite, createTarget, OK, sendPing } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

const DAY_MS = 86_400_000;

describe('the history of a source', () => {
  let server: TestServer;
  let count = 0;
  const hosts: SourceSite[] = [];
  /** Another host of one owner, as loopback has no names. */
  const host = async () => {
    const started = await startSourceSite(`127.0.0.${30 + hosts.length}`);
    hosts.push(started);
    return started;
  };
  const site = (settings: Partial<SiteSettings> = {}) =>
    createSite(server, settings, `https://blog-${(count += 1)}.example`);

  type Sent = { from: SourceSite; below?: string; ip?: string; author?: string };
  /** A proven ping of a page below this path, sent from this address. */
  const send = async (to: Site, { from, below = '', ip = '8.8.4.4', author }: Sent) => {
    const path = `${below}/post-${(count += 1)}`;
    const target = await createTarget(server, to, `/entry-${count}`);
    const page = linkingPage(target.url).replace(
      '<article>',
      author
        ? `<article class="h-entry"><a class="p-author h-card" href="${author}">A</a>`
        : '<article>',
    );
    const url = from.page(path, page);
    const answer = await sendPing(target.trackbackUrl, { url }, { 'x-forwarded-for': ip });
    expect(answer.text).toBe(OK);
    await server.drain();
    const [row] = await server.query<{ id: string }>('SELECT id FROM pings WHERE source = $1', [
      url,
    ]);
    return (await server.api.get<PingDetail>(`/pings/${row?.id ?? ''}`)).body;
  };
  const decide = async (verdict: string, { id }: PingDetail) =>
    (await server.api.post<{ id: string }>('/decisions', { verdict, pings: [{ id }] })).body.id;
  const decided = async (verdict: string, to: Site, sent: Sent) =>
    decide(verdict, await send(to, sent));
  const said = ({ signals }: PingDetail, id: string) =>
    signals.find(({ signal }) => signal === id)?.because ?? null;
  const pointsOf = ({ signals }: PingDetail, id: string) =>
    signals.find(({ signal }) => signal === id)?.points ?? 0;

  beforeAll(async () => {
    server = await startTestServer({ fetchAllow: '127.0.0.0/8', trustedProxies: ['127.0.0.1'] });
  });
  afterAll(async () => {
    await Promise.all(hosts.map((one) => one.stop()));
    await server.stop();
  });

  it('is one of each person where many share a host', async () => {
    const [to, from] = [await site(), await host()];
    await decided('approve', to, { from, below: '/@ann' });
    const ann = await send(to, { from, below: '/@ann' });
    expect(said(ann, 'source-history')).toMatch(/from 127[.0-9]+\/@ann: 1 approved, 0 spam$/);
    expect(said(ann, 'first-seen-domain')).toBeNull();

    for (let n = 0; n < 3; n += 1) await decided('spam', to, { from, below: '/@bot' });
    const bot = await send(to, { from, below: '/@bot' });
    expect(bot.verification.error).toMatch(/^Not fetched: .*\/@bot was called spam 3 times/);
    const eve = await send(to, { from, below: '/@eve' });
    expect(eve).toMatchObject({ verification: { state: 'linked' }, firstSeen: true });
    expect(said(eve, 'source-history')).toBeNull();
    expect(said(eve, 'first-seen-domain')).toMatch(/\/@eve$/);
  });

  it('names the narrowest part of an address that anything was decided about', async () => {
    const [to, from] = [await site(), await host()];
    await decided('approve', to, { from, below: '/notes' });
    await decided('spam', to, { from, below: '/shop' });
    await decided('spam', to, { from, below: '/shop' });
    expect(said(await send(to, { from, below: '/shop' }), 'source-history')).toMatch(
      /\/shop: 0 approved, 2 spam$/,
    );
    const elsewhere = await send(to, { from, below: '/new' });
    expect(said(elsewhere, 'source-history')).toMatch(/from [0-9.]+: 1 approved, 2 spam$/);
    expect(elsewhere.sources).toContainEqual({
      ...{ scope: 'domain', key: elsewhere.domain, approved: 1, spam: 2 },
      ...{ firstSeenDaysAgo: expect.any(Number), elsewhere: null },
    });
  });

  it('is taken back by an undo', async () => {
    const [to, from] = [await site(), await host()];
    const decision = await decided('spam', to, { from });
    expect(said(await send(to, { from }), 'source-history')).toContain('0 approved, 1 spam');
    await server.api.post(`/decisions/${decision}/undo`);
    expect(said(await send(to, { from }), 'source-history')).toBeNull();
  });

  it('counts nothing that was neither approved nor spam', async () => {
    const [to, from] = [await site(), await host()];
    await decided('reject', to, { from });
    expect(said(await send(to, { from }), 'source-history')).toBeNull();
  });

  it('knows an author of the same domain, and believes no page about anybody else', async () => {
    const [to, from] = [await site(), await host()];
    const author = `${from.url}/people/ann`;
    await decided('approve', to, { from, author });
    await decided('spam', to, { from, author: `${from.url}/people/bob` });
    await decided('spam', to, { from, author: `${from.url}/people/bob` });
    expect(said(await send(to, { from, author }), 'author-history')).toMatch(
      /by [0-9.]+\/people\/ann: 1 approved, 0 spam$/,
    );
    const liar = await send(to, { from: await host(), author });
    expect(said(liar, 'author-history')).toBeNull();
    expect(liar.sources.map(({ scope }) => scope)).not.toContain('author');
  });

  it("holds a network's spam against it once it names several sources", async () => {
    const [to, ip] = [await site(), '8.8.8.8'];
    const [one, other] = [await host(), await host()];
    await decided('spam', to, { from: one, ip });
    await decided('spam', to, { from: one, ip });
    await decided('spam', to, { from: one, ip: '8.8.8.9' });
    const from = await host();
    expect(said(await send(to, { from, ip }), 'network-history')).toBeNull();
    await decided('spam', to, { from: other, ip });
    const blamed = await send(to, { from, ip: '8.8.8.77' });
    expect(said(blamed, 'network-history')).toBe(
      'Earlier pings from 8.8.8.0/24: 0 approved, 4 spam',
    );
    expect(pointsOf(blamed, 'network-history')).toBeLessThan(1);
    expect(said(await send(to, { from, ip: '8.8.9.8' }), 'network-history')).toBeNull();
  });

  it('says nothing about a network that is not public', async () => {
    const { sources } = await send(await site(), { from: await host(), ip: '10.1.2.3' });
    expect(sources.map(({ scope }) => scope)).toEqual(['domain']);
  });

  it('gives credit to a source that sends by itself', async () => {
    const [to, from] = [await site(), await host()];
    const ip = new URL(from.url).hostname;
    expect(said(await send(to, { from, ip }), 'sender-is-source')).toContain(ip);
    expect(said(await send(to, { from, ip: '8.8.4.4' }), 'sender-is-source')).toBeNull();
  });

  describe('on other sites', () => {
    const share = (shared: boolean) =>
      server.api.patch<ReputationSharing>('/reputation', { shared });
    const set = ({ id }: Site, sharedReputation: boolean) =>
      server.api.patch(`/sites/${id}`, { settings: { sharedReputation } });
    const history = async (to: Site, from: SourceSite) =>
      said(await send(to, { from }), 'source-history');
    const OTHERS = '0 approved, 2 spam on other sites of this installation';
    let one: Site;
    let other: Site;
    let from: SourceSite;
    let secret: SourceSite;

    beforeAll(async () => {
      [one, other, from, secret] = [await site(), await site(), await host(), await host()];
      await decided('spam', one, { from });
      await decided('spam', one, { from });
      await decided('spam', one, { from: secret });
      await server.query('UPDATE pings SET is_private = true WHERE domain = $1', [
        new URL(secret.url).hostname,
      ]);
    });

    it('counts nothing as long as nobody shares', async () => {
      expect((await server.api.get<ReputationSharing>('/reputation')).body).toEqual({
        ...{ shared: false, since: null, setBy: null },
      });
      expect(await history(other, from)).toBeNull();
    });

    it('counts by half once the installation shares', async () => {
      expect((await share(true)).body).toMatchObject({ shared: true, setBy: 'Owner' });
      const ping = await send(other, { from });
      expect(said(ping, 'source-history')).toContain(OTHERS);
      expect(pointsOf(ping, 'source-history')).toBeCloseTo(Math.log(2), 2);
    });

    it('never counts what is private', async () => {
      expect(await history(other, secret)).toBeNull();
    });

    it('neither gives nor takes where a site does not take part', async () => {
      await set(other, false);
      expect(await history(other, from)).toBeNull();
      await set(other, true);
      await set(one, false);
      expect(await history(other, from)).toBeNull();
      await set(one, true);
      expect(await history(other, from)).toContain(OTHERS);
    });

    it('makes no source known well enough to publish', async () => {
      const [to, friend] = [await site({ approveBelow: 98 }), await host()];
      for (let n = 0; n < 3; n += 1) await decided('approve', one, { from: friend });
      server.passTime(8 * DAY_MS);
      expect(await send(to, { from: friend })).toMatchObject({
        status: 'pending',
        because: expect.stringContaining('too few pings of this source were approved'),
      });
      await share(false);
    });
  });

  it('opens no door in the first seven days', async () => {
    const [to, from] = [await site({ approveBelow: 98 }), await host()];
    await decided('approve', to, { from });
    await decided('approve', to, { from });
    server.passTime(6 * DAY_MS);
    expect(await send(to, { from })).toMatchObject({
      status: 'pending',
      because: expect.stringContaining('first seen less than 7 days ago'),
    });
    server.passTime(DAY_MS);
    expect(await send(to, { from })).toMatchObject({
      status: 'approved',
      decidedBy: { kind: 'policy' },
    });
  });

  it('fades: a decision counts half after 180 days', async () => {
    const [to, from] = [await site(), await host()];
    for (let n = 0; n < 3; n += 1) await decided('approve', to, { from });
    const points = async () => pointsOf(await send(to, { from }), 'source-history');
    expect(await points()).toBeCloseTo(-Math.log(4), 2);
    server.passTime(180 * DAY_MS);
    // the session has ended meanwhile
    server = { ...server, api: server.tokenClient };
    const later = await send(to, { from });
    expect(said(later, 'source-history')).toContain('3 approved, 0 spam');
    expect(pointsOf(later, 'source-history')).toBeCloseTo(-Math.log(2.5), 2);
  });
});
