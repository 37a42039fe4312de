// How often others are asked, and how the outbox is listed.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OutboxItem, Problem, Site } from '@trackwarden/contracts';
import { articleLinking, startLinkedSite, type LinkedSite } from '../../test/linked-site.js';
import { createSite } from '../../test/pinging.js';
import { startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';

/** The page itself and one linked page: nothing is left for the endpoint. */
const BUDGET = 2;

describe('the budget of a host', () => {
  let server: TestServer;
  let blog: SourceSite;
  let other: LinkedSite;
  let site: Site;

  beforeAll(async () => {
    server = await startTestServer({ hostBudgetPerMinute: BUDGET });
  });
  beforeEach(async () => {
    blog = await startSourceSite();
    other = await startLinkedSite();
    site = await createSite(server, {}, blog.url);
    await server.query('DELETE FROM rate_limits');
  });
  afterEach(async () => {
    await Promise.all([blog.stop(), other.stop()]);
  });
  afterAll(() => server.stop());

  const announced = async (): Promise<OutboxItem> => {
    other.answer('/wm', { status: 202 });
    const target = other.page('/page', '<link rel="webmention" href="/wm">');
    const source = blog.page('/post', articleLinking([target]));
    return (await server.api.post<OutboxItem>(`/sites/${site.id}/outbox`, { source })).body;
  };

  it('holds a ping back without losing it or counting an attempt', async () => {
    const { id } = await announced();
    const held = await waitFor('the ping to be held back', async () => {
      const { body } = await server.api.get<OutboxItem>(`/outbox/${id}`);
      const [link] = body.links;
      const waitsMs = Date.parse(link?.nextAttemptAt ?? '') - Date.now();
      return link && waitsMs > 5_000 && waitsMs < 65_000 && link;
    });
    expect(held).toMatchObject({ status: 'waiting', attempts: 0, sentAt: null, error: null });
    expect(other.told()).toEqual([]);

    // a budget that is spent is a problem of the moment for a preview too
    const { status, body, headers } = await server.api.post<Problem>(
      `/sites/${site.id}/outbox/preview`,
      { source: `${blog.url}/post` },
    );
    expect([status, body.code]).toEqual([429, 'too-many-attempts']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('the list', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ roles: ['api'] });
  });
  afterAll(() => server.stop());

  it('is in pages, newest first; unknown things are not found, wrong ones not accepted', async () => {
    const { api } = server;
    const site = await createSite(server);
    const path = `/sites/${site.id}/outbox`;
    for (const source of ['https://blog.example/1', 'https://blog.example/2'])
      await api.post(path, { source });
    type Page = { items: OutboxItem[]; nextCursor: string | null };
    const first = (await api.get<Page>(`${path}?limit=1`)).body;
    const second = (await api.get<Page>(`${path}?limit=1&cursor=${first.nextCursor ?? ''}`)).body;
    expect([...first.items, ...second.items].map(({ source }) => source)).toEqual([
      'https://blog.example/2',
      'https://blog.example/1',
    ]);
    expect(first.items[0]).toMatchObject({ status: 'sending', links: [], refusal: null });
    expect(second.nextCursor).toBeNull();

    const missing = '01970000-0000-7000-8000-000000000000';
    expect((await api.get(`/outbox/${missing}`)).status).toBe(404);
    expect((await api.post(`/outbox/${missing}/resend`)).status).toBe(404);
    expect((await api.post(`/sites/${missing}/outbox`, { source: site.origins[0] })).status).toBe(
      404,
    );
    for (const body of [
      {},
      { source: 'ftp://blog.example/' },
      { source: 'https://u:p@blog.example/' },
      { source: 'https://blog.example/', targets: [] },
      { source: 'https://blog.example/', targets: ['nowhere'] },
      { source: 'https://blog.example/', extra: 1 },
    ])
      expect((await api.post<Problem>(path, body)).body.code).toBe('validation-failed');
  });
});
