// The status page of a Webmention: in each state, for people and programs, as long as the ping lives.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PingDetail, SenderStatus } from '@trackwarden/contracts';
import { latch } from '../../test/latch.js';
import { createSite } from '../../test/pinging.js';
import {
  linkingPage,
  startSourceSite,
  type Page,
  type SourceSite,
} from '../../test/source-site.js';
import { soonChecks } from '../../test/soon-checks.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { sendWebmention } from '../../test/webmention.js';

const ORIGIN = 'https://blog.example';

describe('the status of a Webmention', () => {
  let server: TestServer;
  let sources: SourceSite;
  let target: string;
  let path: string;
  let count = 0;

  const put = (page: Page | string) => sources.page(path, page);
  /** Sends it and answers the address of its status. */
  const send = async (): Promise<string> => {
    const response = await sendWebmention(server, `${sources.url}${path}`, target);
    expect(response.status).toBe(201);
    return response.headers.get('location') ?? '';
  };
  const checked = async (): Promise<string> => {
    const location = await send();
    await server.drain();
    return location;
  };
  const read = async (location: string): Promise<SenderStatus> => {
    const response = await fetch(location, { headers: { accept: 'application/json' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    return (await response.json()) as SenderStatus;
  };
  const decide = async (location: string, verdict: string) => {
    const id = location.split('/').at(-1);
    const { status } = await server.api.post('/decisions', { verdict, pings: [{ id }] });
    expect(status).toBe(201);
  };

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    await createSite(server);
  });
  beforeEach(() => {
    count += 1;
    path = `/post-${count}`;
    target = `${ORIGIN}/entry-${count}#comments`;
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  it('is "received" until the source is read, and says when to look again', async () => {
    const gate = latch();
    put({ body: linkingPage(target), after: gate.opened });
    const location = await send();
    const response = await fetch(location);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(response.headers.get('x-robots-tag')).toBe('noindex');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      status: 'received',
      source: `${sources.url}${path}`,
      target,
      verification: 'waiting',
      hint: null,
      checkedAt: null,
    });
    gate.open();
    await server.drain();
  });

  it('is "in-moderation" while a person is to decide', async () => {
    put(linkingPage(target));
    const status = await read(await checked());
    expect(status).toMatchObject({ status: 'in-moderation', verification: 'linked', hint: null });
  });

  it.each([
    ['approve', 'approved'],
    ['reject', 'not-published'],
    ['spam', 'not-published'],
  ])('is, after the verdict %s, "%s"', async (verdict, status) => {
    put(linkingPage(target));
    const location = await checked();
    await decide(location, verdict);
    expect(await read(location)).toMatchObject({ status });
  });

  it('does not tell a sender spam from what is not wanted', async () => {
    put(linkingPage(target));
    const location = await checked();
    const words = [];
    for (const verdict of ['spam', 'reject']) {
      await decide(location, verdict);
      const { status, message, hint } = await read(location);
      words.push({ status, message, hint });
    }
    expect(words[0]).toEqual(words[1]);
  });

  it.each<[string, Page, string]>([
    ['has no link', { body: '<p>No link.</p>' }, 'no-link'],
    ['is not there', { status: 404 }, 'unreachable'],
    ['is gone', { status: 410 }, 'gone'],
    ['is a picture', { headers: { 'content-type': 'image/png' } }, 'unsupported'],
  ])('tells what to do when the source %s', async (_what, page, verification) => {
    put(page);
    const status = await read(await checked());
    expect(status).toMatchObject({ status: 'not-published', verification });
    expect(status.hint).toMatch(/\bsend the ping\b/i);
  });

  it('reads the same for an address that is not public as for one that does not answer', async () => {
    const locations: string[] = [];
    for (const source of ['http://10.0.0.1/post', 'http://127.0.0.1:9/post']) {
      const response = await sendWebmention(server, source, target);
      locations.push(response.headers.get('location') ?? '');
    }
    const words = () =>
      Promise.all(
        locations.map(async (location) => {
          const { status, verification, failure, message, hint } = await read(location);
          return { status, verification, failure, message, hint };
        }),
      );
    await server.drain();
    const [early, other] = await words();
    const message = 'The source has given no answer yet and is asked again soon.';
    expect(early).toMatchObject({ status: 'received', verification: 'unreachable', message });
    expect(early).toEqual(other);
    await soonChecks(server);
    const [late, last] = await words();
    expect(late).toMatchObject({ status: 'not-published', failure: 'no-answer' });
    expect(late).toEqual(last);
  });

  it('is "removed" once an approved source has lost its link', async () => {
    put(linkingPage(target));
    const location = await checked();
    await decide(location, 'approve');
    put('<p>No link any more.</p>');
    expect(await checked()).toBe(location);
    expect(await read(location)).toMatchObject({ status: 'removed', verification: 'no-link' });
    expect((await read(location)).hint).toMatch(/send the ping again/);
  });

  it('is a page for a browser, in which nothing of the sender is markup', async () => {
    target = `${target}"><script>alert(1)</script>`;
    put('<p>No link.</p>');
    const response = await fetch(await checked(), { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('x-robots-tag')).toBe('noindex');
    const page = await response.text();
    expect(page).toContain('no link to the target was found in the source');
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script');
  });

  it('holds no secret: neither score nor signals nor who decided', async () => {
    put(linkingPage(target));
    const location = await checked();
    await decide(location, 'reject');
    const { api } = server;
    const id = location.split('/').at(-1) ?? '';
    const { body } = await api.get<PingDetail>(`/pings/${id}`);
    expect(body.signals.length).toBeGreaterThan(0);
    expect(Object.keys(await read(location)).sort()).toEqual([
      'checkedAt',
      'failure',
      'hint',
      'id',
      'message',
      'receivedAt',
      'source',
      'status',
      'target',
      'verification',
    ]);
  });

  it('lives as long as the ping', async () => {
    const passing = await createSite(server, {}, 'https://passing.example');
    target = 'https://passing.example/entry';
    put(linkingPage(target));
    const location = await checked();
    expect((await fetch(location)).status).toBe(200);
    await server.api.delete(`/sites/${passing.id}`);
    expect((await fetch(location)).status).toBe(404);
  });

  it('is not there for an id that nobody was given', async () => {
    const response = await fetch(`${server.url}/pings/01930000-0000-7000-8000-000000000000`);
    expect(response.status).toBe(404);
  });
});
