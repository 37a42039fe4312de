// Why a Pingback is not taken: told in full where the site wants it, else only "already registered".
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Site, SiteSettings } from '@trackwarden/contracts';
import { createSite, createTarget } from '../../test/pinging.js';
import { sendPingback, type PingbackReply } from '../../test/pingback.js';
import {
  linkingPage,
  startSourceSite,
  type Page,
  type SourceSite,
} from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { RateLimits } from '../rate-limits.js';

const PER_SENDER = 60;
const PER_SITE = 1_200;

describe.each(['detailed', 'opaque'] as const)('the faults of a site that is %s', (faults) => {
  let server: TestServer;
  let sources: SourceSite;
  let blog: SourceSite;
  let site: Site;
  let count = 0;

  const entry = (path = '/entry') => `${blog.url}${path}`;
  const source = (page: Page | string) => sources.page(`/post-${(count += 1)}`, page);
  const send = (from: string, target = entry(), headers = {}) =>
    sendPingback(server, from, target, headers);
  const set = (settings: Partial<SiteSettings>) =>
    server.api.patch(`/sites/${site.id}`, { settings });
  /** A pair of which the first check failed, sent until its re-sends of the hour are used up. */
  const sendOften = async (from: string): Promise<PingbackReply> => {
    for (let sent = 1; sent <= 4; sent += 1) {
      expect(await send(from)).toMatchObject({ fault: null });
      await server.drain();
    }
    return send(from);
  };
  /** What the site is told, and what a site is told that keeps it to itself. */
  const told = (answer: PingbackReply, code: number) => {
    expect(answer.fault).toBe(faults === 'detailed' || code === 48 ? code : 0);
    if (answer.fault === 0) expect(answer.text).toBe('The pingback was not accepted.');
    else expect(answer.text).toMatch(/^.{10,}\.$/);
  };

  beforeAll(async () => {
    server = await startTestServer({
      fetchAllow: '127.0.0.0/8',
      trustedProxies: ['127.0.0.1'],
    });
    sources = await startSourceSite();
    blog = await startSourceSite('127.0.0.3');
    blog.page('/', '<p>Home</p>');
    blog.page('/entry', '<p>An entry</p>');
    site = await createSite(server, { pingbackFaults: faults }, blog.url);
  });
  afterAll(async () => {
    await sources.stop();
    await blog.stop();
    await server.stop();
  });

  it.each<[number, string, Page]>([
    [16, 'is not there (404)', { status: 404, body: 'no such page' }],
    [16, 'is gone (410)', { status: 410, body: 'gone' }],
    [17, 'does not link to the target', { body: '<p>No link.</p>' }],
    [50, 'fails (500)', { status: 500, body: 'error' }],
    [50, 'cuts the connection', { cut: true }],
    [
      50,
      'lies at an address that is not public',
      { status: 302, headers: { location: 'http://10.0.0.1/' } },
    ],
    [50, 'is a picture', { headers: { 'content-type': 'image/png' }, body: 'PNG' }],
  ])('are %i for a source that %s, sent too often', async (code, _what, page) => {
    const answer = await sendOften(source(page));
    expect(answer.status).toBe(200);
    told(answer, code);
  });

  it('are none for such a source while its re-sends are honoured, and it is read again', async () => {
    const from = source('<p>No link yet.</p>');
    await send(from);
    await server.drain();
    sources.page(new URL(from).pathname, linkingPage(entry()));
    expect(await send(from)).toMatchObject({ fault: null });
    await server.drain();
    told(await send(from), 48);
  });

  it('are 48 for a pair that waits for its check', async () => {
    const from = source(linkingPage(entry()));
    await send(from);
    told(await send(from), 48);
  });

  it('are 48 for a pair that was proven, whatever became of it', async () => {
    const from = source(linkingPage(entry()));
    await send(from);
    await server.drain();
    const { body } = await server.api.get<{ items: { id: string; source: string }[] }>(
      `/pings?siteId=${site.id}`,
    );
    const id = body.items.find((ping) => ping.source === from)?.id;
    await server.api.post('/decisions', { verdict: 'spam', pings: [{ id }] });
    told(await send(from), 48);
  });

  it('are 32 for a page that the site itself does not have', async () => {
    const missing = entry('/never-was');
    expect(await send(source(linkingPage(missing)), missing)).toMatchObject({ fault: null });
    await server.drain();
    told(await send(source(linkingPage(missing)), missing), 32);
  });

  it('are 33 for a site that is closed', async () => {
    await set({ intakeOpen: false });
    const answer = await send(source(linkingPage(entry())));
    await set({ intakeOpen: true });
    told(answer, 33);
  });

  it('are 33 for a page past its closing time', async () => {
    const { url } = await createTarget(server, site, '/closed', {
      closesAt: '2020-01-01T00:00:00.000Z',
    });
    told(await send(source(linkingPage(url)), url), 33);
  });

  it('are 33 for a page that is too old', async () => {
    const { id, url } = await createTarget(server, site, '/old');
    await server.query(
      `UPDATE targets SET created_at = created_at - interval '31 days' WHERE id = $1`,
      [id],
    );
    await set({ closeAfterDays: 30 });
    const old = await send(source(linkingPage(url)), url);
    const young = await send(source(linkingPage(entry())));
    await set({ closeAfterDays: null });
    told(old, 33);
    expect(young.fault).toBeNull();
  });

  it('are 49 for a page with a passphrase, which a Pingback cannot give', async () => {
    const { url } = await createTarget(server, site, '/secret', { passphrase: 'open-sesame' });
    told(await send(source(linkingPage(url)), url), 49);
  });

  describe('above the limits of the intake', () => {
    const spend = async (name: 'sender' | 'site', key: string, points: number): Promise<void> => {
      const limits = server.app.get(RateLimits);
      await Promise.all(Array.from({ length: points }, () => limits.take(name, key)));
    };
    const sendFrom = (ip: string) =>
      send(source(linkingPage(entry())), entry(), { 'x-forwarded-for': ip });

    beforeAll(() => {
      server.config.intakeLimits = true;
    });
    afterAll(() => {
      server.config.intakeLimits = false;
    });

    it('are 49 at status 429 with Retry-After for a sender above its own', async () => {
      await spend('sender', '192.0.2.1', PER_SENDER - 1);
      expect(await sendFrom('192.0.2.1')).toMatchObject({ status: 200, fault: null });
      const answer = await sendFrom('192.0.2.1');
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      told(answer, 49);
    });

    it('are the same when the site has had its share', async () => {
      await spend('site', site.id, PER_SITE);
      const answer = await sendFrom('192.0.2.2');
      expect(answer.status).toBe(429);
      told(answer, 49);
    });
  });
});
