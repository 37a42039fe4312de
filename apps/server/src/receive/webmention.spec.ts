// Webmention on the wire: what is taken, what is refused with which words, and the forms of each answer.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PingDetail, Site } from '@trackwarden/contracts';
import { latch } from '../../test/latch.js';
import { createSite, createTarget, pingsOf } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';
import { mentionAndEvaluate, sendWebmention } from '../../test/webmention.js';
import { RateLimits } from '../rate-limits.js';

type InvalidRow = { name: string; contentType: string; body: string; code: string; says: string };

const TARGET = 'https://blog.example/entry';
const FORM = 'application/x-www-form-urlencoded';
const TEXT = 'text/plain; charset=utf-8';
const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

const invalid = JSON.parse(
  readFileSync(new URL('../../test/fixtures/webmention-invalid.json', import.meta.url), 'utf8'),
) as InvalidRow[];

describe('the Webmention endpoint', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let count = 0;
  const newSource = () => `http://127.0.0.1:9/post/${(count += 1)}`;
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/webmention`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': FORM, ...headers },
      body: Buffer.from(body),
    });
  const formOf = (source: string, target = TARGET) =>
    new URLSearchParams({ source, target }).toString();
  const set = (settings: object) => server.api.patch(`/sites/${site.id}`, { settings });

  beforeAll(async () => {
    server = await startTestServer({ trustedProxies: ['127.0.0.1'] });
    sources = await startSourceSite();
    site = await createSite(server);
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  it('is the one that the site names', () => {
    expect(site.webmentionUrl).toBe(`${server.url}/webmention`);
  });

  describe('answers a Webmention', () => {
    it('with 201 and the address of its status', async () => {
      const response = await post(formOf(newSource()));
      expect(response.status).toBe(201);
      expect(response.headers.get('location')).toMatch(
        new RegExp(`^${server.url}/pings/[0-9a-f-]{36}$`),
      );
      expect(response.headers.get('x-robots-tag')).toBe('noindex');
    });

    it('in JSON to a program', async () => {
      const source = newSource();
      const response = await post(formOf(source));
      expect(response.headers.get('content-type')).toBe(JSON_TYPE);
      expect(await response.json()).toEqual({
        source,
        target: TARGET,
        status: response.headers.get('location'),
        state: 'received',
      });
    });

    it('with a page to a person, in which nothing of the sender is markup', async () => {
      const target = `${TARGET}?q="><script>alert(1)</script>`;
      const response = await post(formOf(newSource(), target), { accept: BROWSER });
      expect(response.status).toBe(201);
      expect(response.headers.get('content-type')).toBe(HTML);
      const page = await response.text();
      expect(page).toContain(`<a href="${response.headers.get('location')}">`);
      expect(page).toContain('&lt;script&gt;');
      expect(page).not.toContain('<script');
    });

    it('before the source is read, and reads it then', async () => {
      const gate = latch();
      const source = sources.page('/held', { body: linkingPage(TARGET), after: gate.opened });
      expect((await sendWebmention(server, source, TARGET)).status).toBe(201);
      await waitFor('the source to be asked', () => sources.requests('/held').length === 1);
      gate.open();
      await server.drain();
      const [ping] = (await pingsOf(server, site.id)).filter((found) => found.source === source);
      expect(ping).toMatchObject({ status: 'pending', verification: { state: 'linked' } });
    });

    it('that came before with the same status address', async () => {
      const source = newSource();
      const [first, again] = [await post(formOf(source)), await post(formOf(source))];
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.headers.get('location')).toBe(first.headers.get('location'));
    });
  });

  it('stores who sent it, the target as it was given, and no claims', async () => {
    const source = newSource();
    const target = 'HTTPS://Blog.Example/entry?utm_source=feed#comments';
    await post(formOf(source, target), { 'user-agent': 'Sender/1.0' });
    const stored = (await pingsOf(server, site.id)).find((ping) => ping.source === source);
    expect(stored).toMatchObject({
      protocol: 'webmention',
      targetGiven: target,
      claimed: { title: '', excerpt: '', blogName: '' },
      sender: { ip: '127.0.0.1', userAgent: 'Sender/1.0' },
    });
  });

  it('takes a target with a fragment for the page, and keeps what was given', async () => {
    const page = await createTarget(server, site, '/long');
    const target = `${page.url}#section`;
    const plain = sources.page('/links-to-page', linkingPage(page.url));
    const exact = sources.page('/links-to-section', linkingPage(target));
    for (const source of [plain, exact])
      expect(await mentionAndEvaluate(server, source, target)).toMatchObject({
        target: { id: page.id, url: page.url },
        targetGiven: target,
        verification: { state: 'linked' },
      });
  });

  it('finds the site of a page whose host is written in letters outside ASCII', async () => {
    const { id } = await createSite(server, {}, 'https://xn--bcher-kva.example');
    const target = 'https://Bücher.example./entry';
    const source = newSource();
    expect((await post(formOf(source, target))).status).toBe(201);
    expect(await pingsOf(server, id)).toMatchObject([{ source, targetGiven: target }]);
  });

  it.each(['/webmention/', '/webmention?version=1'])('is reached at %s as well', async (path) => {
    const response = await fetch(`${server.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams({ source: newSource(), target: TARGET }),
    });
    expect(response.status).toBe(201);
  });

  it('follows the redirects of a source', async () => {
    sources.page('/new-place', linkingPage(TARGET));
    sources.page('/middle', { status: 307, headers: { location: '/new-place' } });
    const source = sources.page('/old-place', { status: 301, headers: { location: '/middle' } });
    const ping = await mentionAndEvaluate(server, source, TARGET);
    expect(ping).toMatchObject({
      source,
      verification: { state: 'linked', finalUrl: `${sources.url}/new-place` },
    });
  });

  it.each(invalid)('refuses $name with 400 and a reason', async (row) => {
    const before = await pingsOf(server, site.id);
    const headers = { 'content-type': row.contentType };
    const answers = {
      plain: await post(row.body, headers),
      json: await post(row.body, { ...headers, accept: 'application/json' }),
      page: await post(row.body, { ...headers, accept: BROWSER }),
    };
    const { plain, json, page } = answers;
    expect([plain, json, page].map(({ status }) => status)).toEqual([400, 400, 400]);

    expect(plain.headers.get('content-type')).toBe(TEXT);
    const sentence = await plain.text();
    expect(sentence).toMatch(/^[^<>]{10,}\.\n$/);
    expect(sentence).toContain(row.says);

    expect(json.headers.get('content-type')).toBe(JSON_TYPE);
    const error_description = sentence.trim();
    expect(await json.json()).toEqual({ error: row.code, error_description });

    expect(page.headers.get('content-type')).toBe(HTML);
    expect(await page.text()).toContain('<h1>Not accepted</h1>');
    expect(await pingsOf(server, site.id)).toHaveLength(before.length);
  });

  describe('refuses, in the same ways,', () => {
    const refused = async (target: string): Promise<unknown> => {
      const response = await post(formOf(newSource(), target), { accept: 'application/json' });
      return { status: response.status, ...((await response.json()) as object) };
    };

    it('while the site is closed', async () => {
      await set({ intakeOpen: false });
      const answer = await refused(TARGET);
      await set({ intakeOpen: true });
      expect(answer).toEqual({
        status: 400,
        error: 'closed',
        error_description: 'This site does not take pings at present.',
      });
    });

    it('past the closing time of a page', async () => {
      const { url } = await createTarget(server, site, '/closed', {
        closesAt: '2020-01-01T00:00:00.000Z',
      });
      expect(await refused(url)).toMatchObject({ status: 400, error: 'closed' });
    });

    it('for a page that is too old', async () => {
      const { id, url } = await createTarget(server, site, '/old');
      await server.query(
        `UPDATE targets SET created_at = created_at - interval '31 days' WHERE id = $1`,
        [id],
      );
      await set({ closeAfterDays: 30 });
      const answer = await refused(url);
      await set({ closeAfterDays: null });
      expect(answer).toMatchObject({ status: 400, error: 'closed' });
    });

    it('for a page with a passphrase, which a Webmention cannot give', async () => {
      const { url } = await createTarget(server, site, '/secret', { passphrase: 'open-sesame' });
      expect(await refused(url)).toMatchObject({ status: 400, error: 'secret' });
    });
  });

  describe('above the limits of the intake', () => {
    const spend = async (name: 'sender' | 'site', key: string, points: number): Promise<void> => {
      const limits = server.app.get(RateLimits);
      await Promise.all(Array.from({ length: points }, () => limits.take(name, key)));
    };
    const sendFrom = (ip: string) => post(formOf(newSource()), { 'x-forwarded-for': ip });

    beforeAll(() => {
      server.config.intakeLimits = true;
    });
    afterAll(() => {
      server.config.intakeLimits = false;
    });

    it('answers a sender with 429, Retry-After and a sentence', async () => {
      await spend('sender', '192.0.2.1', 59);
      expect((await sendFrom('192.0.2.1')).status).toBe(201);
      const response = await sendFrom('192.0.2.1');
      const seconds = response.headers.get('retry-after') ?? '';
      expect(response.status).toBe(429);
      expect(Number(seconds)).toBeGreaterThanOrEqual(1);
      expect(await response.text()).toBe(`Too many pings. Try again in ${seconds} seconds.\n`);
    });

    it('answers everybody so when the site has had its share', async () => {
      await spend('site', site.id, 1_200);
      expect((await sendFrom('192.0.2.2')).status).toBe(429);
    });
  });

  it('refuses a body above 16 KiB with 413 and a sentence', async () => {
    const response = await post(`${formOf(newSource())}&more=${'x'.repeat(16_384)}`);
    expect(response.status).toBe(413);
    expect(response.headers.get('content-type')).toBe(TEXT);
    expect(await response.text()).toBe('The body is too large\n');
  });

  it('takes a body just below the limit, and fields that it does not know', async () => {
    const response = await post(`${formOf(newSource())}&more=${'x'.repeat(16_000)}`);
    expect(response.status).toBe(201);
  });

  it('shows a form to a browser', async () => {
    const response = await fetch(`${server.url}/webmention`, { headers: { accept: BROWSER } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(HTML);
    expect(response.headers.get('x-robots-tag')).toBe('noindex');
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self'");
    const page = await response.text();
    expect(page).toContain('<form method="post">');
    expect(page).toMatch(/<input name="source"[^>]* required/);
    expect(page).toMatch(/<input name="target"[^>]* required/);
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])(
    'answers %s of a program with 405 and Allow',
    async (method) => {
      const response = await fetch(`${server.url}/webmention`, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('POST');
      expect(await response.text()).toBe('A Webmention must use HTTP POST.\n');
    },
  );

  it('answers HEAD of a program with 405 and no body', async () => {
    const response = await fetch(`${server.url}/webmention`, { method: 'HEAD' });
    expect(response.status).toBe(405);
    expect(await response.text()).toBe('');
  });

  it('never answers with the XML of TrackBack', async () => {
    const answers = [
      await post(formOf(newSource())),
      await post(formOf(TARGET)),
      await post(''),
      await post('url=http%3A%2F%2F127.0.0.1%3A9%2Fpost&title=T'),
      await post('x'.repeat(20_000)),
      await post(formOf(newSource()), { 'content-type': 'text/xml' }),
      await fetch(`${server.url}/webmention`),
      await fetch(`${server.url}/webmention/more`, { method: 'POST', body: '' }),
    ];
    for (const response of answers) {
      expect(response.headers.get('content-type')).not.toContain('xml');
      expect(await response.text()).not.toContain('<response>');
    }
  });

  it('knows the sender whom a trusted proxy names', async () => {
    const source = newSource();
    await post(formOf(source), { 'x-forwarded-for': '198.51.100.1, 192.0.2.14' });
    const stored = (await pingsOf(server, site.id)).find((ping) => ping.source === source);
    expect(stored?.sender.ip).toBe('192.0.2.14');
  });

  it('keeps a voucher and a code to itself', async () => {
    const source = newSource();
    const response = await post(`${formOf(source)}&code=one-time-code`);
    const status = await fetch(response.headers.get('location') ?? '');
    expect(await status.text()).not.toContain('one-time-code');
    const [ping] = (await pingsOf(server, site.id)).filter((found) => found.source === source);
    const { body } = await server.api.get<PingDetail>(`/pings/${ping?.id ?? ''}`);
    expect(body.private).toBe(true);
  });
});
