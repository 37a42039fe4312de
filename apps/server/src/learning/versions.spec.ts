// Versions of a site's model: what is refused and why, back to an earlier one, forgetting, and what the report says.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LearningReport, ModelVersion, Site, Target } from '@trackwarden/contracts';
import {
  decide,
  learning,
  learnt,
  modelOf,
  ping,
  reportOf,
  storedPings,
  undo,
  versionsOf,
} from '../../test/learning.js';
import { createSite, createTarget } from '../../test/pinging.js';
import { startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

const DAY_MS = 86_400_000;

let server: TestServer;
let sources: SourceSite;
let site: Site;
let target: Target;

beforeAll(async () => {
  server = await startTestServer(learning);
  sources = await startSourceSite();
});
beforeEach(async () => {
  site = await createSite(server);
  target = await createTarget(server, site);
});
afterAll(async () => {
  await sources.stop();
  await server.stop();
});

const decideAndLearn = async (verdict: string, ...ids: string[]): Promise<string> => {
  const id = await decide(server, verdict, ...ids);
  await learnt(server, site);
  return id;
};
const gardens = (count: number) =>
  storedPings(server, target, count, (n) => ({ excerpt: `We planted ${n} roses by the old wall` }));
const offers = (count: number) =>
  storedPings(server, target, count, (n) => ({ excerpt: `Order ${n} lamps with a discount` }));
const activate = (number: number | undefined) =>
  server.api.post<LearningReport>(`/sites/${site.id}/learning/versions/${number ?? ''}/activate`);
const live = async (): Promise<ModelVersion | null> => (await reportOf(server, site)).live;

describe('a version that judges worse what people decided', () => {
  let before: Awaited<ReturnType<typeof modelOf>>;
  let poison: string;
  beforeEach(async () => {
    await decideAndLearn('approve', ...(await gardens(15)));
    await decideAndLearn('spam', ...(await offers(10)));
    before = await modelOf(server, site);
    poison = await decideAndLearn('spam', ...(await gardens(30)));
  });

  it('is refused with the reason, and the one in use stays', async () => {
    const { refused, waiting, decisions } = await reportOf(server, site);
    expect({ waiting, decisions }).toEqual({ waiting: 30, decisions: 25 });
    expect(refused?.because).toMatch(/would judge worse|would become spam/);
    expect(refused?.logLoss?.after).toBeGreaterThan(refused?.logLoss?.before ?? 9);
    // it is not asked about what it was just taught
    expect(refused?.logLoss?.cases).toBe(25);
    expect(await modelOf(server, site)).toEqual(before);
  });

  it('is tried again with the next decision, and does not keep that one from teaching', async () => {
    const count = (await versionsOf(server, site)).length;
    await decideAndLearn('approve', ...(await gardens(1)));
    const { waiting, decisions, refused } = await reportOf(server, site);
    expect({ waiting, decisions }).toEqual({ waiting: 30, decisions: 26 });
    expect(refused).not.toBeNull();
    expect(await versionsOf(server, site)).toHaveLength(count + 1);
  });

  it('is nothing any more when its decisions are undone', async () => {
    await undo(server, poison);
    await learnt(server, site);
    const { waiting, refused } = await reportOf(server, site);
    expect({ waiting, refused }).toEqual({ waiting: 0, refused: null });
    expect(await modelOf(server, site)).toEqual(before);
  });

  it('does not keep another decision from being taken back', async () => {
    const old = await server.query<{ id: string }>(
      `SELECT id FROM decisions WHERE verdict = 'approve' AND site_id = $1`,
      [site.id],
    );
    await undo(server, old[0]?.id ?? '');
    await learnt(server, site);
    expect(await reportOf(server, site)).toMatchObject({ decisions: 10, ham: 0, waiting: 30 });
  });

  it('is not one that only contradicts decisions which were made anew', async () => {
    await undo(server, poison);
    const approved = await server.query<{ id: string }>(
      `SELECT id FROM pings WHERE site_id = $1 AND status = 'approved' LIMIT 12`,
      [site.id],
    );
    await decideAndLearn('spam', ...approved.map(({ id }) => id));
    expect(await reportOf(server, site)).toMatchObject({ refused: null, spam: 22, ham: 3 });
  });

  it('is put in use when the owner wants it all the same', async () => {
    const { refused } = await reportOf(server, site);
    const { status, body } = await activate(refused?.number);
    expect(status).toBe(200);
    expect(body).toMatchObject({ waiting: 0, decisions: 55, spam: 40, refused: null });
    expect(body.live?.because).toContain('Wanted by the owner');
    expect(await activate(refused?.number)).toMatchObject({
      status: 409,
      body: { code: 'not-allowed-now' },
    });
  });
});

describe('going back', () => {
  it('drops what was learnt since, and a later undo of it takes nothing away', async () => {
    await decideAndLearn('approve', ...(await gardens(2)));
    const before = await modelOf(server, site);
    const number = (await live())?.number;
    const later = await decideAndLearn('spam', ...(await gardens(3)));
    const { body } = await activate(number);
    expect(body.live).toMatchObject({ madeBy: 'rollback', takenBack: 3, decisions: 2 });
    expect(await modelOf(server, site)).toEqual(before);
    await undo(server, later);
    await learnt(server, site);
    expect(await modelOf(server, site)).toEqual(before);
  });

  it('leaves dropped what was dropped, also when a change of mind about it is undone', async () => {
    await decideAndLearn('approve', ...(await gardens(2)));
    const number = (await live())?.number;
    const ids = await gardens(1);
    await decideAndLearn('approve', ...ids);
    await activate(number);
    const before = await modelOf(server, site);
    await undo(server, await decideAndLearn('spam', ...ids));
    await learnt(server, site);
    expect(await modelOf(server, site)).toEqual(before);
  });

  it('keeps what people have decided otherwise since, as the rest of what came later is out', async () => {
    const ids = await gardens(3);
    await decideAndLearn('spam', ...ids);
    const before = await modelOf(server, site);
    const number = (await live())?.number;
    await decideAndLearn('approve', ...ids.slice(0, 2));
    await decideAndLearn('reject', ...ids.slice(2));
    expect((await activate(number)).body).toMatchObject({ decisions: 3, spam: 3, waiting: 0 });
    expect(await modelOf(server, site)).toEqual(before);
    await decideAndLearn('approve', ...(await gardens(1)));
    expect(await reportOf(server, site)).toMatchObject({ decisions: 4, spam: 3, ham: 1 });
  });

  it('brings back what was taken out, unless its decision was taken back', async () => {
    const [one = '', other = ''] = await gardens(2);
    await decideAndLearn('approve', one);
    const both = await decideAndLearn('approve', other);
    const number = (await live())?.number;
    await undo(server, both);
    await learnt(server, site);
    expect(await reportOf(server, site)).toMatchObject({ ham: 1 });
    expect((await activate(number)).body.live).toMatchObject({ learnt: 1, decisions: 2 });
    await learnt(server, site);
    expect(await reportOf(server, site)).toMatchObject({ decisions: 1, ham: 1, waiting: 0 });
  });

  it.each([
    ['the version in use', '1', 409, 'not-allowed-now'],
    ['a version that is not there', '99', 404, 'not-found'],
    ['what is no number', '1.5', 404, 'not-found'],
    ['a number that no version has', '99999999999', 404, 'not-found'],
  ])('to %s is refused', async (_, number, status, code) => {
    await decideAndLearn('approve', ...(await gardens(1)));
    const path = `/sites/${site.id}/learning/versions/${number}/activate`;
    expect(await server.api.post(path)).toMatchObject({ status, body: { code } });
  });

  it('is possible to the last ten versions, and older ones go', async () => {
    for (const id of await gardens(14)) await decideAndLearn('approve', id);
    const numbers = (await versionsOf(server, site)).map(({ number }) => number);
    expect(numbers).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5]);
    expect((await activate(5)).body).toMatchObject({ decisions: 5, ham: 5 });
  });
});

describe('forgetting everything', () => {
  const forget = () => server.api.post<LearningReport>(`/sites/${site.id}/learning/forget`);

  it('leaves an empty model, and nothing to go back to', async () => {
    const empty = await modelOf(server, site);
    await decideAndLearn('spam', ...(await offers(3)));
    const { status, body } = await forget();
    expect(status).toBe(200);
    expect(body).toMatchObject({ decisions: 0, spam: 0, live: { madeBy: 'forget', number: 2 } });
    expect(await versionsOf(server, site)).toHaveLength(1);
    expect(await modelOf(server, site)).toEqual(empty);
    const rows = await server.query('SELECT id FROM lessons WHERE site_id = $1', [site.id]);
    expect(rows).toEqual([]);
  });

  it('is not undone by the undo of an older decision, or of a change of mind about one', async () => {
    const [one = '', other = ''] = await offers(2);
    await decideAndLearn('spam', one);
    const old = await decideAndLearn('spam', other);
    const { body } = await forget();
    await undo(server, old);
    await undo(server, await decideAndLearn('approve', one));
    await learnt(server, site);
    expect(await reportOf(server, site)).toMatchObject({ decisions: 0, waiting: 0 });
    expect((await live())?.number).toBeGreaterThan(body.live?.number ?? 0);
  });

  it('begins anew with the next decision', async () => {
    await decideAndLearn('spam', ...(await offers(3)));
    await forget();
    await decideAndLearn('spam', ...(await offers(1)));
    expect(await reportOf(server, site)).toMatchObject({ decisions: 1, spam: 1 });
  });
});

describe('the report', () => {
  it('is empty for a site that nobody has taught', async () => {
    expect(await reportOf(server, site)).toMatchObject({
      ...{ decisions: 0, spam: 0, ham: 0, imported: 0, live: null, waiting: 0, refused: null },
      ...{
        imports: [],
        bands: [{ looked: 0 }, { looked: 0 }],
        days: [],
        lately: { pings: 0, spam: [], ham: [] },
      },
      calibration: { count: 0, error: null },
    });
  });

  it('counts decisions, by day too, and tells the words that weigh most for either side', async () => {
    // at noon, so that all of it is of one day
    server.passTime((1.5 * DAY_MS - (server.now().getTime() % DAY_MS)) % DAY_MS);
    await decideAndLearn('approve', ...(await gardens(4)));
    await decideAndLearn('spam', ...(await offers(3)));
    const report = await reportOf(server, site);
    const day = server.now().toISOString().slice(0, 10);
    expect(report).toMatchObject({
      decisions: 7,
      spam: 3,
      ham: 4,
      days: [{ day, spam: 3, ham: 4 }],
    });
    const words = (side: 'spam' | 'ham') => report.lately[side].map(({ token }) => token);
    expect(words('spam')).toEqual(expect.arrayContaining(['discount', 'lamps']));
    expect(words('ham')).toEqual(expect.arrayContaining(['roses', 'planted']));
    // neither digits nor single letters of an address
    expect([...words('ham'), ...words('spam')].filter((word) => word.length < 2)).toEqual([]);
    expect(report.lately.ham.find(({ token }) => token === 'roses')).toMatchObject({
      ...{ field: 'text', pings: 4, points: expect.any(Number) },
    });
    expect(report.lately.spam.every(({ points }) => points > 0)).toBe(true);
    expect(report.lately.ham.every(({ points }) => points < 0)).toBe(true);
  });

  it('plots how the scores before the decisions held', async () => {
    await decideAndLearn('approve', ...(await gardens(6)));
    const { bins, count, error } = (await reportOf(server, site)).calibration;
    expect(bins).toHaveLength(10);
    expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(count);
    expect(count).toBe(6);
    const used = bins.filter((bin) => bin.count > 0);
    expect(used.every(({ mean, from, to }) => mean !== null && mean >= from && mean <= to)).toBe(
      true,
    );
    expect(used.every(({ share }) => share === 0)).toBe(true);
    expect(used.every(({ interval }) => interval?.low === 0 && interval.high > 0)).toBe(true);
    const mean = used.reduce((sum, bin) => sum + (bin.mean ?? 0) * bin.count, 0) / 6;
    expect(error).toBeCloseTo(mean, 9);
  });

  it('says that scores are straightened from fifty decisions on', async () => {
    await decideAndLearn('approve', ...(await gardens(30)));
    await decideAndLearn('spam', ...(await offers(30)));
    expect((await live())?.calibration).toEqual({ protocols: ['trackback'], steps: false });
  });

  it('says that they are held to what was measured from five hundred on, as does the ping', async () => {
    // people disagree with each other about the same words: half of such pings are spam
    const ids = await gardens(520);
    server.config.learnDelayMs = 60_000;
    for (let from = 0; from < ids.length; from += 10)
      await decide(server, from % 20 === 0 ? 'spam' : 'approve', ...ids.slice(from, from + 10));
    server.config.learnDelayMs = 0;
    await decideAndLearn('approve', ...(await gardens(1)));
    expect((await live())?.calibration).toEqual({ protocols: ['trackback'], steps: true });
    const next = await ping(server, target, sources, {
      blog_name: 'Casino',
      excerpt: 'casino viagra',
    });
    const measured = next.signals.find(({ signal }) => signal === 'calibration');
    expect(measured).toMatchObject({ group: 'calibration' });
    expect(measured?.because).toMatch(/^Measured on this site's decisions: \d+ of \d+ such pings/);
    const logOdds = next.signals.reduce((sum, { points }) => sum + points, next.prior ?? 0);
    expect(100 / (1 + Math.exp(-logOdds))).toBeCloseTo(next.score ?? 0, 1);
  });
});
