// A source that changes, loses its link, goes, fails and comes back, after a person has approved it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Mentions, PingDetail, Site, Target } from '@trackwarden/contracts';
import { createSite, createTarget, OK, pingAndEvaluate, sendPing } from '../../test/pinging.js';
import { startSourceSite, type Page, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';
import { startWebhookReceiver, type WebhookReceiver } from '../../test/webhook-receiver.js';
import { Sweeper } from '../upkeep/sweeper.js';

const DAY = 86_400_000;

const HONEST =
  'For years I cut everything back in March, until I read what this garden does instead.';
const CASINO =
  'Best casino bonus of the year, play now and win big money without any deposit today.';

describe('an approved mention', () => {
  let server: TestServer;
  let sources: SourceSite;
  let receiver: WebhookReceiver;
  let site: Site;
  let target: Target;
  let path: string;
  let count = 0;

  const article = (text: string, { title = 'Pruning', author = 'Hazel', link = true } = {}) =>
    `<!doctype html><html lang="en"><head><title>${title}</title></head><body>
<article class="h-entry"><h1 class="p-name">${title}</h1><p>By <a class="p-author h-card" href="/hazel">${author}</a></p>
<div class="e-content"><p>${text} ${link ? `See <a href="${target.url}">their entry</a> for more.` : ''}</p></div></article></body></html>`;
  const put = (page: Page | string) => sources.page(path, page);
  const send = () => pingAndEvaluate(server, target, `${sources.url}${path}`);
  const decide = (id: string, verdict: string, extra: object = {}) =>
    server.api.post<{ id: string }>('/decisions', { verdict, pings: [{ id }], ...extra });
  const read = async (id: string) => (await server.api.get<PingDetail>(`/pings/${id}`)).body;
  const shown = async () => {
    const response = await fetch(`${server.url}/sites/${site.key}/mentions.json`);
    return ((await response.json()) as Mentions).mentions.filter(
      ({ source }) => source === `${sources.url}${path}`,
    );
  };
  const events = async () => {
    await server.drain();
    return receiver.messages
      .filter(({ body }) => body.data.ping.source === `${sources.url}${path}`)
      .map(({ body }) => body.type);
  };
  /** Lets time pass until the next look at the source, and has it made. */
  const nextLook = async (id: string) => {
    const { nextCheckAt, verification, lastFailure } = await read(id);
    const looks = sources.requests(path).length;
    expect(nextCheckAt).not.toBeNull();
    server.passTime(new Date(nextCheckAt ?? 0).getTime() - server.now().getTime() + 1000);
    await server.app.get(Sweeper).sweep();
    await waitFor('the look at the source', () => sources.requests(path).length > looks);
    await server.drain();
    return { verification, lastFailure };
  };

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    receiver = await startWebhookReceiver();
    site = await createSite(server);
    target = await createTarget(server, site);
    await server.api.post(`/sites/${site.id}/webhooks`, {
      url: `${receiver.url}/hook`,
      events: [
        'mention.pending',
        'mention.approved',
        'mention.updated',
        'mention.removed',
        'mention.unapproved',
        'mention.spam',
      ],
    });
  });
  afterAll(async () => {
    await sources.stop();
    await receiver.stop();
    await server.stop();
  });

  let id: string;
  beforeEach(async () => {
    path = `/post-${(count += 1)}`;
    put(article(HONEST));
    ({ id } = await send());
    await decide(id, 'approve');
    await server.drain();
  });

  it('stays approved when its source is the same', async () => {
    const again = await send();
    expect(again).toMatchObject({
      id,
      status: 'approved',
      decidedBy: { kind: 'person' },
      change: null,
      seenCount: 2,
    });
    expect(await events()).toEqual(['mention.pending', 'mention.approved']);
  });

  it('is updated when its source changed a little, and stays approved by who approved it', async () => {
    put(article(HONEST.replace('March', 'April')));
    expect(await send()).toMatchObject({ status: 'approved', decidedBy: { kind: 'person' } });
    expect((await shown())[0]?.excerpt).toContain('April');
    expect(await events()).toEqual(['mention.pending', 'mention.approved', 'mention.updated']);
  });

  describe('whose source became something else', () => {
    let changed: PingDetail;
    beforeEach(async () => {
      put(article(CASINO, { title: 'Win money', author: 'Casino King' }));
      changed = await send();
    });

    it('waits for a person with both versions, while the approved one stays public', async () => {
      expect(changed).toMatchObject({
        id,
        status: 'pending',
        isPublic: true,
        change: {
          fields: expect.arrayContaining(['title', 'author']),
          before: { title: 'Pruning', author: { name: 'Hazel' } },
          after: { title: 'Win money', author: { name: 'Casino King' } },
        },
      });
      expect(changed.change?.difference).toBeGreaterThanOrEqual(0.3);
      expect(await shown()).toMatchObject([{ title: 'Pruning', author: { name: 'Hazel' } }]);
      expect(await events()).toEqual(['mention.pending', 'mention.approved', 'mention.pending']);
    });

    it('stays so when it is sent again', async () => {
      expect(await send()).toMatchObject({ status: 'pending', isPublic: true });
      expect(await shown()).toMatchObject([{ title: 'Pruning' }]);
    });

    it('shows the new version once it is approved', async () => {
      await decide(id, 'approve');
      expect(await read(id)).toMatchObject({ status: 'approved', change: null });
      expect(await shown()).toMatchObject([{ title: 'Win money' }]);
      expect((await events()).at(-1)).toBe('mention.updated');
    });

    it('keeps the approved version when a person says so, and asks no more about that change', async () => {
      await decide(id, 'approve', { content: 'approved' });
      expect(await read(id)).toMatchObject({ status: 'approved', change: null });
      expect(await shown()).toMatchObject([{ title: 'Pruning' }]);
      expect(await send()).toMatchObject({ status: 'approved', change: null });
      expect(await shown()).toMatchObject([{ title: 'Pruning' }]);
      expect((await events()).at(-1)).toBe('mention.pending');
    });

    it('disappears as spam', async () => {
      await decide(id, 'spam');
      expect(await shown()).toEqual([]);
      expect((await events()).at(-1)).toBe('mention.spam');
    });

    it('waits again, the approved version public, after an undo', async () => {
      const { body } = await decide(id, 'spam');
      await server.api.post(`/decisions/${body.id}/undo`, {});
      expect(await read(id)).toMatchObject({ status: 'pending', isPublic: true });
      expect((await read(id)).change).not.toBeNull();
      expect(await shown()).toMatchObject([{ title: 'Pruning' }]);
    });

    it('stays public when it is put off', async () => {
      await decide(id, 'hold');
      expect(await read(id)).toMatchObject({ status: 'pending', held: true, isPublic: true });
      expect(await shown()).toHaveLength(1);
    });

    it('is as before when the change is taken back', async () => {
      put(article(HONEST));
      expect(await send()).toMatchObject({
        status: 'approved',
        change: null,
        decidedBy: { kind: 'person' },
      });
      expect(await shown()).toMatchObject([{ title: 'Pruning' }]);
    });
  });

  it.each<[string, () => Page | string]>([
    ['no longer links', () => article(HONEST, { link: false })],
    ['answers 410', () => ({ status: 410, body: 'gone' })],
    [
      'says 410 in its markup',
      () => `<html><head><meta http-equiv="Status" content="410 Gone"></head><body></body></html>`,
    ],
  ])('is removed when its source %s', async (_how, page) => {
    put(page());
    expect(await send()).toMatchObject({ id, status: 'removed', isPublic: false });
    expect(await shown()).toEqual([]);
    expect((await events()).at(-1)).toBe('mention.removed');
  });

  it('is restored when the link is back as it was approved', async () => {
    put({ status: 410, body: 'gone' });
    await send();
    put(article(HONEST));
    expect(await send()).toMatchObject({ status: 'approved', decidedBy: { kind: 'person' } });
    expect(await shown()).toHaveLength(1);
  });

  it('waits for a person when the link is back in another text', async () => {
    put({ status: 410, body: 'gone' });
    await send();
    put(article(CASINO, { title: 'Win money' }));
    expect(await send()).toMatchObject({ status: 'pending', isPublic: false });
    expect(await shown()).toEqual([]);
  });

  it.each<[string, Page]>([
    ['404', { status: 404, body: 'not here' }],
    ['503', { status: 503, body: 'later' }],
    ['a cut connection', { cut: true }],
    ['an address that is not public', { status: 302, headers: { location: 'http://10.0.0.1/' } }],
    ['a picture', { headers: { 'content-type': 'image/png' }, body: 'PNG' }],
  ])('stays public over one failed check: %s', async (_what, page) => {
    put(page);
    const after = await send();
    expect(after).toMatchObject({
      status: 'approved',
      verification: { state: 'linked' },
      lastFailure: { count: 1 },
    });
    expect(await shown()).toHaveLength(1);
  });

  it('is removed when its source cannot be read for days, again and again', async () => {
    put({ status: 503, body: 'later' });
    await send();
    let failures = 1;
    let days = 0;
    const since = server.now().getTime();
    for (; (await read(id)).status === 'approved' && failures < 20; failures += 1) {
      await nextLook(id);
      days = (server.now().getTime() - since) / DAY;
    }
    expect(failures).toBeGreaterThanOrEqual(5);
    expect(days).toBeGreaterThanOrEqual(3);
    expect(await read(id)).toMatchObject({ status: 'removed', nextCheckAt: null });
    expect(await shown()).toEqual([]);
    const { timeline } = await read(id);
    expect(timeline.at(-1)?.text).toContain('could not be read for days');
  });

  it('forgets failures as soon as its source is there again', async () => {
    put({ status: 503, body: 'later' });
    await send();
    put(article(HONEST));
    await nextLook(id);
    expect(await read(id)).toMatchObject({ status: 'approved', lastFailure: null });
  });

  it('is looked at again without being sent, and found removed', async () => {
    put(article(HONEST, { link: false }));
    await nextLook(id);
    expect(await read(id)).toMatchObject({ status: 'removed' });
    expect((await events()).at(-1)).toBe('mention.removed');
  });

  it('keeps the evidence of ten checks, and that of what is public', async () => {
    for (let days = 0; days < 14; days += 1) {
      server.passTime(DAY / 20);
      put(article(`${HONEST} ${days}`));
      await send();
    }
    put(article(CASINO));
    for (let checks = 0; checks < 3; checks += 1) {
      server.passTime(DAY / 20);
      await send();
    }
    const rows = await server.query<{ is_public: boolean }>(
      `SELECT evidence.id = (published->>'evidenceId')::uuid AS is_public
       FROM evidence JOIN pings ON pings.id = ping_id WHERE ping_id = $1`,
      [id],
    );
    expect(rows.length).toBeLessThanOrEqual(12);
    expect(rows.some((row) => row.is_public)).toBe(true);
  });

  it.each<[string, string]>([
    ['picture', '<img class="u-photo" src="https://evil.example/other.jpg" alt="">'],
    ['address', '<a class="u-url" href="https://casino.example/buy">Hazel</a>'],
  ])('is held when the author gets another %s', async (_what, part) => {
    put(
      article(HONEST).replace(
        '<a class="p-author h-card" href="/hazel">Hazel</a>',
        `<span class="p-author h-card"><span class="p-name">Hazel</span>${part}</span>`,
      ),
    );
    expect(await send()).toMatchObject({
      status: 'pending',
      change: { fields: expect.arrayContaining(['author']) },
    });
    expect(await shown()).toMatchObject([{ author: { url: `${sources.url}/hazel`, photo: null } }]);
  });

  it('is held when many small changes have become a large one', async () => {
    const [words, sale] = [HONEST.split(' '), CASINO.split(' ')];
    let changed = 0;
    for (; changed < words.length && (await read(id)).status === 'approved'; changed += 1) {
      server.passTime(DAY);
      put(article([...sale.slice(0, changed + 1), ...words.slice(changed + 1)].join(' ')));
      await send();
    }
    expect(changed).toBeGreaterThan(1);
    expect(changed).toBeLessThan(words.length);
    expect(await read(id)).toMatchObject({ status: 'pending', isPublic: true });
  });

  it.each<[string, Page]>([
    ['nothing', { body: '' }],
    ['204', { status: 204 }],
    ['a part of the page', { status: 206, body: '<p>half' }],
    ['more than is read', { body: `<p>${'x'.repeat(1_000_001)}` }],
  ])('stays public when its source answers %s', async (_what, page) => {
    put(page);
    expect(await send()).toMatchObject({ status: 'approved', lastFailure: { count: 1 } });
    expect(await shown()).toHaveLength(1);
  });

  it('can be taken back although its source has changed since', async () => {
    const [decision] = await server.query<{ decision_id: string }>(
      `SELECT decision_id FROM transitions WHERE ping_id = $1 AND decision_id IS NOT NULL`,
      [id],
    );
    put(article(CASINO, { title: 'Win money' }));
    await send();
    const undone = await server.api.post(`/decisions/${decision?.decision_id ?? ''}/undo`, {});
    expect(undone.body).toMatchObject({ restored: 1 });
    expect(await read(id)).toMatchObject({ status: 'pending', isPublic: false, change: null });
    expect(await shown()).toEqual([]);
  });

  it('has no approved version to keep before it is approved', async () => {
    path = `/unapproved-${(count += 1)}`;
    put(article(HONEST));
    const ping = await send();
    const { body } = await decide(ping.id, 'approve', { content: 'approved' });
    expect(body).toMatchObject({ affected: 0, failed: [{ code: 'not-allowed-now' }] });
  });

  it('is not approved with claims that came after it was looked at', async () => {
    path = `/claimed-${(count += 1)}`;
    put(article(HONEST));
    const address = `${sources.url}${path}`;
    const seen = await pingAndEvaluate(server, target, address, { title: 'Pruning' });
    const claims = { url: address, title: 'Buy pills', excerpt: CASINO };
    expect((await sendPing(target.trackbackUrl, claims)).text).toBe(OK);
    const { body } = await server.api.post('/decisions', {
      verdict: 'approve',
      pings: [{ id: seen.id, version: seen.version }],
    });
    expect(body).toMatchObject({ affected: 0, failed: [{ code: 'version-conflict' }] });
    await server.drain();
  });

  it('claims of a re-sent TrackBack do not change what is public', async () => {
    await pingAndEvaluate(server, target, `${sources.url}${path}`, {
      title: 'Win money now, best casino of the year for you',
      excerpt: CASINO,
      blog_name: 'Casino King',
    });
    expect(await read(id)).toMatchObject({ status: 'approved', claimed: { blogName: '' } });
    expect(await shown()).toMatchObject([{ title: 'Pruning', siteName: null }]);
  });
});
