// Dated addresses: what comes by one that the page no longer hands out is held, never refused.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Discovery, PageCheck, PingDetail, Site, SiteSettings } from '@trackwarden/contracts';
import { knock, PROTOCOLS } from '../../test/knocking.js';
import { createSite, createTarget, pingsOf } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

const DAY_MS = 86_400_000;
const ONE_OF_EACH = ['webmention', 'pingback', 'trackback'] as const;

let server: TestServer;
let sources: SourceSite;
let blog: SourceSite;
let site: Site;
let target: string;
let count = 0;

beforeAll(async () => {
  const started = await startTestServer({ fetchAllow: '127.0.0.0/8' });
  // months pass here: a session would end, a token does not
  server = { ...started, api: started.tokenClient };
  sources = await startSourceSite();
});
beforeEach(async () => {
  await server.query('DELETE FROM sites');
  blog = await startSourceSite('127.0.0.3');
  blog.page('/', '<p>Home</p>');
  blog.page('/entry', '<p>An entry</p>');
  blog.page('/own', '<p>Another entry</p>');
  // everything that may be approved is
  site = await createSite(
    server,
    { datedAddresses: true, trustedDomains: ['127.0.0.1'], approveBelow: 90 },
    blog.url,
  );
  target = `${blog.url}/entry`;
});
afterEach(() => blog.stop());
afterAll(async () => {
  await sources.stop();
  await server.stop();
});

const set = (settings: Partial<SiteSettings>) =>
  server.api.patch(`/sites/${site.id}`, { settings });
const discover = async (): Promise<Discovery> => {
  const query = `target=${encodeURIComponent(target)}`;
  return (await (
    await fetch(`${server.url}/sites/${site.key}/discovery?${query}`)
  ).json()) as Discovery;
};
const endpointsOf = ({ trackbackUrl, pingbackUrl, webmentionUrl }: Discovery) => ({
  trackback: trackbackUrl,
  pingback: pingbackUrl,
  webmention: webmentionUrl,
});
/** The address with one letter of its signature changed. */
const forged = (address: string) =>
  address.replace(
    /(\d{8}\.)([\w-])/,
    (_, date: string, first: string) => `${date}${first === 'A' ? 'B' : 'A'}`,
  );

describe.each(PROTOCOLS)('a ping by %s', (protocol) => {
  const send = async (endpoint: string): Promise<PingDetail> => {
    const source = sources.page(`/post-${(count += 1)}`, linkingPage(target));
    expect(await knock(protocol, endpoint, { source, target })).toMatchObject({ isTaken: true });
    await server.drain();
    const ping = (await pingsOf(server, site.id)).find((one) => one.source === source);
    return (await server.api.get<PingDetail>(`/pings/${ping?.id ?? ''}`)).body;
  };
  const signalsOf = ({ signals }: PingDetail) => signals.map(({ signal }) => signal);

  it('by the address of today is judged like any other', async () => {
    const ping = await send(endpointsOf(await discover())[protocol]);
    expect(ping).toMatchObject({
      status: 'approved',
      intake: { address: 'dated', dateWanted: true },
    });
    expect(signalsOf(ping)).not.toContain('stale-address');
  });

  it('by an address of five weeks ago is judged like any other, by an older one it is held', async () => {
    const endpoint = endpointsOf(await discover())[protocol];
    server.passTime(34 * DAY_MS);
    expect(await send(endpoint)).toMatchObject({ status: 'approved' });
    server.passTime(3 * DAY_MS);
    const late = await send(endpoint);
    expect(late).toMatchObject({
      status: 'pending',
      because: 'It came by an address without a fresh date',
      intake: { address: 'stale', dateWanted: true },
    });
    expect(signalsOf(late)).toContain('stale-address');
  });

  it('by an address without a date is held', async () => {
    const dated = endpointsOf(await discover())[protocol];
    const plain = dated.replace(/\.\d{8}\.[\w-]{16}/, '').replace(/\?t=.*/, '');
    expect(plain).not.toBe(dated);
    expect(await send(plain)).toMatchObject({ status: 'pending', intake: { address: 'plain' } });
  });

  it('by an address with a forged date is held', async () => {
    const ping = await send(forged(endpointsOf(await discover())[protocol]));
    expect(ping).toMatchObject({ status: 'pending', intake: { address: 'plain' } });
  });

  it("by another site's date is held", async () => {
    const ours = endpointsOf(await discover())[protocol];
    const other = await createSite(server, { datedAddresses: true }, 'https://other.example');
    const response = await fetch(`${server.url}/sites/${other.key}/discovery`);
    const theirs = endpointsOf((await response.json()) as Discovery)[protocol];
    const [mark = ''] = /\d{8}\.[\w-]{16}/.exec(theirs) ?? [];
    const ping = await send(ours.replace(/\d{8}\.[\w-]{16}/, mark));
    expect(ping).toMatchObject({ status: 'pending', intake: { address: 'plain' } });
  });

  it('by a dated address goes on being judged when the site hands out plain ones', async () => {
    const endpoint = endpointsOf(await discover())[protocol];
    await set({ datedAddresses: false });
    server.passTime(100 * DAY_MS);
    const ping = await send(endpoint);
    expect(ping).toMatchObject({
      status: 'approved',
      intake: { address: 'stale', dateWanted: false },
    });
    expect(signalsOf(ping)).not.toContain('stale-address');
  });

  it('by a plain address is judged like any other where none is dated', async () => {
    await set({ datedAddresses: false });
    const endpoint = endpointsOf(await discover())[protocol];
    expect(endpoint).not.toMatch(/\d{8}\./);
    expect(await send(endpoint)).toMatchObject({
      status: 'approved',
      intake: { address: 'plain', dateWanted: false },
    });
  });
});

it("a page's own TrackBack address is dated by itself", async () => {
  const own = await createTarget(server, site, '/own');
  const dated = endpointsOf(
    (await (
      await fetch(`${server.url}/sites/${site.key}/discovery?target=${encodeURIComponent(own.url)}`)
    ).json()) as Discovery,
  ).trackback;
  expect(dated).toMatch(new RegExp(`/trackback/${own.key}\\.\\d{8}\\.[\\w-]{16}$`));
  const source = sources.page('/about-own', linkingPage(own.url));
  await knock('trackback', dated, { source, target: own.url });
  await server.drain();
  const [ping] = await pingsOf(server, site.id);
  expect(ping).toMatchObject({ status: 'approved', intake: { address: 'dated' } });
});

it('a ping that is sent again by a fresh address is no longer held for the old one', async () => {
  const source = sources.page('/twice', linkingPage(target));
  const ping = { source, target };
  await knock('webmention', `${server.url}/webmention`, ping);
  await server.drain();
  await knock('webmention', (await discover()).webmentionUrl, ping);
  await server.drain();
  expect(await pingsOf(server, site.id)).toMatchObject([
    { status: 'approved', intake: { address: 'dated' } },
  ]);
});

describe('the discovery answer', () => {
  it('says until when its addresses are fresh', async () => {
    const { freshUntil } = await discover();
    const days = (Date.parse(freshUntil ?? '') - server.now().getTime()) / DAY_MS;
    expect(days).toBeGreaterThan(26);
    expect(days).toBeLessThanOrEqual(28);
    await set({ datedAddresses: false });
    expect((await discover()).freshUntil).toBeNull();
  });

  it('has recipes with dated addresses that say when to renew them', async () => {
    const { recipes, webmentionUrl, freshUntil } = await discover();
    for (const { code, note } of recipes) {
      expect(code).toContain(webmentionUrl);
      expect(note).toContain(`before ${freshUntil?.slice(0, 10) ?? '?'}`);
    }
  });
});

describe('the check of a page', () => {
  const check = async () =>
    (await server.api.post<PageCheck>(`/sites/${site.id}/check-page`, { url: target })).body;
  const publish = (markup: string) =>
    blog.page('/entry', `<!doctype html><html><head>${markup}</head><body>Text</body></html>`);

  it('knows dated addresses as ours, and has nothing to say while they are fresh', async () => {
    publish((await discover()).snippet);
    const { found, remarks } = await check();
    expect(found.map(({ isOurs }) => isOurs)).toEqual([true, true, true]);
    expect(remarks).toEqual([]);
  });

  it('says of each address that its date is too old', async () => {
    publish((await discover()).snippet);
    server.passTime(40 * DAY_MS);
    const { found, remarks } = await check();
    expect(found.map(({ isOurs }) => isOurs)).toEqual([true, true, true]);
    expect(remarks).toHaveLength(ONE_OF_EACH.length);
    for (const { text } of remarks) expect(text).toContain('carries a date that is too old');
  });

  it('says that a plain address has none', async () => {
    await set({ datedAddresses: false });
    publish((await discover()).snippet);
    await set({ datedAddresses: true });
    const { remarks } = await check();
    for (const { text } of remarks) expect(text).toContain('carries no date of ours');
    expect(remarks).toHaveLength(ONE_OF_EACH.length);
  });
});
