// "Check my page": what an owner is told about a page, read as a sender reads it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Discovery, PageCheck, Protocol, Site } from '@trackwarden/contracts';
import { rdfOf } from '../../test/linked-site.js';
import { freePort } from '../../test/loopback.js';
import { createSite, createTarget } from '../../test/pinging.js';
import { startSourceSite, type Page, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

const NOTHING_FOUND = 'Senders find nothing on this page: paste the snippet, or send the headers.';
const RDF_OF_ANOTHER =
  'The RDF block is not for this page: its dc:identifier must be the address of the page.';

describe('the check of a page', () => {
  let server: TestServer;
  let blog: SourceSite;
  let site: Site;
  let count = 0;

  beforeAll(async () => {
    blog = await startSourceSite();
    server = await startTestServer({ fetchAllow: '127.0.0.0/8' });
    site = await createSite(server, {}, blog.url);
  });
  afterAll(() => Promise.all([server.stop(), blog.stop()]));

  const check = async (url: string) => {
    const { status, body } = await server.api.post<PageCheck>(`/sites/${site.id}/check-page`, {
      url,
    });
    expect(status).toBe(200);
    expect(body.url).toBe(url);
    return body;
  };
  const newPath = () => `/page-${(count += 1)}`;
  const wrote = (page: Page | string, path = newPath()) => blog.page(path, page);
  const inHead = (markup: string) =>
    `<!doctype html><html><head>${markup}</head><body><p>Text</p></body></html>`;
  const link = (rel: string, href: string) => `<link rel="${rel}" href="${href}">`;
  const trackbackFor = (page: string) =>
    `${server.url}/trackback/${site.key}?target=${encodeURIComponent(page)}`;
  const found = ({ found }: PageCheck, wanted: Protocol) =>
    found.find(({ protocol }) => protocol === wanted);
  const texts = ({ remarks }: PageCheck) => remarks.map(({ level, text }) => `${level}: ${text}`);

  it('finds all three in the snippet that the discovery answer gives, and has no remarks', async () => {
    const path = newPath();
    const target = `${blog.url}${path}`;
    const response = await fetch(
      `${server.url}/sites/${site.key}/discovery?target=${encodeURIComponent(target)}`,
    );
    const { snippet, ...ours } = (await response.json()) as Discovery;
    expect(await check(wrote(inHead(snippet), path))).toEqual({
      url: target,
      finalUrl: target,
      httpStatus: 200,
      error: null,
      found: [
        {
          protocol: 'webmention',
          endpoint: ours.webmentionUrl,
          foundBy: 'link element',
          isOurs: true,
        },
        { protocol: 'pingback', endpoint: ours.pingbackUrl, foundBy: 'link element', isOurs: true },
        { protocol: 'trackback', endpoint: ours.trackbackUrl, foundBy: 'RDF block', isOurs: true },
      ],
      remarks: [],
    });
  });

  it('says that a page announces nothing', async () => {
    const answer = await check(wrote(inHead('')));
    expect(answer).toMatchObject({ httpStatus: 200, error: null });
    expect(answer.found).toHaveLength(3);
    expect(answer.found.every(({ endpoint, isOurs }) => endpoint === null && !isOurs)).toBe(true);
    expect(texts(answer)).toEqual([`problem: ${NOTHING_FOUND}`]);
  });

  it('names the endpoints that lead elsewhere', async () => {
    const answer = await check(
      wrote(
        inHead(
          link('webmention', 'https://hub.example/wm') +
            link('pingback', `${server.url}/elsewhere/pingback`) +
            link('trackback', 'https://blog.example/entry/trackback/'),
        ),
      ),
    );
    expect(answer.found.map(({ isOurs }) => isOurs)).toEqual([false, false, false]);
    expect(texts(answer)).toEqual([
      'problem: Webmention leads elsewhere: https://hub.example/wm',
      `problem: Pingback leads elsewhere: ${server.url}/elsewhere/pingback`,
      'problem: TrackBack leads elsewhere: https://blog.example/entry/trackback/',
    ]);
  });

  it('advises to announce what is lacking', async () => {
    const answer = await check(wrote(inHead(link('webmention', `${server.url}/webmention`))));
    expect(texts(answer)).toEqual([
      'advice: Pingback is not announced.',
      'advice: TrackBack is not announced.',
    ]);
  });

  it('sees that the RDF block is the one of another page', async () => {
    const other = `${blog.url}/other`;
    const answer = await check(
      wrote(
        inHead(link('webmention', `${server.url}/webmention`) + rdfOf(other, trackbackFor(other))),
      ),
    );
    expect(found(answer, 'trackback')?.endpoint).toBeNull();
    expect(texts(answer)).toContain(`problem: ${RDF_OF_ANOTHER}`);
  });

  it.each([
    ['another page', (page: string) => trackbackFor(`${page}/other`)],
    ['the inbox of the site', () => `${server.url}/trackback/${site.key}`],
    ['no key of this site', () => `${server.url}/trackback/0123456789abcdef0123`],
    ['no key at all', () => `${server.url}/trackback/`],
  ])('does not take the TrackBack address of %s for that of the page', async (_what, address) => {
    const path = newPath();
    const given = address(`${blog.url}${path}`);
    const answer = await check(wrote(inHead(link('trackback', given)), path));
    expect(found(answer, 'trackback')).toMatchObject({ endpoint: given, isOurs: false });
    expect(texts(answer)).toContain(
      `problem: The TrackBack address ${given} is not the one of this page.`,
    );
  });

  it('does not take the page of another site for its own', async () => {
    const other = await createSite(server, {}, 'https://other.example');
    const path = newPath();
    const given = `${server.url}/trackback/${other.key}?target=${encodeURIComponent(blog.url + path)}`;
    const answer = await check(wrote(inHead(link('trackback', given)), path));
    expect(found(answer, 'trackback')?.isOurs).toBe(false);
  });

  it.each([
    ['its own key', ''],
    ['its own key with a secret', 'secret-word'],
  ])('knows the TrackBack address of a target by %s', async (_what, passphrase) => {
    const path = newPath();
    const target = await createTarget(server, site, path, passphrase ? { passphrase } : {});
    const answer = await check(wrote(inHead(link('trackback', target.trackbackUrl)), path));
    expect(found(answer, 'trackback')).toMatchObject({
      endpoint: target.trackbackUrl,
      isOurs: true,
    });
  });

  it.each([
    ['with a trailing slash', (page: string) => `${page}/`],
    ['with https', (page: string) => page.replace('http:', 'https:')],
    ['with a fragment and campaign parameters', (page: string) => `${page}?utm_source=feed#top`],
  ])('takes the page named %s for the same', async (_what, spelled) => {
    const path = newPath();
    const given = trackbackFor(spelled(`${blog.url}${path}`));
    const page = wrote(inHead(link('trackback', given)), path);
    expect(found(await check(page), 'trackback')?.isOurs).toBe(true);
    await createTarget(server, site, path);
    expect(found(await check(page), 'trackback')?.isOurs).toBe(true);
  });

  it('finds what only headers say, also of a page that is no HTML', async () => {
    const path = newPath();
    const trackback = trackbackFor(`${blog.url}${path}`);
    const headers = {
      'content-type': 'application/pdf',
      link: `<${server.url}/webmention>; rel="webmention", <${trackback}>; rel="trackback"`,
      'x-pingback': `${server.url}/pingback`,
    };
    const answer = await check(wrote({ headers, body: '%PDF-1.7' }, path));
    expect(answer.found).toEqual([
      {
        protocol: 'webmention',
        endpoint: `${server.url}/webmention`,
        foundBy: 'Link header',
        isOurs: true,
      },
      {
        protocol: 'pingback',
        endpoint: `${server.url}/pingback`,
        foundBy: 'X-Pingback header',
        isOurs: true,
      },
      { protocol: 'trackback', endpoint: trackback, foundBy: 'Link header', isOurs: true },
    ]);
    expect(answer.remarks).toEqual([]);
  });

  it('follows a redirect and tells where it leads', async () => {
    const path = newPath();
    const final = `${blog.url}${path}`;
    wrote(
      inHead(
        link('webmention', `${server.url}/webmention`) +
          link('pingback', `${server.url}/pingback`) +
          rdfOf(final, trackbackFor(final)),
      ),
      path,
    );
    const answer = await check(wrote({ status: 302, headers: { location: final } }));
    expect(answer).toMatchObject({ finalUrl: final, httpStatus: 200 });
    expect(answer.found.every(({ isOurs }) => isOurs)).toBe(true);
    expect(texts(answer)).toEqual([
      `advice: The page redirects to ${final}: give senders and the snippet that address.`,
    ]);
  });

  it.each([404, 410, 500])('reports that the page answers %i', async (status) => {
    const page = wrote({ status, body: inHead(link('webmention', `${server.url}/webmention`)) });
    const answer = await check(page);
    expect(answer).toMatchObject({
      finalUrl: page,
      httpStatus: status,
      error: `The page answered with status ${status}.`,
      remarks: [],
    });
    expect(answer.found.map(({ protocol, endpoint }) => [protocol, endpoint])).toEqual([
      ['webmention', null],
      ['pingback', null],
      ['trackback', null],
    ]);
  });

  it('says why a page cannot be reached', async () => {
    const nowhere = await createSite(server, {}, `http://127.0.0.1:${await freePort()}`);
    const { status, body } = await server.api.post<PageCheck>(`/sites/${nowhere.id}/check-page`, {
      url: `${nowhere.origins[0] ?? ''}/`,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      finalUrl: null,
      httpStatus: null,
      error: 'No connection could be made.',
    });
  });

  it('reads no page at a private address that is not allowed', async () => {
    const inside = await createSite(server, {}, 'http://10.0.0.1');
    const { body } = await server.api.post<PageCheck>(`/sites/${inside.id}/check-page`, {
      url: 'http://10.0.0.1/',
    });
    expect(body.error).toBe(
      'The page is at a private address; TRACKWARDEN_FETCH_ALLOW can allow to read it.',
    );
  });

  it.each(['https://elsewhere.example/', 'http://127.0.0.1:1/'])(
    'refuses %s, which is below none of the origins',
    async (url) => {
      const { status, body } = await server.api.post<{ errors: { pointer: string }[] }>(
        `/sites/${site.id}/check-page`,
        { url },
      );
      expect(status).toBe(400);
      expect(body.errors[0]?.pointer).toBe('/url');
    },
  );

  it('is for people of the site only', async () => {
    const response = await fetch(`${server.url}/api/v1/sites/${site.id}/check-page`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url: blog.url }),
    });
    expect(response.status).toBe(401);
  });
});
