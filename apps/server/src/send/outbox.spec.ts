// Announcing a page: who is told, in which protocol, what leaves, and what is kept of the answers.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OutboxItem, OutboxPreview, OutgoingPing, Site } from '@trackwarden/contracts';
import {
  articleLinking,
  PINGBACK_TAKEN,
  pingbackFaultOf,
  rdfOf,
  startLinkedSite,
  XML,
  type LinkedSite,
} from '../../test/linked-site.js';
import { createSite } from '../../test/pinging.js';
import { startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';
import { JobQueue } from '../queue/job-queue.js';
import { SendAttempts } from './send-attempts.js';

const SECOND = 1_000;
const TAKEN = '<?xml version="1.0"?><response><error>0</error></response>';

describe('an announced page', () => {
  let server: TestServer;
  let blog: SourceSite;
  let other: LinkedSite;
  let site: Site;
  let count = 0;

  beforeAll(async () => {
    server = await startTestServer();
    blog = await startSourceSite();
  });
  beforeEach(async () => {
    other = await startLinkedSite();
    site = await createSite(server, {}, blog.url);
    count += 1;
  });
  afterEach(() => other.stop());
  afterAll(async () => {
    await blog.stop();
    await server.stop();
  });

  const write = (html: string): string => blog.page(`/post-${count}`, html);
  const one = async (id: string): Promise<OutboxItem> =>
    (await server.api.get<OutboxItem>(`/outbox/${id}`)).body;
  const settled = (id: string): Promise<OutboxItem> =>
    waitFor('the announcement', async () => {
      const item = await one(id);
      const waits = item.links.filter(({ status }) => status === 'waiting');
      return (item.status !== 'sending' || waits.some(({ attempts }) => attempts > 0)) && item;
    });
  const announce = async (source: string, targets?: string[]): Promise<OutboxItem> => {
    const body = targets ? { source, targets } : { source };
    const answer = await server.api.post<OutboxItem>(`/sites/${site.id}/outbox`, body);
    expect(answer.status).toBe(201);
    return settled(answer.body.id);
  };
  const preview = async (source: string, targets?: string[]): Promise<OutboxPreview> => {
    const body = targets ? { source, targets } : { source };
    return (await server.api.post<OutboxPreview>(`/sites/${site.id}/outbox/preview`, body)).body;
  };
  /** What the retry does when its time has come, without waiting for it. */
  const retryNow = async (item: OutboxItem): Promise<OutboxItem> => {
    const [ping] = item.links;
    const outgoingPingId = ping?.id ?? '';
    await server.query('UPDATE outgoing_pings SET next_attempt_at = now() WHERE id = $1', [
      outgoingPingId,
    ]);
    const jobId = `${outgoingPingId}-early-${ping?.attempts ?? 0}`;
    await server.app.get(JobQueue).enqueue('send', [{ jobId, payload: { outgoingPingId } }]);
    return waitFor('the next attempt', async () => {
      const now = await one(item.id);
      const [again] = now.links;
      // the item is read before its links: once they are settled, it is a moment later
      const isSettled = again?.status !== 'waiting' && now.status !== 'sending';
      const isPutOff = again?.status === 'waiting' && again.attempts > (ping?.attempts ?? 0);
      return (isSettled || isPutOff) && now;
    });
  };

  const webmentionPage = (path = '/wm-page', endpoint = '/wm'): string => {
    other.answer(endpoint, { status: 202, headers: { 'content-type': 'text/plain' }, body: 'ok' });
    return other.page(path, `<link rel="webmention" href="${endpoint}">`);
  };
  const pingbackPage = (answer = PINGBACK_TAKEN): string => {
    other.answer('/xmlrpc', { headers: XML, body: answer });
    return other.page('/pb-page', `<link rel="pingback" href="${other.url}/xmlrpc">`);
  };
  const trackbackPage = (answer = TAKEN): string => {
    other.answer('/tb', { headers: XML, body: answer });
    const url = `${other.url}/tb-page`;
    return other.page('/tb-page', rdfOf(url, `${other.url}/tb`));
  };

  describe('is told', () => {
    it('to each linked page in the protocol that it takes', async () => {
      const [wm, pb, tb] = [webmentionPage(), pingbackPage(), trackbackPage()];
      other.answer('/wm', { status: 201, headers: { location: '/status/1' }, body: '<p>queued' });
      const source = write(articleLinking([wm, pb, tb, other.page('/plain', '<p>nothing')]));
      const item = await announce(source);

      expect(item).toMatchObject({ source, title: 'My post', status: 'done', refusal: null });
      expect(item.warnings).toEqual([]);
      const taken = { status: 'sent', attempts: 1, nextAttemptAt: null, error: null };
      expect(item.links).toMatchObject([
        {
          ...taken,
          target: wm,
          protocol: 'webmention',
          endpoint: `${other.url}/wm`,
          httpStatus: 201,
          answer: 'queued',
          statusUrl: `${other.url}/status/1`,
        },
        { ...taken, target: pb, protocol: 'pingback', httpStatus: 200, answer: 'Registered.' },
        { ...taken, target: tb, protocol: 'trackback', httpStatus: 200, statusUrl: null },
        { status: 'no-endpoint', protocol: null, endpoint: null, sentAt: null },
      ]);
      expect(item.links.slice(0, 3).every(({ sentAt }) => sentAt !== null)).toBe(true);
      expect(Object.fromEntries(new URLSearchParams(other.told('/wm')[0]?.body))).toEqual({
        source,
        target: wm,
      });
      const call = other.told('/xmlrpc')[0];
      expect(call?.headers['content-type']).toContain('text/xml');
      expect(call?.body).toContain(`<string>${source}</string>`);
      expect(call?.body).toContain(`<string>${pb}</string>`);
      const form = other.told('/tb')[0];
      expect(form?.headers['content-type']).toContain('application/x-www-form-urlencoded');
      expect(Object.fromEntries(new URLSearchParams(form?.body))).toEqual({
        title: 'My post',
        url: source,
        excerpt: expect.stringContaining('I have read this'),
        blog_name: 'A blog',
      });
    });

    it('by Webmention where there is a choice, and once where links repeat', async () => {
      webmentionPage();
      pingbackPage();
      const target = other.page(
        '/both',
        `<link rel="pingback" href="${other.url}/xmlrpc"><link rel="webmention" href="/wm">`,
      );
      const item = await announce(write(articleLinking([target, `${target}#again`])));
      expect(item.links).toMatchObject([{ target, protocol: 'webmention', status: 'sent' }]);
      expect(other.told()).toHaveLength(1);
    });

    it('to named targets only, and to those that it links to', async () => {
      const [wm, pb] = [webmentionPage(), pingbackPage()];
      const item = await announce(write(articleLinking([wm, pb])), [pb, `${other.url}/unlinked`]);
      expect(item.links).toMatchObject([
        { target: pb, status: 'sent' },
        { status: 'refused', error: 'The page does not link to it.', attempts: 0 },
      ]);
      expect(other.told('/wm')).toEqual([]);
    });

    it('with an excerpt of at most 255 characters', async () => {
      await announce(write(articleLinking([trackbackPage()], 'word '.repeat(200))));
      const { excerpt = '' } = Object.fromEntries(
        new URLSearchParams(other.told('/tb')[0]?.body),
      ) as Record<string, string>;
      expect(excerpt).toHaveLength(255);
      expect(excerpt).toMatch(/\.\.\.$/);
    });

    it('with nothing else of us: no Referer, no cookie, no address of ours', async () => {
      const jar = { headers: { 'set-cookie': 'a=b' } };
      const wm = other.page('/wm-page', '<link rel="webmention" href="/wm">', jar);
      other.answer('/wm', { status: 202 });
      const source = write(articleLinking([wm, trackbackPage()]));
      await announce(source);
      const sent = JSON.stringify([...other.heads(), ...other.told().map(({ body }) => body)]);
      expect(sent).not.toMatch(/"(?:referer|cookie|origin|from|x-forwarded-for)"/i);
      expect(sent).not.toContain(new URL(server.url).host);
      for (const { headers } of other.heads())
        expect(headers['user-agent']).toMatch(/^Trackwarden\/[\d.]+ \(sending a linkback\)$/);
    });

    it('with a warning when it is no page of the site', async () => {
      site = await createSite(server);
      const item = await announce(write(articleLinking([webmentionPage()])));
      expect(item).toMatchObject({
        status: 'done',
        warnings: [expect.stringContaining('origins')],
      });
      expect(other.told()).toHaveLength(1);
    });

    it('to a Trackwarden, which takes it as a Webmention of its own kind', async () => {
      const receiving = await createSite(server, {}, other.url);
      const target = other.page(
        '/entry',
        `<link rel="webmention" href="${server.url}/webmention">`,
      );
      const source = write(articleLinking([target]));
      const item = await announce(source);
      const [link] = item.links;
      expect(link).toMatchObject({ status: 'sent', protocol: 'webmention', httpStatus: 201 });
      expect(link?.statusUrl).toMatch(/\/pings\/./);
      await server.drain();
      const { body } = await server.api.get<{ items: object[] }>(`/pings?siteId=${receiving.id}`);
      expect(body.items).toMatchObject([
        { source, protocol: 'webmention', verification: { state: 'linked' } },
      ]);
    });
  });

  describe('can be looked at first', () => {
    it('with exactly what would be sent to whom, and nothing is sent or kept', async () => {
      const [wm, pb, tb] = [webmentionPage(), pingbackPage(), trackbackPage()];
      const plain = other.page('/plain', '<p>nothing');
      const source = write(articleLinking([wm, pb, tb, plain]));
      expect(await preview(source)).toEqual({
        source,
        title: 'My post',
        refusal: null,
        wouldSend: [
          {
            target: wm,
            protocol: 'webmention',
            endpoint: `${other.url}/wm`,
            foundBy: 'link element',
            body: { source, target: wm },
          },
          {
            target: pb,
            protocol: 'pingback',
            endpoint: `${other.url}/xmlrpc`,
            foundBy: 'link element',
            body: { sourceURI: source, targetURI: pb },
          },
          {
            target: tb,
            protocol: 'trackback',
            endpoint: `${other.url}/tb`,
            foundBy: 'RDF block',
            body: {
              title: 'My post',
              url: source,
              excerpt: expect.stringContaining('I have read'),
              blog_name: 'A blog',
            },
          },
        ],
        nothingFor: [{ target: plain, because: expect.stringContaining('no endpoint') }],
        warnings: [],
      });
      expect(other.told()).toEqual([]);
      const { body } = await server.api.get<{ items: object[] }>(`/sites/${site.id}/outbox`);
      expect(body.items).toEqual([]);
    });

    it('also after it was sent: then there is nothing to send', async () => {
      const source = write(articleLinking([webmentionPage()]));
      await announce(source);
      expect(await preview(source)).toMatchObject({
        wouldSend: [],
        nothingFor: [{ because: expect.stringContaining('not changed') }],
      });
    });
  });

  describe('is refused with an explanation', () => {
    const article = '<article><p>secret <a href="TARGET">link</a></p></article>';
    it.each([
      ['a page that needs a sign-in', 'needs-sign-in', '/', { status: 403, body: article }],
      ['a WordPress preview', 'draft', '/?p=7&preview=true', { body: article }],
      [
        'a page with a password',
        'password-protected',
        '/',
        { body: `<form class="post-password-form"></form>${article}` },
      ],
      ['a page that is gone', 'source-gone', '/', { status: 410 }],
      ['a page that is missing', 'source-unreachable', '/', { status: 404 }],
    ])('when it is %s', async (_name, code, path, page) => {
      const target = webmentionPage();
      const body = ('body' in page ? page.body : '').replace('TARGET', target);
      const source = blog.page(`/refused-${count}${path}`, { ...page, body });
      expect(await preview(source)).toMatchObject({ refusal: { code }, wouldSend: [] });
      expect(await announce(source)).toMatchObject({
        status: 'refused',
        refusal: { code, message: expect.stringMatching(/^[A-Z].*\.$/) },
        links: [],
      });
      expect(other.connections()).toBe(0);
    });

    it('when it redirects to a sign-in page', async () => {
      blog.page('/wp-login.php', '<form><input type="password"></form>');
      const source = blog.page(`/members-${count}`, {
        status: 302,
        headers: { location: '/wp-login.php' },
      });
      expect(await announce(source)).toMatchObject({ refusal: { code: 'needs-sign-in' } });
    });

    it('when it is at a private address', async () => {
      const hidden = await startSourceSite('127.0.0.2');
      let connections = 0;
      hidden.onConnection(() => (connections += 1));
      const source = hidden.page('/post', articleLinking([webmentionPage()]));
      expect(await announce(source)).toMatchObject({ refusal: { code: 'private-address' } });
      await hidden.stop();
      expect([connections, other.connections()]).toEqual([0, 0]);
    });

    it('and one that search engines must not list is not refused', async () => {
      const html = articleLinking([webmentionPage()]);
      const item = await announce(
        write(html.replace('<head>', '<head><meta name="robots" content="noindex">')),
      );
      expect(item.links).toMatchObject([{ status: 'sent' }]);
    });

    it('and an endpoint at a private address is not connected to', async () => {
      const hidden = await startLinkedSite('127.0.0.2');
      const target = other.page('/page', `<link rel="webmention" href="${hidden.url}/wm">`);
      const linked = hidden.page('/page', '<link rel="webmention" href="/wm">');
      const item = await announce(write(articleLinking([target, linked])));
      expect(item.links).toMatchObject([
        {
          target,
          status: 'refused',
          sentAt: null,
          error: expect.stringContaining('Nothing was sent'),
        },
        { target: linked, status: 'refused', error: expect.stringContaining('not asked') },
      ]);
      expect(hidden.connections()).toBe(0);
      await hidden.stop();
    });
  });

  describe('keeps the answers', () => {
    const only = (item: OutboxItem): OutgoingPing | undefined => item.links[0];

    it.each([
      [
        'a Webmention that is refused',
        () => webmentionPage(),
        '/wm',
        { status: 400, body: 'no link' },
        { status: 'failed', httpStatus: 400, answer: 'no link' },
      ],
      [
        'an endpoint that moved',
        () => webmentionPage(),
        '/wm',
        { status: 302, headers: { location: '/new' } },
        { status: 'failed', httpStatus: 302, error: expect.stringContaining('/new') },
      ],
      [
        'a Pingback fault',
        () => pingbackPage(),
        '/xmlrpc',
        { headers: XML, body: pingbackFaultOf(17, 'no link there') },
        { status: 'failed', answer: 'fault 17: no link there' },
      ],
      [
        'a Pingback that was registered before',
        () => pingbackPage(),
        '/xmlrpc',
        { headers: XML, body: pingbackFaultOf(48, 'known') },
        { status: 'already-registered', error: null },
      ],
      [
        'a page instead of XML-RPC',
        () => pingbackPage(),
        '/xmlrpc',
        { body: '<h1>Hello</h1>' },
        { status: 'failed', answer: 'Hello' },
      ],
      [
        'a TrackBack error',
        () => trackbackPage(),
        '/tb',
        { headers: XML, body: '<response><error>1</error><message>closed</message></response>' },
        { status: 'failed', answer: 'closed' },
      ],
    ])('of %s, once and for all', async (_name, target, path, answer, expected) => {
      const page = target();
      other.answer(path, answer);
      const item = await announce(write(articleLinking([page])));
      expect(item.status).toBe('done');
      expect(only(item)).toMatchObject({ ...expected, attempts: 1, nextAttemptAt: null });
      expect(other.told()).toHaveLength(1);
    });

    it('at most 500 characters of each', async () => {
      const page = webmentionPage();
      other.answer('/wm', { status: 400, body: 'x'.repeat(5_000) });
      const item = await announce(write(articleLinking([page])));
      expect(only(item)?.answer).toHaveLength(500);
    });

    it('and follows a redirect that asks for the same request elsewhere', async () => {
      const page = webmentionPage();
      other.answer('/wm', { status: 307, headers: { location: '/elsewhere' } });
      other.answer('/elsewhere', { status: 202 });
      const item = await announce(write(articleLinking([page])));
      expect(only(item)).toMatchObject({ status: 'sent', httpStatus: 202 });
      expect(other.told('/elsewhere')[0]?.body).toBe(other.told('/wm')[0]?.body);
    });

    it('and tries again after 503, some thirty seconds later', async () => {
      const page = webmentionPage();
      other.answer('/wm', { status: 503, body: 'busy' }, { status: 202 });
      const before = Date.now();
      const item = await announce(write(articleLinking([page])));
      expect(item.status).toBe('sending');
      expect(only(item)).toMatchObject({
        status: 'waiting',
        attempts: 1,
        httpStatus: 503,
        answer: 'busy',
      });
      const waits = Date.parse(only(item)?.nextAttemptAt ?? '') - before;
      expect(waits).toBeGreaterThanOrEqual(30 * SECOND);
      expect(waits).toBeLessThan(60 * SECOND);
      expect(await retryNow(item)).toMatchObject({
        status: 'done',
        links: [{ status: 'sent', attempts: 2, error: null, httpStatus: 202 }],
      });
    });

    it('and waits as long as Retry-After asks', async () => {
      const page = webmentionPage();
      other.answer('/wm', { status: 429, headers: { 'retry-after': '900' } });
      const before = Date.now();
      const [link] = (await announce(write(articleLinking([page])))).links;
      expect(Date.parse(link?.nextAttemptAt ?? '') - before).toBeGreaterThanOrEqual(900 * SECOND);
    });

    it('and gives up after the last attempt of the schedule', async () => {
      const page = webmentionPage();
      other.answer('/wm', { status: 500 });
      let item = await announce(write(articleLinking([page])));
      for (let attempts = 1; attempts < 6; attempts += 1) item = await retryNow(item);
      expect(item).toMatchObject({ status: 'done', links: [{ status: 'failed', attempts: 6 }] });
      expect(other.told()).toHaveLength(6);
    });

    it('and lets one of several workers send, and counts a fault of ours as an attempt', async () => {
      const page = webmentionPage();
      other.answer('/wm', { status: 503 });
      const item = await announce(write(articleLinking([page])));
      const id = only(item)?.id ?? '';
      await server.query('UPDATE outgoing_pings SET next_attempt_at = now() WHERE id = $1', [id]);
      const attempts = server.app.get(SendAttempts);
      const taken = await Promise.all([1, 2, 3].map(() => attempts.take(id)));
      const [one, ...others] = taken.filter((each) => each !== null);
      expect(others).toEqual([]);
      expect(one && (await attempts.recordFault(one))).toEqual({
        status: 'waiting',
        delayMs: 300 * SECOND,
      });
      expect(only((await server.api.get<OutboxItem>(`/outbox/${item.id}`)).body)).toMatchObject({
        attempts: 2,
        error: expect.stringContaining('our side'),
      });
    });

    it('and is not attempted before its time, whatever reminds of it', async () => {
      const page = webmentionPage();
      other.answer('/wm', { status: 503 });
      const item = await announce(write(articleLinking([page])));
      const outgoingPingId = only(item)?.id ?? '';
      const queue = server.app.get(JobQueue);
      await queue.enqueue('send', [{ jobId: 'a-reminder', payload: { outgoingPingId } }]);
      other.answer('/wm', { status: 202 });
      count += 1;
      const next = await announce(write(articleLinking([webmentionPage('/other', '/wm2')])));
      expect(next.links).toMatchObject([{ status: 'sent' }]);
      expect(other.told('/wm')).toHaveLength(1);
    });
  });
});
