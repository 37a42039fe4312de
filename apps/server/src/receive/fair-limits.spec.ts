// Limits by sender, network, source domain and site: the same for each protocol, and one flood is nobody else's.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Site } from '@trackwarden/contracts';
import { endpointsOf, knock, knockWrongly, PROTOCOLS } from '../../test/knocking.js';
import { createSite } from '../../test/pinging.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { RateLimits, type IntakeLimit } from '../rate-limits.js';

const POINTS: Record<IntakeLimit, number> = {
  sender: 60,
  network: 240,
  sourceDomain: 300,
  site: 1_200,
};

let server: TestServer;
let site: Site;
let target: string;
let count = 0;

beforeAll(async () => {
  server = await startTestServer({ trustedProxies: ['127.0.0.1'] });
});
beforeEach(async () => {
  server.config.intakeLimits = true;
  // a page belongs to the oldest site of its origin: each test has one of its own
  const origin = `https://blog-${(count += 1)}.example`;
  site = await createSite(server, {}, origin);
  target = `${origin}/entry`;
});
afterAll(() => server.stop());

const spend = async (name: IntakeLimit, key: string, left = 0): Promise<void> => {
  await server.app.get(RateLimits).take(name, key, POINTS[name] - left);
};
/** A network of its own for each test. */
const newNetwork = () => `10.${(count += 1)}.7`;

describe.each(PROTOCOLS)('by %s', (protocol) => {
  const from = (ip: string, source = `http://127.0.0.1:9/${(count += 1)}`, page = target) =>
    knock(protocol, endpointsOf(server, site, page)[protocol], { source, target: page, ip });

  it('a network that was spent refuses its other addresses, and no neighbour', async () => {
    const network = newNetwork();
    await spend('network', `${network}.0/24`);
    expect(await from(`${network}.201`)).toMatchObject({ isTaken: false, status: 429 });
    expect(await from(`10.${count}.8.201`)).toMatchObject({ isTaken: true });
  });

  it('of IPv6 a /64 is one sender and a /48 one network', async () => {
    const prefix = `2001:db8:${(count += 1).toString(16)}`;
    await spend('sender', `${prefix}:1::/64`);
    expect(await from(`${prefix}:1:9:8:7:6`)).toMatchObject({ status: 429 });
    expect(await from(`${prefix}:2::1`)).toMatchObject({ isTaken: true });
    await spend('network', `${prefix}::/48`);
    expect(await from(`${prefix}:3::1`)).toMatchObject({ status: 429 });
  });

  it('a source domain that was spent is refused from everywhere, and users of one platform are apart', async () => {
    const user = `ann-${protocol}.wordpress.com`;
    await spend('sourceDomain', user);
    const network = newNetwork();
    expect(await from(`${network}.1`, `https://${user}/a`)).toMatchObject({ status: 429 });
    const other = `https://bob-${protocol}.wordpress.com/a`;
    expect(await from(`${network}.1`, other)).toMatchObject({ isTaken: true });
  });

  it('a sender who is refused spends nothing of the site and nothing of the domain', async () => {
    const network = newNetwork();
    const domain = `shared-${protocol}.example`;
    await spend('sender', `${network}.1`);
    await spend('site', site.id, 1);
    await spend('sourceDomain', domain, 1);
    for (let sent = 0; sent < 3; sent += 1)
      expect(await from(`${network}.1`, `https://${domain}/${sent}`)).toMatchObject({
        status: 429,
      });
    expect(await from(`${network}.2`, `https://${domain}/innocent`)).toMatchObject({
      isTaken: true,
    });
    expect(await from(`${network}.3`)).toMatchObject({ status: 429 });
  });

  it('a source domain that is refused spends nothing of the site', async () => {
    const domain = `loud-${protocol}.example`;
    await spend('sourceDomain', domain);
    await spend('site', site.id, 1);
    const network = newNetwork();
    expect(await from(`${network}.1`, `https://${domain}/`)).toMatchObject({ status: 429 });
    expect(await from(`${network}.2`)).toMatchObject({ isTaken: true });
  });

  it('what is no ping at all counts against its sender', async () => {
    const sender = `${newNetwork()}.1`;
    await spend('sender', sender, 1);
    const endpoint = endpointsOf(server, site, target)[protocol];
    expect((await knockWrongly(endpoint, sender)).status).not.toBe(429);
    expect(await from(sender)).toMatchObject({ status: 429 });
    expect((await knockWrongly(endpoint, sender)).status).toBe(429);
  });

  it('a page of nobody and a closed site count against the sender', async () => {
    const sender = `${newNetwork()}.1`;
    await spend('sender', sender, 2);
    const elsewhere = 'https://nobody.example/page';
    expect(await from(sender, undefined, elsewhere)).toMatchObject({ isTaken: false });
    await server.api.patch(`/sites/${site.id}`, { settings: { intakeOpen: false } });
    expect((await from(sender)).status).not.toBe(429);
    expect((await from(sender)).status).toBe(429);
  });

  it('a spent sender is told the same about pages that are and pages that are not', async () => {
    const sender = `${newNetwork()}.1`;
    await spend('sender', sender);
    const known = await from(sender);
    const unknown = await from(sender, undefined, 'https://nobody.example/page');
    expect(Number(known.retryAfter)).toBeGreaterThanOrEqual(1);
    expect(unknown.text).toBe(known.text);
    expect(unknown.status).toBe(known.status);
  });

  it('the setting lifts them all', async () => {
    const network = newNetwork();
    await spend('network', `${network}.0/24`);
    server.config.intakeLimits = false;
    expect(await from(`${network}.1`)).toMatchObject({ isTaken: true });
  });
});

describe('the answer to a spent sender', () => {
  const refusedBy = async (protocol: (typeof PROTOCOLS)[number]) => {
    const sender = `${newNetwork()}.1`;
    await spend('sender', sender);
    const ping = { source: 'http://127.0.0.1:9/a', target, ip: sender };
    return knock(protocol, endpointsOf(server, site, target)[protocol], ping);
  };

  it('is an envelope by TrackBack', async () => {
    const { status, text } = await refusedBy('trackback');
    expect(status).toBe(429);
    expect(text).toContain('<message>Too many pings. Try again in N seconds.</message>');
  });

  it('is a fault by Pingback', async () => {
    const { status, text, retryAfter } = await refusedBy('pingback');
    expect(status).toBe(429);
    expect(retryAfter).not.toBeNull();
    expect(text).toContain('<name>faultCode</name>');
  });

  it('is a sentence by Webmention', async () => {
    expect(await refusedBy('webmention')).toMatchObject({
      status: 429,
      text: 'Too many pings. Try again in N seconds.\n',
    });
  });
});

it('reading the list of pingbacks spends nothing of the site', async () => {
  await spend('site', site.id, 1);
  const body = `<?xml version="1.0"?><methodCall><methodName>pingback.extensions.getPingbacks</methodName><params><param><value><string>${target}</string></value></param></params></methodCall>`;
  const headers = { 'content-type': 'text/xml', 'x-forwarded-for': `${newNetwork()}.1` };
  for (let asked = 0; asked < 3; asked += 1)
    await fetch(`${server.url}/pingback`, { method: 'POST', headers, body });
  const ping = { source: 'http://127.0.0.1:9/a', target, ip: `${newNetwork()}.1` };
  const endpoint = endpointsOf(server, site, target).webmention;
  expect(await knock('webmention', endpoint, ping)).toMatchObject({ isTaken: true });
});

describe('who the sender is', () => {
  const senders = async () =>
    (
      await server.query<{ sender_ip: string }>('SELECT sender_ip FROM pings WHERE site_id = $1', [
        site.id,
      ])
    ).map(({ sender_ip }) => sender_ip);

  it.each([
    ['a chain with forged addresses before it', '203.0.113.9, 127.0.0.1, 10.200.7.1'],
    ['nonsense before it', 'unknown, <script>, 10.200.7.1'],
  ])('is whom the trusted proxy names, after %s', async (_, chain) => {
    const ping = { source: 'http://127.0.0.1:9/a', target, ip: chain };
    await knock('webmention', endpointsOf(server, site, target).webmention, ping);
    expect(await senders()).toEqual(['10.200.7.1']);
  });
});
