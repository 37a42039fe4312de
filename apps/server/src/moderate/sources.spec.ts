// Who pinged a site: counted by whoever answers for the source, sorted, searched, page by page.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ping, Problem, Site, Source, SourceList, Target } from '@trackwarden/contracts';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { addEntry } from '../../test/rules.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

describe('the sources of a site', () => {
  let server: TestServer;
  let site: Site;
  let target: Target;
  let hosts: SourceSite[];
  let count = 0;
  const list = async (query = '') =>
    (await server.api.get<SourceList>(`/sites/${site.id}/sources?${query}`)).body;
  const named = async (q: string) => (await list(`q=${encodeURIComponent(q)}`)).items;
  const send = (host: number, below = ''): Promise<Ping> => {
    const path = `${below}/post-${(count += 1)}`;
    const source = hosts[host]?.page(path, linkingPage(target.url)) ?? '';
    return pingAndEvaluate(server, target, source);
  };
  const decide = async (verdict: string, { id }: Ping) =>
    server.api.post('/decisions', { verdict, pings: [{ id }] });

  beforeAll(async () => {
    server = await startTestServer({ fetchAllow: '127.0.0.0/8' });
    site = await createSite(server);
    target = await createTarget(server, site);
    hosts = await Promise.all([31, 32, 33].map((end) => startSourceSite(`127.0.0.${end}`)));
    await decide('approve', await send(0));
    await decide('approve', await send(0));
    await send(0);
    for (let n = 0; n < 4; n += 1) await decide('spam', await send(1));
    await decide('approve', await send(2, '/@ann'));
    await decide('spam', await send(2, '/@eve'));
    await addEntry(server, site.id, { list: 'block', scope: 'domain', value: '127.0.0.32' });
    await addEntry(server, site.id, { list: 'trust', scope: 'path', value: '127.0.0.33/@ann' });
  });
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
    await server.stop();
  });

  it('are one for each domain, and one for each person on a shared host', async () => {
    const { items, isWhole } = await list();
    expect(isWhole).toBe(true);
    expect(items.map(({ key, scope }) => `${scope} ${key}`)).toEqual([
      'path 127.0.0.33/@eve',
      'path 127.0.0.33/@ann',
      'domain 127.0.0.32',
      'domain 127.0.0.31',
    ]);
  });

  it('tell what came, what was decided, and what follows from it', async () => {
    const [friend] = (await named('0.31')) as [Source];
    expect(friend).toMatchObject({ pings: 3, waiting: 1, approved: 2, spam: 0, listed: null });
    expect(friend.spamShare.mean).toBeCloseTo(0.25, 3);
    expect(friend.spamShare.low).toBeLessThan(0.25);
    expect(new Date(friend.firstSeenAt) < new Date(friend.lastSeenAt)).toBe(true);
    const [bad] = (await named('0.32')) as [Source];
    expect(bad).toMatchObject({ pings: 4, waiting: 0, approved: 0, spam: 4, listed: 'block' });
    expect(bad.spamShare.mean).toBeCloseTo(5 / 6, 2);
    expect(await named('/@ann')).toMatchObject([{ listed: 'trust', approved: 1 }]);
  });

  it('are found by any part of their name, whatever signs it holds', async () => {
    expect(await named('@E')).toMatchObject([{ key: '127.0.0.33/@eve' }]);
    expect(await named('%')).toEqual([]);
    expect(await named("'; DROP TABLE pings --")).toEqual([]);
  });

  it.each([
    ['-lastSeenAt', ['@eve', '@ann', '32', '31']],
    ['-pings', ['32', '31', '@ann', '@eve']],
    ['-spam', ['32', '@eve', '31', '@ann']],
    ['key', ['31', '32', '@ann', '@eve']],
  ])('are sorted by %s over all pages', async (sort, expected) => {
    const keys: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null && page < 9; page += 1) {
      const { items, nextCursor }: SourceList = await list(
        `limit=1&sort=${sort}${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      keys.push(...items.map(({ key }) => key.split(/[./]/).at(-1) ?? ''));
      cursor = nextCursor;
    }
    expect(keys).toEqual(expected);
  });

  it.each([
    ['a search', 'q=a%00b'],
    ['a cursor', `cursor=${Buffer.from(JSON.stringify([1, 'a\u0000b'])).toString('base64url')}`],
  ])('are refused by a sign that no text holds, in %s', async (_, query) => {
    const { status, body } = await server.api.get<Problem>(`/sites/${site.id}/sources?${query}`);
    expect([status, body.code]).toEqual([400, 'validation-failed']);
  });

  it('are refused by a cursor of another list', async () => {
    const cursor = Buffer.from('["x",1]').toString('base64url');
    const { status, body } = await server.api.get<Problem>(
      `/sites/${site.id}/sources?cursor=${cursor}`,
    );
    expect([status, body.code]).toEqual([400, 'bad-cursor']);
  });

  it('are none of a site that is not there', async () => {
    const id = '01a00000-0000-7000-8000-000000000000';
    expect((await server.api.get<Problem>(`/sites/${id}/sources`)).status).toBe(404);
  });
});
