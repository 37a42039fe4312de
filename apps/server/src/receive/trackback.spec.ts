// TrackBack on the wire: what is taken, what is refused, and the exact bytes of each answer.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ping, Site, Target } from '@trackwarden/contracts';
import { createSite, createTarget, OK, pingsOf, refusalOf, sendPing } from '../../test/pinging.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

const URL_MISSING =
  'The ping has no &quot;url&quot;. Send the permalink of your post in the form field &quot;url&quot;.';
const SCHEME = 'The &quot;url&quot; must be an http or https address.';
const NOTHING = 'There is nothing to ping at this address.';
const METHOD = 'A TrackBack ping must use HTTP POST.';

describe('a TrackBack address', () => {
  let server: TestServer;
  let site: Site;
  let target: Target;
  let count = 0;
  const source = () => `http://127.0.0.1:9/post/${(count += 1)}`;

  beforeAll(async () => {
    server = await startTestServer();
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  afterAll(() => server.stop());

  it('answers a ping with the success envelope, byte for byte', async () => {
    const answer = await sendPing(target.trackbackUrl, { url: source() });
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(OK);
  });

  it('answers as UTF-8 XML that no robot shall index', async () => {
    const { headers } = await sendPing(target.trackbackUrl, { url: source() });
    expect(headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(headers.get('x-robots-tag')).toBe('noindex');
  });

  it('stores what the ping claims, and who sent it', async () => {
    const url = source();
    const claims = { title: 'A title', excerpt: 'An excerpt', blog_name: 'A sender' };
    await sendPing(target.trackbackUrl, { url, ...claims }, { 'user-agent': 'Sender/1.0' });
    const stored = (await pingsOf(server, site.id)).find((ping) => ping.source === url);
    expect(stored).toMatchObject({
      protocol: 'trackback',
      claimed: { title: 'A title', excerpt: 'An excerpt', blogName: 'A sender' },
      target: { id: target.id, url: 'https://blog.example/entry', title: 'An entry' },
      sender: { ip: '127.0.0.1', userAgent: 'Sender/1.0' },
    });
  });

  it('does not believe a stranger who names another sender', async () => {
    const url = source();
    await sendPing(target.trackbackUrl, { url }, { 'x-forwarded-for': '192.0.2.1' });
    const stored = (await pingsOf(server, site.id)).find((ping) => ping.source === url);
    expect(stored?.sender.ip).toBe('127.0.0.1');
  });

  const refused: [string, Record<string, string>, string][] = [
    ['a ping without a url', { title: 'A title' }, URL_MISSING],
    ['an empty url', { url: '' }, URL_MISSING],
    ['javascript:', { url: 'javascript:alert(1)' }, SCHEME],
    ['ftp:', { url: 'ftp://sender.example/post' }, SCHEME],
    [
      'a user name in the url',
      { url: 'http://user:secret@sender.example/' },
      'The &quot;url&quot; must not contain a user name or password.',
    ],
    [
      'a ping of the page by itself',
      { url: 'https://blog.example/entry#comments' },
      'The source and the target are the same page.',
    ],
  ];
  it.each(refused)('refuses %s at status 200 with error 1', async (_name, fields, message) => {
    const answer = await sendPing(target.trackbackUrl, fields);
    expect(answer).toMatchObject({ status: 200, text: refusalOf(message) });
  });

  it('stores nothing of a refused ping', async () => {
    const before = await pingsOf(server, site.id);
    await sendPing(target.trackbackUrl, { url: 'javascript:alert(1)' });
    expect(await pingsOf(server, site.id)).toHaveLength(before.length);
  });

  it('refuses an unknown key with error 1', async () => {
    const answer = await sendPing(`${server.url}/trackback/0123456789abcdef0123`, {
      url: source(),
    });
    expect(answer).toMatchObject({ status: 200, text: refusalOf(NOTHING) });
  });

  it('refuses a body above the limit with 413 and the envelope', async () => {
    const answer = await sendPing(target.trackbackUrl, {
      url: source(),
      excerpt: 'a'.repeat(70_000),
    });
    expect(answer).toMatchObject({ status: 413, text: refusalOf('The body is too large') });
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
  });

  it('refuses a content type that is no form with 415 and the envelope', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await sendPing(target.trackbackUrl, { url: source() }, headers);
    const message = 'Send the ping as application/x-www-form-urlencoded.';
    expect(answer).toMatchObject({ status: 415, text: refusalOf(message) });
  });

  it('sends a browser to the page of the target', async () => {
    const response = await fetch(target.trackbackUrl, {
      redirect: 'manual',
      headers: { accept: 'text/html,application/xhtml+xml' },
    });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('https://blog.example/entry');
    expect(response.headers.get('x-robots-tag')).toBe('noindex');
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])(
    'answers %s with 405, Allow and the error',
    async (method) => {
      const response = await fetch(target.trackbackUrl, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('POST');
      expect(await response.text()).toBe(refusalOf(METHOD));
    },
  );

  it('answers HEAD with 405 and no body', async () => {
    const response = await fetch(target.trackbackUrl, { method: 'HEAD' });
    expect(response.status).toBe(405);
    expect(await response.text()).toBe('');
  });

  it('lists nothing before anything is approved', async () => {
    const response = await fetch(`${target.trackbackUrl}?__mode=rss`);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain('<error>0</error>\n<rss version="0.91"><channel>');
    expect(text).not.toContain('<item>');
  });

  it('answers a listing of an unknown key with an error', async () => {
    const response = await fetch(`${server.url}/trackback/0123456789abcdef0123?__mode=rss`);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe(refusalOf(NOTHING));
  });

  it('answers a path below it that is no address with an error envelope', async () => {
    const answer = await sendPing(`${target.trackbackUrl}/a/b/c`, { url: source() });
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(answer.text).toContain('<error>1</error>');
  });

  describe('with a passphrase', () => {
    const WRONG = refusalOf('This address needs a passphrase.');
    let secret: Target;
    let bare: string;

    beforeAll(async () => {
      secret = await createTarget(server, site, '/secret', { passphrase: 'open-sesame' });
      bare = `${server.url}/trackback/${secret.key}`;
    });

    it('takes the ping with the passphrase in the path', async () => {
      expect(secret.trackbackUrl).toBe(`${bare}/open-sesame`);
      expect((await sendPing(secret.trackbackUrl, { url: source() })).text).toBe(OK);
    });

    it('refuses a ping without it', async () => {
      expect((await sendPing(bare, { url: source() })).text).toBe(WRONG);
    });

    it('refuses a wrong one', async () => {
      expect((await sendPing(`${bare}/wrong`, { url: source() })).text).toBe(WRONG);
    });

    it("is not opened by the site's key", async () => {
      const address = `${site.trackbackUrl}?target=${encodeURIComponent(secret.url)}`;
      expect((await sendPing(address, { url: source() })).text).toBe(WRONG);
    });

    it('takes a ping as well when a target without one is given one by the sender', async () => {
      const answer = await sendPing(`${target.trackbackUrl}/needless`, { url: source() });
      expect(answer.text).toBe(OK);
    });
  });

  it('refuses pings from its closing time on', async () => {
    const closed = await createTarget(server, site, '/old', {
      closesAt: '2020-01-01T00:00:00.000Z',
    });
    const { text } = await sendPing(closed.trackbackUrl, { url: source() });
    expect(text).toBe(refusalOf('This page no longer takes pings.'));
  });

  it('takes pings before its closing time', async () => {
    const open = await createTarget(server, site, '/new', { closesAt: '2999-01-01T00:00:00.000Z' });
    expect((await sendPing(open.trackbackUrl, { url: source() })).text).toBe(OK);
  });

  it('refuses pings at once when the site closes its intake, and takes them when it opens', async () => {
    await server.api.patch(`/sites/${site.id}`, { settings: { intakeOpen: false } });
    const closed = await sendPing(target.trackbackUrl, { url: source() });
    await server.api.patch(`/sites/${site.id}`, { settings: { intakeOpen: true } });
    const open = await sendPing(target.trackbackUrl, { url: source() });
    expect(closed.text).toBe(refusalOf('This site does not take pings at present.'));
    expect(open.text).toBe(OK);
  });

  describe("of a site's own key", () => {
    const addressFor = (page: string) => `${site.trackbackUrl}?target=${encodeURIComponent(page)}`;
    const targetOf = async (url: string): Promise<Ping['target'] | undefined> =>
      (await pingsOf(server, site.id)).find((ping) => ping.source === url)?.target;

    it('makes the target of an unknown page below an origin', async () => {
      const url = source();
      const answer = await sendPing(addressFor('https://blog.example/fresh'), { url });
      expect(answer.text).toBe(OK);
      expect(await targetOf(url)).toMatchObject({ url: 'https://blog.example/fresh' });
    });

    it('uses the target of a known page', async () => {
      const url = source();
      await sendPing(addressFor('https://blog.example/entry'), { url });
      expect(await targetOf(url)).toMatchObject({ id: target.id });
    });

    it('is the inbox of the whole site without a target', async () => {
      const url = source();
      expect((await sendPing(site.trackbackUrl, { url })).text).toBe(OK);
      expect(await targetOf(url)).toMatchObject({ url: 'https://blog.example/' });
    });

    it.each([
      'https://other.example/entry',
      'https://blog.example.evil.example/',
      'https://blog.example@evil.example/',
      'http://blog.example:8080/',
      'no address',
    ])('refuses the off-site target %s', async (page) => {
      const answer = await sendPing(addressFor(page), { url: source() });
      expect(answer.text).toBe(refusalOf(NOTHING));
    });

    it('refuses a target that grows too long when it is normalised', async () => {
      const page = `https://blog.example/${'\u65e5\u672c'.repeat(300)}`;
      const answer = await sendPing(addressFor(page), { url: source() });
      expect(answer).toMatchObject({ status: 200, text: refusalOf(NOTHING) });
    });
  });
});
