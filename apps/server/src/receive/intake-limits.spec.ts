// The limits of the intake: per sender and per site, told in the words of the protocol.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Site, Target } from '@trackwarden/contracts';
import {
  createSite,
  createTarget,
  OK,
  pingsOf,
  refusalOf,
  sendPing,
  type PingAnswer,
} from '../../test/pinging.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { RateLimits } from '../rate-limits.js';

const PER_SENDER = 60;
const PER_SITE = 1_200;

describe('the limits of the intake', () => {
  let server: TestServer;
  let site: Site;
  let target: Target;
  let count = 0;

  const pingFrom = (ip: string): Promise<PingAnswer> =>
    sendPing(
      target.trackbackUrl,
      { url: `http://127.0.0.1:9/${(count += 1)}` },
      { 'x-forwarded-for': ip },
    );
  const spend = async (name: 'sender' | 'site', key: string, points: number): Promise<void> => {
    const limits = server.app.get(RateLimits);
    await Promise.all(Array.from({ length: points }, () => limits.take(name, key)));
  };

  beforeAll(async () => {
    server = await startTestServer({ trustedProxies: ['127.0.0.1'] });
  });
  beforeEach(async () => {
    server.config.intakeLimits = true;
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  afterAll(() => server.stop());

  it('let a sender have sixty pings a minute and refuse the next', async () => {
    const answers = [];
    for (let sent = 0; sent <= PER_SENDER; sent += 1) answers.push(await pingFrom('192.0.2.1'));
    expect(answers.map(({ status }) => status)).toEqual([
      ...Array.from({ length: PER_SENDER }, () => 200),
      429,
    ]);
  });

  it('tell a refused sender in the envelope and in Retry-After when to come again', async () => {
    await spend('sender', '192.0.2.2', PER_SENDER);
    const { headers, text } = await pingFrom('192.0.2.2');
    const seconds = headers.get('retry-after') ?? '';
    expect(Number(seconds)).toBeGreaterThanOrEqual(1);
    expect(Number(seconds)).toBeLessThanOrEqual(60);
    expect(text).toContain(
      `<error>1</error>\n<message>Too many pings. Try again in ${seconds} seconds.</message>`,
    );
    expect(headers.get('content-type')).toBe('text/xml; charset=utf-8');
  });

  it('leave other senders alone', async () => {
    await spend('sender', '192.0.2.3', PER_SENDER);
    expect((await pingFrom('192.0.2.4')).text).toBe(OK);
  });

  it('refuse everybody when a site has had its share', async () => {
    await spend('site', site.id, PER_SITE);
    expect((await pingFrom('192.0.2.5')).status).toBe(429);
  });

  it('leave other sites alone', async () => {
    await spend('site', site.id, PER_SITE);
    target = await createTarget(server, await createSite(server));
    expect((await pingFrom('192.0.2.6')).text).toBe(OK);
  });

  it('are lifted by the setting', async () => {
    await spend('sender', '192.0.2.7', PER_SENDER);
    server.config.intakeLimits = false;
    expect((await pingFrom('192.0.2.7')).text).toBe(OK);
  });

  it('store nothing of what they refuse', async () => {
    await spend('sender', '192.0.2.8', PER_SENDER);
    await pingFrom('192.0.2.8');
    const rows = await server.query('SELECT id FROM pings WHERE site_id = $1', [site.id]);
    expect(rows).toHaveLength(0);
  });

  describe('come before anything is made:', () => {
    const pageOfSite = (page: string) =>
      `${site.trackbackUrl}?target=${encodeURIComponent(`https://blog.example/${page}`)}`;
    const knock = (ip: string, address: string) =>
      sendPing(address, { url: 'http://127.0.0.1:9/new' }, { 'x-forwarded-for': ip });
    const targetsOf = async () =>
      (await server.query<{ url: string }>('SELECT url FROM targets WHERE site_id = $1', [site.id]))
        .map(({ url }) => url)
        .sort();

    it('a refused sender makes no target', async () => {
      await spend('sender', '192.0.2.9', PER_SENDER);
      expect((await knock('192.0.2.9', pageOfSite('new'))).status).toBe(429);
      expect(await targetsOf()).toEqual([target.url]);
    });

    it('a sender whom the share of the site refuses makes none', async () => {
      await spend('site', site.id, PER_SITE);
      expect((await knock('192.0.2.10', pageOfSite('new'))).status).toBe(429);
      expect(await targetsOf()).toEqual([target.url]);
    });

    it('a site that is closed makes none', async () => {
      await server.api.patch(`/sites/${site.id}`, { settings: { intakeOpen: false } });
      const { text } = await knock('192.0.2.11', pageOfSite('new'));
      expect(text).toBe(refusalOf('This site does not take pings at present.'));
      expect(await targetsOf()).toEqual([target.url]);
    });

    it('a sender within the limits makes one', async () => {
      expect((await knock('192.0.2.12', pageOfSite('new'))).text).toBe(OK);
      expect(await targetsOf()).toEqual([target.url, 'https://blog.example/new']);
    });

    it('a wrong passphrase counts against its sender', async () => {
      const locked = await createTarget(server, site, '/locked', { passphrase: 'sesame' });
      await spend('sender', '192.0.2.13', PER_SENDER - 1);
      const guess = `${server.url}/trackback/${locked.key}/guess`;
      const wrong = await knock('192.0.2.13', guess);
      const right = await knock('192.0.2.13', locked.trackbackUrl);
      expect(wrong.text).toBe(refusalOf('This address needs a passphrase.'));
      expect(right.status).toBe(429);
    });
  });

  it('know the sender whom a trusted proxy names, and not whom that one names', async () => {
    await pingFrom('198.51.100.1, 192.0.2.14');
    const [ping] = await pingsOf(server, site.id);
    expect(ping?.sender.ip).toBe('192.0.2.14');
  });
});
