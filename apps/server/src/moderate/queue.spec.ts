// The review queue: filters, orders, pages, counts, and the evidence of one ping.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pingDetailSchema, pingSchema, statsSchema } from '@trackwarden/contracts';
import type {
  List,
  Ping,
  PingDetail,
  Site,
  Stats,
  Target,
  TestPingResult,
} from '@trackwarden/contracts';
import { createSite, createTarget, pingAndEvaluate, sendPing } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

describe('the review queue', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let target: Target;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    site = await createSite(server);
    target = await createTarget(server, site);
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const page = name === 'e' ? '<p>no link</p>' : linkingPage(target.url, `Page ${name}`);
      await sendPing(target.trackbackUrl, {
        url: sources.page(`/${name}`, page),
        title: `Title ${name} 100%_done`,
      });
    }
    await server.drain();
    await server.api.post('/decisions', {
      verdict: 'hold',
      query: { siteId: site.id, q: 'Title b' },
    });
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  const list = async (query: string): Promise<List<Ping>> =>
    (await server.api.get<List<Ping>>(`/pings?siteId=${site.id}&${query}`)).body;
  const names = async (query: string): Promise<string> =>
    (await list(query)).items.map(({ source }) => source.at(-1)).join('');

  it.each([
    ['sort=-receivedAt', 'edcba'],
    ['sort=receivedAt', 'abcde'],
    ['status=spam', 'e'],
    ['status=pending', 'dcba'],
    ['status=pending&held=true', 'b'],
    ['status=pending&held=false', 'dca'],
    ['firstSeen=true', 'a'],
    ['q=Title%20c', 'c'],
    ['q=title%20C', 'c'],
    ['q=%25_done', 'edcba'],
    ['q=%25nothing', ''],
    ['domain=127.0.0.1', 'edcba'],
    ['domain=other.example', ''],
    ['protocol=webmention', ''],
    ['campaignId=01930000-0000-7000-8000-000000000000', ''],
  ])('for %s shows "%s"', async (query, expected) => {
    expect(await names(query)).toBe(expected);
  });

  it('shows pings as the contract has them', async () => {
    const { items } = await list('');
    expect(items).toHaveLength(5);
    for (const item of items) expect(() => pingSchema.strict().parse(item)).not.toThrow();
  });

  it.each(['-receivedAt', 'receivedAt', 'uncertainty', '-score', 'score'])(
    'in the order %s is the same in pages as in one piece',
    async (sort) => {
      const whole = (await list(`sort=${sort}`)).items.map(({ id }) => id);
      const paged: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: List<Ping> = await list(
          `sort=${sort}&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
        );
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(paged).toEqual(whole);
      expect(new Set(paged).size).toBe(5);
    },
  );

  describe('of fifteen pings, some with the same score and some with none', () => {
    let crowded: Site;

    beforeAll(async () => {
      crowded = await createSite(server);
      const { trackbackUrl } = await createTarget(server, crowded);
      for (let number = 0; number < 15; number += 1)
        await sendPing(trackbackUrl, { url: `http://127.0.0.1:9/${number}` });
      await server.drain();
      // fractions that a real holds rounded, on both sides of the middle; no later check scores anew
      await server.query(
        `UPDATE pings SET score = row.score, next_check_at = NULL FROM (
           SELECT id, CASE number % 7 WHEN 0 THEN NULL ELSE (number * 13.37)::numeric % 100 END AS score
           FROM (SELECT id, CASE WHEN place < 13 THEN place ELSE place - 3 END AS number
             FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM pings WHERE site_id = $1) AS placed
           ) AS numbered
         ) AS row WHERE pings.id = row.id`,
        [crowded.id],
      );
    });

    it.each(['-receivedAt', 'receivedAt', 'uncertainty', '-score', 'score'])(
      'gives each exactly once, one by one in the order %s',
      async (sort) => {
        const path = `/pings?siteId=${crowded.id}&sort=${sort}`;
        const whole = (await server.api.get<List<Ping>>(`${path}&limit=200`)).body.items;
        const given: string[] = [];
        let cursor: string | null = '';
        // twice as many as there are: an order that goes in circles ends too
        while (cursor !== null && given.length < 30) {
          const from: string = cursor && `&cursor=${cursor}`;
          const { body } = await server.api.get<List<Ping>>(`${path}&limit=1${from}`);
          given.push(...body.items.map(({ id }) => id));
          cursor = body.nextCursor;
        }
        expect(new Set(given).size).toBe(15);
        expect(given).toEqual(whole.map(({ id }) => id));
      },
    );
  });

  it('puts the highest score first or last', async () => {
    const scores = (await list('sort=-score')).items.map(({ score }) => Number(score));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect((await names('sort=-score')).startsWith('e')).toBe(true);
  });

  it('counts its views', async () => {
    const { body } = await server.api.get<Stats>(`/stats?siteId=${site.id}`);
    expect(statsSchema.parse(body)).toMatchObject({
      byStatus: { pending: 4, spam: 1, approved: 0 },
      views: { pending: 3, held: 1, firstSeen: 1 },
      automaticToday: { spam: 1, approved: 0 },
    });
  });

  it('shows one ping with all its evidence', async () => {
    const [item] = (await list('q=Title%20a')).items;
    const { body } = await server.api.get<PingDetail>(`/pings/${item?.id}`);
    const detail = pingDetailSchema.strict().parse(body);
    expect(detail).toMatchObject({
      claims: { titleOnPage: false, excerptOnPage: null },
      domainHistory: { total: 5, spam: 1 },
      page: { outgoingLinks: 1, outgoingHosts: 1, noindex: false },
    });
    expect(detail.page?.text).toContain('I have read this entry and agree with it.');
    expect(detail.timeline.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Received from 127\.0\.0\.1/),
      expect.stringMatching(/^Checked: link proven\. Scored \d/),
      expect.stringMatching(/ → waits for a person$/),
    ]);
  });

  it('takes a test ping that really runs through everything', async () => {
    const { status, body } = await server.api.post<TestPingResult>(`/sites/${site.id}/test-ping`, {
      target: 'https://blog.example/tried',
    });
    expect(status).toBe(202);
    await server.drain();
    const ping = (await server.api.get<PingDetail>(`/pings/${body.pingId}`)).body;
    expect(ping).toMatchObject({
      status: 'pending',
      source: body.source,
      target: { url: 'https://blog.example/tried' },
      verification: { state: 'linked' },
    });
  });

  it('takes no test ping for a page of another site', async () => {
    const answer = await server.api.post(`/sites/${site.id}/test-ping`, {
      target: 'https://other.example/',
    });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/target' }] } });
  });

  it('shows no page of our own that we did not sign', async () => {
    const response = await fetch(`${server.url}/test-source/e30.forged`);
    expect(response.status).toBe(404);
  });

  it('forgets the pings of a site that is deleted', async () => {
    const gone = await createSite(server);
    const ping = await pingAndEvaluate(
      server,
      await createTarget(server, gone),
      sources.page('/gone', linkingPage('https://blog.example/entry')),
    );
    expect((await server.api.delete(`/sites/${gone.id}`)).status).toBe(204);
    expect((await server.api.get(`/pings/${ping.id}`)).status).toBe(404);
  });
});
