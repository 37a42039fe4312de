// Announcing the same page again: nobody is told twice for nothing, changes and ends are told once.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OutboxItem, OutboxPreview, Site } from '@trackwarden/contracts';
import {
  articleLinking,
  PINGBACK_TAKEN,
  pingbackFaultOf,
  startLinkedSite,
  XML,
  type LinkedSite,
} from '../../test/linked-site.js';
import { latch } from '../../test/latch.js';
import { createSite } from '../../test/pinging.js';
import { startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';

describe('a page that is announced again', () => {
  let server: TestServer;
  let blog: SourceSite;
  let other: LinkedSite;
  let site: Site;
  let wm: string;
  let pb: string;
  let count = 0;

  beforeAll(async () => {
    server = await startTestServer();
    blog = await startSourceSite();
  });
  beforeEach(async () => {
    other = await startLinkedSite();
    site = await createSite(server, {}, blog.url);
    count += 1;
    other.answer('/wm', { status: 202 });
    other.answer('/xmlrpc', { headers: XML, body: PINGBACK_TAKEN });
    wm = other.page('/wm-page', '<link rel="webmention" href="/wm">');
    pb = other.page('/pb-page', `<link rel="pingback" href="${other.url}/xmlrpc">`);
  });
  afterEach(() => other.stop());
  afterAll(async () => {
    await blog.stop();
    await server.stop();
  });

  const write = (html: string, status = 200): string =>
    blog.page(`/post-${count}`, { body: html, status });
  const settled = (id: string): Promise<OutboxItem> =>
    waitFor('the announcement', async () => {
      const { body } = await server.api.get<OutboxItem>(`/outbox/${id}`);
      return body.status !== 'sending' && body;
    });
  const announce = async (source: string): Promise<OutboxItem> => {
    const { body } = await server.api.post<OutboxItem>(`/sites/${site.id}/outbox`, { source });
    return settled(body.id);
  };
  const told = (): [number, number] => [other.told('/wm').length, other.told('/xmlrpc').length];

  it('stays one item, and is not told again while it is the same', async () => {
    const html = articleLinking([wm, pb]);
    const first = await announce(write(html));
    const again = await announce(write(html.replace('menu', 'another menu')));
    expect(again.id).toBe(first.id);
    expect(again).toMatchObject({
      status: 'done',
      links: [{ status: 'sent' }, { status: 'sent' }],
    });
    const { body } = await server.api.post<OutboxItem>(`/outbox/${first.id}/resend`);
    await settled(body.id);
    expect(told()).toEqual([1, 1]);
    const list = await server.api.get<{ items: OutboxItem[] }>(`/sites/${site.id}/outbox`);
    expect(list.body.items.map(({ id }) => id)).toEqual([first.id]);
  });

  it('after a change is told anew by Webmention, and not by Pingback', async () => {
    await announce(write(articleLinking([wm, pb])));
    const source = write(articleLinking([wm, pb], 'I have read anew'));
    const looked = await server.api.post<OutboxPreview>(`/sites/${site.id}/outbox/preview`, {
      source,
    });
    expect(looked.body).toMatchObject({
      wouldSend: [{ target: wm }],
      nothingFor: [{ target: pb, because: expect.stringContaining('no updates') }],
    });
    await announce(source);
    await announce(source);
    expect(told()).toEqual([2, 1]);
  });

  it('finds the endpoint anew each time', async () => {
    await announce(write(articleLinking([wm])));
    other.page('/wm-page', '<link rel="webmention" href="/new">');
    other.answer('/new', { status: 202 });
    const item = await announce(write(articleLinking([wm], 'changed')));
    expect(item.links).toMatchObject([{ endpoint: `${other.url}/new`, status: 'sent' }]);
    expect([other.told('/wm').length, other.told('/new').length]).toEqual([1, 1]);
  });

  it('tries again what failed, even when nothing changed', async () => {
    other.answer('/xmlrpc', { headers: XML, body: pingbackFaultOf(0, 'not now') });
    const first = await announce(write(articleLinking([wm, pb])));
    expect(first.links).toMatchObject([{ status: 'sent' }, { status: 'failed' }]);
    other.answer('/xmlrpc', { headers: XML, body: PINGBACK_TAKEN });
    const { body } = await server.api.post<OutboxItem>(`/outbox/${first.id}/resend`);
    expect(await settled(body.id)).toMatchObject({
      links: [{ status: 'sent' }, { status: 'sent', error: null }],
    });
    expect(told()).toEqual([1, 2]);
  });

  it('tells a page that it links to no more by Webmention, once', async () => {
    await announce(write(articleLinking([wm, pb])));
    const source = write(articleLinking([]));
    const item = await announce(source);
    expect(item).toMatchObject({ status: 'done', links: [{ status: 'sent' }, { status: 'sent' }] });
    await announce(source);
    expect(told()).toEqual([2, 1]);
    await announce(write(articleLinking([wm])));
    expect(told()).toEqual([3, 1]);
  });

  it('tells by Webmention that it is gone, once', async () => {
    const source = write(articleLinking([wm, pb]));
    await announce(source);
    write('', 410);
    expect(await announce(source)).toMatchObject({ status: 'done', refusal: null });
    await announce(source);
    expect(told()).toEqual([2, 1]);
    expect(other.told('/wm')[1]?.body).toBe(other.told('/wm')[0]?.body);
  });

  it('tells the same of a page that says so itself, as hosts without statuses do', async () => {
    const source = write(articleLinking([wm]));
    await announce(source);
    const meta = '<meta http-equiv="Status" content="410 Gone">';
    write(articleLinking([wm]).replace('<head>', `<head>${meta}`));
    expect(await announce(source)).toMatchObject({ links: [{ status: 'sent' }] });
    expect(told()).toEqual([2, 0]);
  });

  it('tells of a change that came while a ping was under way', async () => {
    const answered = latch();
    other.answer('/wm', { status: 202, after: answered.opened }, { status: 202 });
    const source = write(articleLinking([wm]));
    const { body } = await server.api.post<OutboxItem>(`/sites/${site.id}/outbox`, { source });
    await waitFor('the ping to be under way', () => other.told('/wm').length === 1);
    write(articleLinking([wm], 'changed'));
    await server.api.post(`/outbox/${body.id}/resend`);
    await waitFor('the page to be read again', async () => {
      const [row] = await server.query<{ due: Date | null }>(
        'SELECT announce_due_at AS due FROM outbox_items WHERE id = $1',
        [body.id],
      );
      return row?.due === null;
    });
    expect(told()).toEqual([1, 0]);
    answered.open();
    expect(await settled(body.id)).toMatchObject({ links: [{ status: 'sent' }] });
    expect(told()).toEqual([2, 0]);
  });

  it('tells nobody when it cannot be read or became private', async () => {
    const source = write(articleLinking([wm]));
    await announce(source);
    write('', 404);
    expect(await announce(source)).toMatchObject({ refusal: { code: 'source-unreachable' } });
    write('', 401);
    expect(await announce(source)).toMatchObject({
      status: 'refused',
      refusal: { code: 'needs-sign-in' },
      links: [{ status: 'sent' }],
    });
    expect(told()).toEqual([1, 0]);
    expect(await announce(write(articleLinking([wm])))).toMatchObject({ refusal: null });
    expect(told()).toEqual([1, 0]);
  });

  it('stops a ping that still waits when the page becomes a draft', async () => {
    other.answer('/wm', { status: 503 });
    const source = write(articleLinking([wm]));
    const { body } = await server.api.post<OutboxItem>(`/sites/${site.id}/outbox`, { source });
    await waitFor('the first attempt to be on record', async () => {
      const [row] = await server.query<{ attempts: number }>(
        'SELECT attempts FROM outgoing_pings WHERE item_id = $1',
        [body.id],
      );
      return row?.attempts === 1;
    });
    write('', 403);
    await server.api.post(`/outbox/${body.id}/resend`);
    expect(await settled(body.id)).toMatchObject({
      status: 'refused',
      links: [{ status: 'refused', nextAttemptAt: null }],
    });
  });

  it('waits for its own page when that is not there for now', async () => {
    const source = write('', 503);
    const { body } = await server.api.post<OutboxItem>(`/sites/${site.id}/outbox`, { source });
    await waitFor('the first look', () => blog.requests(`/post-${count}`).length === 1);
    const due = await waitFor('the next look to be set', async () => {
      const [row] = await server.query<{ due: Date; attempts: number }>(
        'SELECT announce_due_at AS due, announce_attempts AS attempts FROM outbox_items WHERE id = $1',
        [body.id],
      );
      return row?.attempts === 1 && row.due;
    });
    expect(due.getTime()).toBeGreaterThan(Date.now() + 20_000);
    write(articleLinking([wm]));
    expect(await announce(source)).toMatchObject({ status: 'done', links: [{ status: 'sent' }] });
  });

  it('is found by the sweeper when its jobs were lost', async () => {
    const { body } = await server.api.post<OutboxItem>(`/sites/${site.id}/outbox`, {
      source: write(articleLinking([])),
    });
    await settled(body.id);
    write(articleLinking([wm]));
    await server.query(
      "UPDATE outbox_items SET status = 'sending', announce_due_at = now() - interval '20 seconds' WHERE id = $1",
      [body.id],
    );
    expect(await settled(body.id)).toMatchObject({ links: [{ status: 'sent' }] });
    await server.query(
      "UPDATE outgoing_pings SET status = 'waiting', next_attempt_at = now(), remind_at = now() WHERE item_id = $1",
      [body.id],
    );
    await waitFor('the sweep', () => other.told('/wm').length === 2);
  });
});
