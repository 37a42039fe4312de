// What the public sees of a site: approved mentions and nothing else, as JSON, as RSS, as a listing.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import {
  mentionsSchema,
  type Mentions,
  type Ping,
  type Site,
  type Target,
} from '@trackwarden/contracts';
import { createSite, createTarget, pingsOf, sendPing } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { isWellFormed } from '../../test/well-formed.js';

const HOSTILE = [
  '<script>alert(1)</script>after',
  'a ]]> b',
  'a --> b',
  '&amp;lt;img src=x onerror=alert(1)&amp;gt;',
  '"quoted" & \'single\'',
];
type Item = { title: string; link: string; description?: string };

describe('the public pages of a site', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let entry: Target;
  let other: Target;
  let pings: Ping[];

  const bySource = (path: string): Ping => {
    const found = pings.find(({ source }) => source === `${sources.url}${path}`);
    if (!found) throw new Error(`no ping from ${path}`);
    return found;
  };
  const decide = (verdict: string, ...paths: string[]) =>
    server.api.post('/decisions', {
      verdict,
      pings: paths.map((path) => ({ id: bySource(path).id })),
    });
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/sites/${site.key}/mentions${path}`, { headers });
  const mentions = async (query = ''): Promise<Mentions> =>
    mentionsSchema.parse(await (await get(`.json${query}`)).json());
  const rssItems = async (): Promise<Item[]> =>
    itemsOf(await (await get('.rss')).text(), ({ rss }) => rss.channel);
  const listing = async (address: string): Promise<string> =>
    (await fetch(`${address}?__mode=rss`)).text();

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    site = await createSite(server);
    entry = await createTarget(server, site);
    other = await createTarget(server, site, '/other');
    for (const path of ['/approved', '/pending', '/spam', '/rejected', '/undone'])
      await sendPing(entry.trackbackUrl, {
        url: sources.page(path, linkingPage(entry.url)),
        title: `Title of ${path}`,
        excerpt: `Excerpt of ${path}`,
        blog_name: 'A sender',
      });
    for (const [index, title] of HOSTILE.entries())
      await sendPing(other.trackbackUrl, {
        url: sources.page(`/hostile/${index}?a=1&b=<2>`, linkingPage(other.url)),
        title,
        excerpt: title,
        blog_name: title,
      });
    await server.drain();
    pings = await pingsOf(server, site.id);
    await decide('approve', '/approved', '/undone');
    await decide('spam', '/spam');
    await decide('reject', '/rejected', '/undone');
    const hostile = pings.filter(({ source }) => source.includes('/hostile/'));
    await server.api.post('/decisions', {
      verdict: 'approve',
      pings: hostile.map(({ id }) => ({ id })),
    });
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  it('show approved pings of a page and no other, as JSON', async () => {
    const { total, mentions: shown } = await mentions(`?target=${encodeURIComponent(entry.url)}`);
    expect(total).toBe(1);
    expect(shown).toMatchObject([
      {
        id: bySource('/approved').id,
        protocol: 'trackback',
        source: `${sources.url}/approved`,
        target: entry.url,
        title: 'Title of /approved',
        excerpt: 'Excerpt of /approved',
        siteName: 'A sender',
      },
    ]);
  });

  it('show approved pings and no other, as RSS', async () => {
    const links = (await rssItems()).map(({ link }) => link);
    expect(links).toHaveLength(1 + HOSTILE.length);
    expect(links).toContain(`${sources.url}/approved`);
    expect(links.filter((link) => /pending|spam|rejected|undone/.test(link))).toEqual([]);
  });

  it('show approved pings and no other, as the listing of a page', async () => {
    expect(await listing(entry.trackbackUrl)).toBe(`<?xml version="1.0" encoding="utf-8"?>
<response>
<error>0</error>
<rss version="0.91"><channel>
<title>An entry</title>
<link>https://blog.example/entry</link>
<description></description>
<language>en-us</language>
<item>
<title>Title of /approved</title>
<link>${sources.url}/approved</link>
<description>Excerpt of /approved</description>
</item>
</channel>
</rss></response>`);
  });

  it("list the whole site under the site's key, or one page of it", async () => {
    const all = itemsOf(await listing(site.trackbackUrl), ({ response }) => response.rss.channel);
    const page = await fetch(
      `${site.trackbackUrl}?__mode=rss&target=${encodeURIComponent(entry.url)}`,
    );
    const some = itemsOf(await page.text(), ({ response }) => response.rss.channel);
    expect([all.length, some.length]).toEqual([1 + HOSTILE.length, 1]);
  });

  it('give nothing away that only the moderator may see', async () => {
    const text = await (await get('.json')).text();
    expect(text).not.toMatch(/"(score|signals|sender|ip|userAgent|decidedBy|verification)"/);
  });

  describe('with hostile titles', () => {
    it('are well-formed XML', async () => {
      const texts = [await (await get('.rss')).text(), await listing(other.trackbackUrl)];
      expect(texts.map(isWellFormed)).toEqual([true, true]);
    });

    it.each(['RSS', 'listing'])('hold no markup of the sender: %s', async (kind) => {
      const text =
        kind === 'RSS' ? await (await get('.rss')).text() : await listing(other.trackbackUrl);
      expect(text).not.toMatch(/<(script|img)/i);
      expect(text).not.toContain(']]>');
    });

    it('read as what was written', async () => {
      const titles = (await mentions()).mentions.map(({ title }) => title);
      expect(titles).toEqual(expect.arrayContaining(['a ]]> b', 'a --> b']));
      expect(titles.join()).not.toContain('<script');
      const fromRss = (await rssItems()).map(({ title }) => title);
      expect([...fromRss].sort()).toEqual([...titles].sort());
    });

    it('keep a description as text after a reader has parsed it as HTML', async () => {
      const descriptions = (await rssItems()).map(({ description }) => description ?? '');
      expect(descriptions.length).toBeGreaterThan(0);
      expect(descriptions.join()).not.toMatch(/<\w/);
    });
  });

  describe('as a feed', () => {
    it.each([
      ['.json', 'application/json; charset=utf-8'],
      ['.rss', 'application/rss+xml; charset=utf-8'],
    ])(
      '%s names its type, may be cached, read from anywhere, and is not indexed',
      async (path, type) => {
        const { headers, status } = await get(path);
        expect(status).toBe(200);
        expect(headers.get('content-type')).toBe(type);
        expect(headers.get('cache-control')).toBe('public, max-age=60');
        expect(headers.get('access-control-allow-origin')).toBe('*');
        expect(headers.get('x-robots-tag')).toBe('noindex');
      },
    );

    it.each(['.json', '.rss'])('%s answers 304 to those who have it already', async (path) => {
      const etag = (await get(path)).headers.get('etag') ?? '';
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const again = await get(path, { 'if-none-match': known });
        expect(again.status).toBe(304);
        expect(await again.text()).toBe('');
      }
      expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200);
    });

    it('changes its tag with its content', async () => {
      const before = (await get('.json')).headers.get('etag');
      await decide('approve', '/pending');
      const after = (await get('.json')).headers.get('etag');
      await decide('hold', '/pending');
      expect(after).not.toBe(before);
      expect((await get('.json')).headers.get('etag')).toBe(before);
    });

    it('takes a target with another fragment for the same page', async () => {
      const { total } = await mentions(`?target=${encodeURIComponent(`${entry.url}#top`)}`);
      expect(total).toBe(1);
    });

    it('is empty for a page that nobody mentioned', async () => {
      expect(await mentions('?target=https://blog.example/unknown')).toMatchObject({
        total: 0,
        mentions: [],
      });
    });

    it('shows what was approved since a time', async () => {
      const approved = (await mentions()).mentions
        .filter((mention) => mention.source.includes('/hostile/'))
        .map(({ approvedAt }) => approvedAt)
        .sort();
      const since = encodeURIComponent(approved[0] ?? '');
      expect((await mentions(`?since=${since}`)).total).toBe(HOSTILE.length);
      expect((await mentions('?since=2999-01-01T00:00:00Z')).total).toBe(0);
    });

    it('is cut into pages', async () => {
      const { page, total, mentions: shown } = await mentions('?page=2');
      expect({ page, total, shown }).toEqual({ page: 2, total: 1 + HOSTILE.length, shown: [] });
    });

    it('shows mentions of one type', async () => {
      expect((await mentions('?type=mention')).total).toBe(1 + HOSTILE.length);
      expect((await mentions('?type=like')).total).toBe(0);
    });

    it.each(['?page=0', '?page=x', '?since=yesterday'])('refuses %s', async (query) => {
      const response = await get(`.json${query}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'validation-failed' });
    });

    it('of an unknown site is not found', async () => {
      const response = await fetch(`${server.url}/sites/0123456789abcdef0123/mentions.json`);
      expect(response.status).toBe(404);
    });
  });

  describe('for a sender', () => {
    const status = (id: string, accept: string) =>
      fetch(`${server.url}/pings/${id}`, { headers: { accept } });

    it.each([
      ['/approved', 'approved'],
      ['/pending', 'in-moderation'],
      ['/spam', 'not-published'],
      ['/rejected', 'not-published'],
    ])('say how the ping from %s stands: %s', async (path, word) => {
      const response = await status(bySource(path).id, 'application/json');
      expect(response.headers.get('x-robots-tag')).toBe('noindex');
      expect(await response.json()).toMatchObject({ status: word, verification: 'linked' });
    });

    it('say it to a browser as a page', async () => {
      const response = await status(bySource('/approved').id, 'text/html');
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toContain('The ping is published.');
    });

    it('hold no secrets', async () => {
      const { source, ...shown } = (await (
        await status(bySource('/spam').id, 'application/json')
      ).json()) as Record<string, string>;
      expect(source).toBe(`${sources.url}/spam`);
      expect(JSON.stringify(shown)).not.toMatch(/spam|score|signals|sender|decided/);
    });
  });
});

type Parsed = {
  rss: { channel: { item?: Item[] } };
  response: { rss: { channel: { item?: Item[] } } };
};

function itemsOf(xml: string, channelOf: (parsed: Parsed) => { item?: Item[] }): Item[] {
  const parser = new XMLParser({ isArray: (name) => name === 'item', htmlEntities: true });
  return channelOf(parser.parse(xml) as Parsed).item ?? [];
}
