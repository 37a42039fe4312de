// Block and trust lists by scope: label by label, with exceptions and expiry, one list for two doors.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CreateListEntry,
  List,
  ListEntry,
  Problem,
  Site,
  Target,
} from '@trackwarden/contracts';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { addEntry } from '../../test/rules.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { authorKeys, entryKey, isExcepted, keysOf } from './list-keys.js';

describe('an entry', () => {
  const covers = (scope: CreateListEntry['scope'], value: string, url: string) => {
    const entry = entryKey(scope, value);
    if (typeof entry === 'string') throw new Error(entry);
    return keysOf(url).includes(entry.key);
  };

  it.each<[CreateListEntry['scope'], string, string, boolean]>([
    ['domain', 'good.example', 'https://good.example/a', true],
    ['domain', 'good.example', 'https://www.good.example/a', true],
    ['domain', 'good.example', 'https://good.example.evil.example/', false],
    ['domain', 'good.example', 'https://evil.example/?good.example', false],
    ['domain', 'good.example', 'https://notgood.example/', false],
    ['domain', 'good.example', 'https://GOOD.example./', true],
    ['domain', 'gärten.example', 'https://xn--grten-gra.example/', true],
    ['domain', 'good.example', 'https://gооd.example/', false],
    ['domain', '*.good.example', 'https://www.good.example/', true],
    ['domain', 'my_blog.good.example', 'https://my_blog.good.example/', true],
    ['domain', '0x7f.1.example', 'https://0x7f.1.example/', true],
    ['domain', 'ann.blogspot.com', 'https://ann.blogspot.com/', true],
    ['host', 'blogspot.com', 'https://blogspot.com/', true],
    ['host', '[2001:DB8:0::1]', 'https://[2001:db8::1]/', true],
    ['host', 'good.example', 'https://good.example/', true],
    ['host', 'good.example', 'https://www.good.example/', false],
    ['path', 'hub.example/alice', 'https://hub.example/alice', true],
    ['path', 'https://hub.example/alice/', 'http://hub.example/alice/2026/post', true],
    ['path', 'hub.example/alice', 'https://hub.example/alicella', false],
    ['path', 'hub.example/alice', 'https://hub.example/a/../%61lice/x', true],
    ['url', 'https://hub.example/a', 'https://hub.example/a', true],
    ['url', 'https://hub.example/a', 'https://hub.example/a/b', false],
    ['url', 'https://hub.example/a', 'https://hub.example/a?utm_source=x#y', true],
  ])('for the %s %s, asked of %s: %s', (scope, value, url, expected) => {
    expect(covers(scope, value, url)).toBe(expected);
  });

  it.each([
    ['an address of that author', 'https://hub.example/@ann', 'https://hub.example/@ann/1', 1],
    ['a relay of many people', 'https://hub.example/@ann', 'https://brid.gy/comment/1', 1],
    ['anybody who names the author', 'https://hub.example/@ann', 'https://evil.example/', 0],
  ])('for an author, on %s', (_, author, source, found) => {
    expect(authorKeys(author, source)).toHaveLength(found);
  });

  it.each([
    ['https://hub.example/alice/post', 'hub.example/alice', true],
    ['https://hub.example/alicella', 'hub.example/alice', false],
    ['https://ann.hub.example/', 'ann.hub.example', true],
    ['https://joann.hub.example/', 'ann.hub.example', false],
    ['https://evil.example/hub.example/alice', 'hub.example/alice', false],
  ])('leaves out %s by the exception %s: %s', (url, exception, expected) => {
    expect(isExcepted(url, [exception])).toBe(expected);
  });

  it.each<[CreateListEntry['scope'], string, string]>([
    ['domain', 'example', 'must be a domain'],
    ['path', 'example.com', 'must be a host with a path'],
    ['url', 'javascript:alert(1)', 'must be an absolute http or https address'],
    ['network', '10.0.0.0/99', 'must be an IP address or a network'],
    ['network', 'fe80::1%eth0', 'must be an IP address or a network'],
    ['domain', 'one.example,two.example', 'must be a domain'],
    ['domain', 'x.example;y.example', 'must be a domain'],
    ['domain', '-bad-.example', 'must be a domain'],
    ['domain', 'a!b.example', 'must be a domain'],
    ['domain', 'a(b).example', 'must be a domain'],
    ['domain', '"x".example', 'must be a domain'],
    ['domain', '${x}.example', 'must be a domain'],
    ['domain', 'x..example', 'must be a domain'],
    ['domain', '0x7f.1', 'must be a domain'],
    ['domain', 'a'.repeat(64) + '.example', 'must be a domain'],
    ['domain', 'com', 'must be a domain'],
    ['domain', 'co.uk', 'is shared by many'],
    ['domain', 'blogspot.com', 'is shared by many'],
    ['domain', 'wordpress.com', 'is shared by many'],
    ['host', 'x..example', 'must be a domain'],
  ])('for the %s %s is refused', (scope, value, message) => {
    expect(entryKey(scope, value)).toContain(message);
  });
});

describe('the lists of a site', () => {
  let server: TestServer;
  let senders: SourceSite;
  let site: Site;
  let target: Target;
  const send = (path: string) =>
    pingAndEvaluate(server, target, senders.page(path, linkingPage(target.url)));
  const settings = async () => (await server.api.get<Site>(`/sites/${site.id}`)).body.settings;

  beforeAll(async () => {
    [server, senders] = [await startTestServer(), await startSourceSite()];
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  afterAll(async () => {
    await senders.stop();
    await server.stop();
  });

  it('block a source without a request, but not what is excepted', async () => {
    const entry = await addEntry(server, site.id, {
      ...{ list: 'block', scope: 'host', value: '127.0.0.1' },
      exceptions: ['127.0.0.1/alice'],
    });
    const [blocked, excepted] = [await send('/bob'), await send('/alice/post')];
    expect(blocked.status).toBe('spam');
    expect(senders.requests('/bob')).toHaveLength(0);
    expect(excepted).toMatchObject({ status: 'pending', verification: { state: 'linked' } });
    const { body } = await server.api.get<List<ListEntry>>(`/sites/${site.id}/lists?list=block`);
    expect(body.items[0]).toMatchObject({ hits: 1, setBy: { name: 'Owner' } });
    await server.api.delete(`/lists/${entry.id}`);
    expect((await send('/carol')).status).toBe('pending');
  });

  it('block a sender by its network until the entry expires', async () => {
    const expiresAt = new Date(server.now().getTime() + 60_000).toISOString();
    const value = '127.0.0.0/8';
    await addEntry(server, site.id, { list: 'block', scope: 'network', value, expiresAt });
    expect((await send('/network')).status).toBe('spam');
    server.passTime(60_001);
    expect((await send('/later')).status).toBe('pending');
  });

  it('refuse an expiry that has passed, and leave the other fields of an expired entry to change', async () => {
    const soon = new Date(server.now().getTime() + 1_000).toISOString();
    const entry = { list: 'block', scope: 'domain', value: 'soon.example' } as const;
    const past = '2020-01-01T00:00:00.000Z';
    const refused = { pointer: '/expiresAt', message: 'must be in the future' };
    const post = await server.api.post<Problem>(`/sites/${site.id}/lists`, {
      ...entry,
      expiresAt: past,
    });
    expect([post.status, post.body.errors]).toEqual([400, [refused]]);
    const { id } = await addEntry(server, site.id, { ...entry, expiresAt: soon });
    server.passTime(1_001);
    const patch = (change: object) => server.api.patch<Problem>(`/lists/${id}`, change);
    expect((await patch({ expiresAt: past })).body.errors).toEqual([refused]);
    expect((await patch({ expiresAt: soon, note: 'It was for a while' })).status).toBe(200);
    await server.api.delete(`/lists/${id}`);
  });

  it('trust a path, and nothing beside it', async () => {
    const value = '127.0.0.1/friend';
    await addEntry(server, site.id, { list: 'trust', scope: 'path', value });
    const trusts = async (path: string) =>
      (await send(path)).signals.some(({ signal }) => signal === 'trusted-domain');
    expect([await trusts('/friend/post'), await trusts('/friendly')]).toEqual([true, false]);
  });

  it('are the lists of the settings, from both sides', async () => {
    await addEntry(server, site.id, { list: 'block', scope: 'domain', value: 'Casino.Example' });
    await addEntry(server, site.id, {
      ...{ list: 'block', scope: 'domain', value: 'partly.example' },
      exceptions: ['good.partly.example'],
    });
    expect((await settings()).blockedDomains).toEqual(['casino.example']);
    const blockedDomains = ['outlet.example'];
    await server.api.patch(`/sites/${site.id}`, { settings: { blockedDomains } });
    const { body } = await server.api.get<List<ListEntry>>(`/sites/${site.id}/lists?list=block`);
    const domains = body.items.filter(({ scope }) => scope === 'domain').map(({ value }) => value);
    expect(domains.sort()).toEqual(['outlet.example', 'partly.example']);
    expect((await settings()).blockedDomains).toEqual(blockedDomains);
  });

  it('keep what the settings have no room to name when these are changed', async () => {
    const large = await createSite(server);
    await server.query(
      `INSERT INTO list_entries (id, site_id, list, scope, value, key, set_by, created_at)
       SELECT gen_random_uuid(), $1, 'block', 'domain', name, 'domain:' || name, '{}', $2
       FROM generate_series(1, 10000) AS number, LATERAL (SELECT 'd' || number || '.example' AS name)`,
      [large.id, new Date(server.now().getTime() - 60_000)],
    );
    await addEntry(server, large.id, { list: 'block', scope: 'domain', value: 'late.example' });
    const { body } = await server.api.get<Site>(`/sites/${large.id}`);
    expect(body.settings.blockedDomains).toHaveLength(10_000);
    expect(body.settings.blockedDomains).not.toContain('late.example');
    const blockedDomains = ['d1.example'];
    await server.api.patch(`/sites/${large.id}`, { settings: { blockedDomains } });
    const { body: left } = await server.api.get<List<ListEntry>>(`/sites/${large.id}/lists`);
    expect(left.items.map(({ value }) => value).sort()).toEqual(['d1.example', 'late.example']);
  });

  it('refuse in the settings what they would not take, and keep what stood there before', async () => {
    const change = (blockedDomains: string[]) =>
      server.api.patch<Problem>(`/sites/${site.id}`, { settings: { blockedDomains } });
    const { status, body } = await change(['outlet.example', 'co.uk', 'x..example']);
    expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([
      400,
      ['/settings/blockedDomains/1', '/settings/blockedDomains/2'],
    ]);
    // as an earlier version took it
    await server.query(
      `UPDATE sites SET settings = jsonb_set(settings, '{blockedDomains}', '["co.uk"]') WHERE id = $1`,
      [site.id],
    );
    expect((await change(['co.uk', 'more.example'])).status).toBe(200);
    await addEntry(server, site.id, { list: 'block', scope: 'domain', value: 'other.example' });
    expect((await settings()).blockedDomains.sort()).toEqual([
      ...['co.uk', 'more.example', 'other.example'],
    ]);
  });

  it('refuse the same entry twice, and a value that does not fit', async () => {
    const entry = { list: 'block', scope: 'domain', value: 'twice.example' };
    await server.api.post(`/sites/${site.id}/lists`, entry);
    expect((await server.api.post(`/sites/${site.id}/lists`, entry)).status).toBe(409);
    const { status, body } = await server.api.post<Problem>(`/sites/${site.id}/lists`, {
      ...entry,
      value: 'no domain',
    });
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, '/value']);
    const zone = { ...entry, scope: 'network', value: 'fe80::1%eth0' };
    const network = await server.api.post<Problem>(`/sites/${site.id}/lists`, zone);
    expect([network.status, network.body.errors?.[0]?.pointer]).toEqual([400, '/value']);
  });
});
