// What a page says about its mention is judged like the claims of a TrackBack, where the sender sends none.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PingDetail, Site, Target } from '@trackwarden/contracts';
import type { Evidence } from '@trackwarden/scoring';
import { pingIdIn, sendPingback } from '../../test/pingback.js';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { mentionAndEvaluate } from '../../test/webmention.js';

const HONEST = 'The water stood for a minute before I poured it, which made all the difference';
const SELLING = 'Best online casino bonus: play slots, visit my site, order now, free shipping';

describe('the words of a page', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let target: Target;
  let paths = 0;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  const pageOf = (body: string, name = 'Kitchen Notes'): string =>
    sources.page(
      `/2026/11/post-${(paths += 1)}`,
      `<title>A post</title><meta property="og:site_name" content="${name}">${body}`,
    );
  const linking = (words: string): string =>
    `<p>${words}. See <a href="${target.url}">this entry</a>.</p>`;
  const mention = (source: string): Promise<PingDetail> =>
    mentionAndEvaluate(server, source, target.url);
  const pingback = async (source: string): Promise<PingDetail> => {
    const { text } = await sendPingback(server, source, target.url);
    await server.drain();
    return (await server.api.get<PingDetail>(`/pings/${pingIdIn(text, server)}`)).body;
  };
  const evidenceOf = async ({ id }: PingDetail): Promise<Evidence | undefined> => {
    const rows = await server.query<{ evidence: Evidence }>(
      'SELECT evidence FROM evidence WHERE ping_id = $1 ORDER BY checked_at DESC LIMIT 1',
      [id],
    );
    return rows[0]?.evidence;
  };
  const saying = ({ signals }: PingDetail): string[] => signals.map(({ signal }) => signal);

  it.each([
    ['Webmention', mention],
    ['Pingback', pingback],
  ])('that sells raise the score of a %s, with the reasons', async (_, send) => {
    const honest = await send(pageOf(linking(HONEST)));
    const selling = await send(pageOf(linking(SELLING), 'Online Casino'));
    expect(selling.score ?? 0).toBeGreaterThan((honest.score ?? 100) + 50);
    expect(saying(selling)).toEqual(
      expect.arrayContaining(['name-is-sales-phrase', 'invitation-phrases', 'learnt-words']),
    );
    expect(saying(honest)).not.toContain('name-is-sales-phrase');
  });

  it('are kept as the evidence, at most as long as a TrackBack’s excerpt', async () => {
    const long = `<article class="h-entry"><h1 class="p-name">A reply</h1>
      <a class="u-in-reply-to" href="${target.url}">an entry</a>
      <div class="e-content">${HONEST.repeat(9)}</div></article>`;
    const evidence = await evidenceOf(await mention(pageOf(long)));
    expect(evidence?.claimed).toEqual({ title: null, excerpt: null, blogName: null });
    expect(evidence?.extracted).toMatchObject({ title: 'A reply', name: 'Kitchen Notes' });
    expect(evidence?.extracted?.excerpt).toHaveLength(255);
    expect(evidence?.extracted?.excerpt).toMatch(/^The water stood .*\.\.\.$/);
  });

  it.each(['u-like-of', 'u-repost-of'])('do not count on the page of an %s', async (reaction) => {
    const ping = await mention(
      pageOf(
        `<meta name="description" content="${SELLING}"><div class="h-entry"><a class="${reaction}" href="${target.url}"></a></div>`,
      ),
    );
    expect((await evidenceOf(ping))?.extracted).toEqual({
      ...{ title: null, excerpt: null },
      name: 'Kitchen Notes',
    });
  });

  it('do not count beside the claims of a TrackBack', async () => {
    const source = pageOf(linking(SELLING), 'Online Casino');
    const claims = { title: 'A post', excerpt: HONEST, blog_name: 'Kitchen Notes' };
    expect(saying(await pingAndEvaluate(server, target, source, claims))).not.toContain(
      'name-is-sales-phrase',
    );
  });

  it('count for a TrackBack that claims nothing but its address', async () => {
    const source = pageOf(linking(SELLING), 'Online Casino');
    expect(saying(await pingAndEvaluate(server, target, source))).toContain('name-is-sales-phrase');
  });
});
