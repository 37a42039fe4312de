// Scrapers that really link: copies of other sources are held together, neither spam nor approved.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  DecisionResult,
  List,
  Ping,
  PingDetail,
  Site,
  Stats,
  Target,
} from '@trackwarden/contracts';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { startSourceSite, type SourceSite } from '../../test/source-site.js';
import { nextChecks } from '../../test/soon-checks.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

const POST = `We moved the bee hives to the orchard last week and the first days went better than
  anybody had expected. The bees found the lime trees within an hour, came back heavy and dusty,
  and went out again before the kettle had boiled. I had read about it in LINK and did what it says:
  close the entrance at night, drive slowly, open it before sunrise, and leave them alone for a day.
  What I would do otherwise is to carry the empty frames separately, because they rattle. The
  neighbours came to look and kept a respectful distance, all but the youngest, who put a finger
  into the comb and found out what honey tastes like before anybody has put it into a jar.`;

const OTHER_POST = `Our village has a new baker, and the queue in front of the shop says all there
  is to say about the bread. He starts at two in the morning, heats the oven with beech wood, and
  bakes three kinds only: a dark rye, a loaf with walnuts, and rolls that are gone by eight. He told
  me that he learnt from LINK how long the dough must rest when nights are cold. I have bought
  the walnut loaf three times and cannot say that I regret any of them. Come early, bring a bag,
  and do not ask for cake, because there is none and there will not be any before Easter.`;

/** Each site puts a post between words of its own. */
const chrome = [
  ['Home About Contact Archive', 'Posted by Ann in Garden. Leave a reply. Powered by WordPress.'],
  ['Best News Today Sports Money Travel Weather Cars', 'Related posts: ten tips for you. Share.'],
  ['Menu Login Register Forum FAQ', 'Tags: bees, honey. Copyright 2026. All rights reserved.'],
  ['Aggregator planet feed subscribe', 'Read more at the source. Newer posts. Older posts.'],
] as const;

const DAY_MS = 86_400_000;

describe('pages with nearly the same text', () => {
  let server: TestServer;
  let hosts: SourceSite[];
  let paths = 0;

  beforeAll(async () => {
    server = await startTestServer({ fetchAllow: '127.0.0.0/8' });
    hosts = await Promise.all(chrome.map((_, at) => startSourceSite(`127.0.0.${31 + at}`)));
  });
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
    await server.stop();
  });

  type Given = { post?: string; head?: string; path?: string };
  const send = (target: Target, at: number, { post = POST, head = '', path }: Given = {}) => {
    const [before, after] = chrome[at] ?? ['', ''];
    const html = `<html lang="en"><head><title>A post</title>${head}</head><body><nav>${before}</nav>
      <article><p>${post.replace('LINK', `<a href="${target.url}">an older entry</a>`)}</p></article>
      <footer>${after}</footer></body></html>`;
    const url = hosts[at]?.page(path ?? `/post-${(paths += 1)}`, html) ?? '';
    return pingAndEvaluate(server, target, url);
  };
  const trusting = (count: number) =>
    Array.from({ length: count }, (_, at) => `127.0.0.${31 + at}`);
  /** A site that has approved two pings of each of these hosts more than a week ago, so that it knows them. */
  const knowing = async (ats: readonly number[], settings = {}): Promise<[Site, Target]> => {
    const site = await createSite(server, { approveBelow: 98, ...settings });
    const target = await createTarget(server, site);
    for (const at of ats)
      for (const word of ['first', 'second']) {
        const { id } = await send(target, at, { post: `A ${word} note about LINK.` });
        await server.api.post('/decisions', { verdict: 'approve', pings: [{ id }] });
      }
    // nothing of a source is published by itself in its first week
    server.passTime(8 * DAY_MS);
    return [site, target];
  };

  it('are copies but for the first, and say of how many', async () => {
    const target = await createTarget(server, await createSite(server));
    const original = await send(target, 0);
    const second = await send(target, 1);
    const third = await send(target, 2);
    expect(original.copyOf).toBeNull();
    expect(second).toMatchObject({
      status: 'pending',
      because: 'A copy of 1 other source, so a person decides',
      copyOf: { sources: 1, ofTarget: false, originalPingId: original.id },
    });
    expect(third).toMatchObject({
      because: 'A copy of 2 other sources, so a person decides',
      copyOf: { sources: 2, originalPingId: original.id },
    });
    const signal = third.signals.find(({ signal }) => signal === 'copied-page');
    expect(signal?.because).toBe('The page has nearly the same text as 2 other sources');
    expect(Math.abs(signal?.points ?? 9)).toBeLessThan(0.7);
  });

  it('are not published by themselves, though a page of its own of the same host is', async () => {
    const [, target] = await knowing([0, 1]);
    expect(await send(target, 0)).toMatchObject({ status: 'approved', copyOf: null });
    expect(await send(target, 1)).toMatchObject({ status: 'pending', copyOf: { sources: 1 } });
    expect(await send(target, 1, { post: OTHER_POST })).toMatchObject({
      ...{ status: 'approved', copyOf: null },
    });
  });

  it('are what the owner says when he trusts the source', async () => {
    const site = await createSite(server, { approveBelow: 98, trustedDomains: trusting(2) });
    const target = await createTarget(server, site);
    await send(target, 0);
    expect(await send(target, 1)).toMatchObject({ status: 'approved', copyOf: null });
  });

  it('are honest when they name the original', async () => {
    const target = await createTarget(server, await createSite(server));
    const { source } = await send(target, 0);
    const head = `<link rel="canonical" href="${source}">`;
    expect((await send(target, 1, { head })).copyOf).toBeNull();
    const elsewhere = '<link rel="canonical" href="https://nobody.example/">';
    expect((await send(target, 2, { head: elsewhere })).copyOf).toMatchObject({ sources: 2 });
  });

  it('that name their original make no copy of it, though they came first', async () => {
    const target = await createTarget(server, await createSite(server));
    const original = hosts[1]?.url ?? '';
    const named = `<link rel="canonical" href="${original}/the-original">`;
    const syndicated = await send(target, 0, { head: named });
    const came = await send(target, 1, { path: '/the-original' });
    expect([syndicated.copyOf, came.copyOf]).toEqual([null, null]);
    expect((await send(target, 2)).copyOf).toMatchObject({
      ...{ sources: 2, originalPingId: came.id },
    });
  });

  it('are honest when the original lists them, and only then', async () => {
    const target = await createTarget(server, await createSite(server));
    const listed = `${hosts[1]?.url}/copied-by-me`;
    const head = `<link rel="syndication" href="${listed}">`;
    const original = await send(target, 0, { head });
    expect((await send(target, 1, { path: '/copied-by-me' })).copyOf).toBeNull();
    expect((await send(target, 1)).copyOf).toMatchObject({ originalPingId: original.id });
    const scraper = { head: `<link rel="syndication" href="${hosts[3]?.url}/too">` };
    await send(target, 2, scraper);
    expect((await send(target, 3, { path: '/too' })).copyOf).toMatchObject({
      originalPingId: original.id,
    });
  });

  it('that say they are older are no copies, and make none of who came first', async () => {
    const target = await createTarget(server, await createSite(server));
    const dated = (date: string) => ({
      head: `<meta property="article:published_time" content="${date}">`,
    });
    const first = await send(target, 0, { ...dated('2026-03-02T10:00:00Z'), path: '/first' });
    const older = await send(target, 1, dated('2026-03-01T10:00:00Z'));
    const newer = await send(target, 2, dated('2026-03-03T10:00:00Z'));
    expect([first.copyOf, older.copyOf]).toEqual([null, null]);
    expect(newer.copyOf).toMatchObject({ sources: 2 });
    await server.query('UPDATE pings SET next_check_at = now() WHERE id = $1', [first.id]);
    await nextChecks(server);
    const { body: again } = await server.api.get<PingDetail>(`/pings/${first.id}`);
    expect(again.verification.checkedAt).not.toBe(first.verification.checkedAt);
    expect(again.copyOf).toBeNull();
  });

  it('of one host, or of another site, or short ones are none', async () => {
    const target = await createTarget(server, await createSite(server));
    await send(target, 0);
    expect((await send(target, 0)).copyOf).toBeNull();
    const elsewhere = await createTarget(server, await createSite(server));
    expect((await send(elsewhere, 1)).copyOf).toBeNull();
    const short = { post: 'I agree with LINK in every respect.' };
    await send(elsewhere, 2, short);
    expect((await send(elsewhere, 3, short)).copyOf).toBeNull();
  });

  describe('as the entry itself', () => {
    let blog: SourceSite;
    let entry: string;
    let site: Site;
    const whole = POST.replace('LINK', 'an older entry');
    const quoted = whole.slice(0, whole.indexOf('I had read'));

    beforeAll(async () => {
      blog = await startSourceSite('127.0.0.39');
      entry = blog.page('/hives', `<title>Hives</title><article><p>${whole}</p></article>`);
      // who is let in before would be published, were it no copy
      const settings = { approveBelow: 98, newSiteDecisions: 0, selfPings: 'approve' as const };
      site = await createSite(server, settings, blog.url);
    });
    afterAll(() => blog.stop());

    it('are held as copies of it, and a page that quotes and answers it is none', async () => {
      const target = await createTarget(server, site, '/hives');
      expect(target.url).toBe(entry);
      const copied = await send(target, 0, { post: `${whole} Found at LINK.` });
      expect(copied).toMatchObject({
        status: 'pending',
        because: 'A copy of the entry itself, so a person decides',
        copyOf: { sources: 0, ofTarget: true, originalPingId: null },
      });
      const answered = await send(target, 1, { post: `LINK says: ${quoted} ${OTHER_POST}` });
      expect(answered.copyOf).toBeNull();
    });

    it('are none on the site of the entry, whose pages begin alike', async () => {
      const target = await createTarget(server, site, '/hives-in-print');
      blog.page('/hives-in-print', `<article><p>${whole}</p></article>`);
      const own = blog.page('/hives-2', `<p>${whole} <a href="${target.url}">Again</a></p>`);
      const ping = await pingAndEvaluate(server, target, own);
      expect(ping).toMatchObject({ status: 'approved', copyOf: null });
    });
  });

  it('stand in a view of their own, are counted, and are decided and put back as one', async () => {
    const site = await createSite(server);
    const target = await createTarget(server, site);
    for (const at of [0, 1, 2, 3]) await send(target, at);
    const query = { siteId: site.id, status: 'pending', held: false, copies: true };
    const listed = async (): Promise<Ping[]> =>
      (
        await server.api.get<List<Ping>>(
          `/pings?siteId=${site.id}&status=pending&held=false&copies=true`,
        )
      ).body.items;
    const counted = async () =>
      (await server.api.get<Stats>(`/stats?siteId=${site.id}`)).body.views.copies;
    expect([(await listed()).length, await counted()]).toEqual([3, 3]);
    const { body } = await server.api.post<DecisionResult>('/decisions', {
      ...{ verdict: 'reject', query },
    });
    expect(body).toMatchObject({ affected: 3, failed: [] });
    expect([(await listed()).length, await counted()]).toEqual([0, 0]);
    await server.api.post(`/decisions/${body.id}/undo`);
    expect([(await listed()).length, await counted()]).toEqual([3, 3]);
    const own = await server.api.get<List<Ping>>(`/pings?siteId=${site.id}&copies=false`);
    expect(own.body.items).toHaveLength(1);
  });

  it('that come at once have exactly one original', async () => {
    const target = await createTarget(server, await createSite(server));
    const pings: PingDetail[] = await Promise.all([0, 1, 2, 3].map((at) => send(target, at)));
    const now = await Promise.all(
      pings.map(async ({ id }) => (await server.api.get<PingDetail>(`/pings/${id}`)).body),
    );
    // those of one moment came in the order of their ids
    const orderOf = ({ receivedAt, id }: PingDetail) => `${receivedAt} ${id}`;
    const [first] = [...now].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    expect(first?.copyOf).toBeNull();
    expect(now.filter(({ copyOf }) => copyOf === null).length).toBeLessThan(4);
  });
});
