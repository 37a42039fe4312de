// What people decide changes how the next pings are judged, and can be taken back to the bit.
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { Ping, Site, Target } from '@trackwarden/contracts';
import { readingFactor } from '@trackwarden/scoring';
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
import { createSite, createTarget, pingAndEvaluate, pingsOf } from '../../test/pinging.js';
import { createRule, wordRule } from '../../test/rules.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';
import { mentionAndEvaluate } from '../../test/webmention.js';
import { Sweeper } from '../upkeep/sweeper.js';
import { Clock } from '../clock.js';
import { SiteEntity } from '../database/entities/site.entity.js';
import { Learner } from './learner.js';
import { SiteJudges } from './site-judges.js';

const PEBBLES = { blog_name: 'Quiet Pebbles', excerpt: 'Pebbles for every garden path' };
const DAY_MS = 86_400_000;

let server: TestServer;
let sources: SourceSite;
let site: Site;
let target: Target;

beforeAll(async () => {
  server = await startTestServer({ ...learning, fetchAllow: '127.0.0.0/8' });
  sources = await startSourceSite();
});
beforeEach(async () => {
  server.config.learnDelayMs = 0;
  site = await createSite(server);
  target = await createTarget(server, site);
});
afterAll(async () => {
  await sources.stop();
  await server.stop();
});

const pebbles = () => ping(server, target, sources, PEBBLES);
/** Pings of which nothing but their decision matters. */
const notes = (count: number) =>
  storedPings(server, target, count, (n) => ({ excerpt: `Notes ${n} on gardens` }));
const here = ({ signals }: Pick<Ping, 'signals'>) =>
  signals.find(({ signal }) => signal === 'learnt-here');
const siteRow = () =>
  server.app.get(DataSource).manager.findOneByOrFail(SiteEntity, { id: site.id });
const decideAndLearn = async (verdict: string, ...ids: string[]): Promise<string> => {
  const id = await decide(server, verdict, ...ids);
  await learnt(server, site);
  return id;
};
const undoAndLearn = async (id: string): Promise<void> => {
  await undo(server, id);
  await learnt(server, site);
};
const decisions = async () => (await reportOf(server, site)).decisions;

describe('a decision that is undone', () => {
  it('has what was placed looked at again, where the model still knew it', async () => {
    const [path, before] = ['/placed-too-early', '/placed-before'];
    await pingAndEvaluate(server, target, sources.page(before, '<p>No link</p>'));
    const id = await decideAndLearn('spam', (await pebbles()).id);
    server.config.learnDelayMs = 3_600_000;
    server.passTime(1);
    await undo(server, id);
    const placed = await pingAndEvaluate(server, target, sources.page(path, '<p>No link</p>'));
    expect(placed).toMatchObject({ status: 'spam', decidedBy: { kind: 'policy' } });
    await server.app.get(Learner).run(site.id);
    expect(await decisions()).toBe(0);
    await server.app.get(Sweeper).sweep();
    await server.drain();
    expect(sources.requests(path).length).toBeGreaterThan(1);
    expect(sources.requests(before)).toHaveLength(1);
  });
});

describe('a decision', () => {
  it.each([
    ['spam', 1],
    ['approve', -1],
  ])(
    'of %s moves the score of the next ping like it, and a signal says why',
    async (verdict, side) => {
      const first = await pebbles();
      await decideAndLearn(verdict, first.id);
      const next = await pebbles();
      expect(((next.score ?? 0) - (first.score ?? 0)) * side).toBeGreaterThan(0);
      expect((here(next)?.points ?? 0) * side).toBeGreaterThan(0);
      expect(here(next)?.because).toContain('pebbles');
    },
  );

  it('adds to points that are still the score, exactly', async () => {
    await decideAndLearn('spam', (await pebbles()).id);
    const { prior, signals, score } = await pebbles();
    const logOdds = signals.reduce((sum, { points }) => sum + points, prior ?? 0);
    // no score is shown as certain
    expect(Math.min(99.9, 100 / (1 + Math.exp(-logOdds)))).toBeCloseTo(score ?? 0, 1);
  });

  it('names the version that a judgement was made with', async () => {
    await decideAndLearn('spam', (await pebbles()).id);
    await pebbles();
    const rows = await server.query<{ model: string }>(
      `SELECT judgement->>'model' AS model FROM evidence JOIN pings ON pings.id = ping_id
       WHERE site_id = $1 ORDER BY checked_at`,
      [site.id],
    );
    expect(rows.map(({ model }) => /\+site\.v(\d+)$/.exec(model)?.[1] ?? null)).toEqual([
      null,
      '1',
    ]);
  });

  it('about a ping that was not checked yet is learnt from what the ping claims', async () => {
    const [id = ''] = await storedPings(server, target, 1, () => ({ excerpt: PEBBLES.excerpt }));
    await decideAndLearn('spam', id);
    expect(here(await pebbles())?.because).toContain('pebbles');
  });

  it('about a Webmention teaches the words of its page, wherever they stand next', async () => {
    site = await createSite(server, {}, 'https://mentioned.example');
    target = await createTarget(server, site);
    const elsewhere = await startSourceSite('127.0.0.2');
    const mention = ({ page }: SourceSite, path: string, words: string) =>
      mentionAndEvaluate(
        server,
        page(
          path,
          `<title>${words}</title><article><p>${words}, as in <a href="${target.url}">this entry</a>.</p></article>`,
        ),
        target.url,
      );
    const taught = await mention(sources, '/garden/one', PEBBLES.excerpt);
    await decideAndLearn('spam', taught.id);
    const alike = await mention(elsewhere, '/about/stones', PEBBLES.excerpt);
    const other = await mention(elsewhere, '/about/books', 'A quiet evening with a novel');
    await elsewhere.stop();
    expect(alike.score ?? 0).toBeGreaterThan(taught.score ?? 0);
    expect(here(alike)?.because).toContain('pebbles');
    // of one decision, which counts a ninth
    expect(here(alike)?.points ?? 0).toBeGreaterThan((here(other)?.points ?? 0) + 0.1);
  });

  it('that is made again is learnt once, as it was made last', async () => {
    const { id } = await pebbles();
    await decideAndLearn('approve', id);
    await decideAndLearn('spam', id);
    expect(await reportOf(server, site)).toMatchObject({ decisions: 1, spam: 1, ham: 0 });
    expect(here(await pebbles())?.points).toBeGreaterThan(0);
  });

  it.each(['reject', 'hold'])('of %s takes out what an earlier one taught', async (verdict) => {
    const [id = ''] = await notes(1);
    const before = await modelOf(server, site);
    await decideAndLearn('approve', id);
    await decideAndLearn(verdict, id);
    expect(await modelOf(server, site)).toEqual(before);
  });

  it('is out while its source takes the mention away, and in again as it was when it is back', async () => {
    const { id, source } = await pebbles();
    await decideAndLearn('approve', id);
    const before = await modelOf(server, site);
    const { pathname } = new URL(source);
    sources.page(pathname, { status: 410, body: 'gone' });
    expect(await pingAndEvaluate(server, target, source, PEBBLES)).toMatchObject({
      status: 'removed',
    });
    await learnt(server, site);
    expect(await decisions()).toBe(0);
    sources.page(pathname, linkingPage(target.url));
    expect(await pingAndEvaluate(server, target, source, PEBBLES)).toMatchObject({
      status: 'approved',
    });
    await learnt(server, site);
    expect(await modelOf(server, site)).toEqual(before);
  });

  it('counts half after ninety days', async () => {
    await decideAndLearn('spam', (await pebbles()).id);
    const weigh = async (): Promise<number> => {
      const model = (await server.app.get(SiteJudges).of(await siteRow())).model;
      return model.site ? readingFactor(model.site) : 0;
    };
    const now = await weigh();
    const time = jest.spyOn(server.app.get(Clock), 'now');
    const later = new Date(server.now().getTime() + 90 * DAY_MS);
    time.mockReturnValue(later);
    expect((await weigh()) / now).toBeCloseTo(0.5, 2);
    time.mockRestore();
  });

  it('stays learnt when its ping is deleted', async () => {
    const [id = '', other = ''] = await notes(2);
    await decideAndLearn('spam', id);
    await server.query('DELETE FROM pings WHERE id = $1', [id]);
    await decideAndLearn('spam', other);
    expect(await decisions()).toBe(2);
  });
});

describe('an undo', () => {
  it('restores the model bit for bit, and the scores with it', async () => {
    await decideAndLearn('approve', (await pebbles()).id);
    const [before, judged] = [await modelOf(server, site), await pebbles()];
    const wrong = await decideAndLearn('spam', judged.id);
    expect(await modelOf(server, site)).not.toEqual(before);
    await undoAndLearn(wrong);
    expect(await modelOf(server, site)).toEqual(before);
    expect(here(await pebbles())).toEqual(here(judged));
  });

  it('of a change of mind brings the first decision back as it was learnt', async () => {
    const [one = '', other = ''] = await notes(2);
    await decideAndLearn('approve', one);
    await decideAndLearn('approve', other);
    const before = await modelOf(server, site);
    await undoAndLearn(await decideAndLearn('spam', one));
    expect(await modelOf(server, site)).toEqual(before);
  });

  it('takes back the decision and nothing that was decided since', async () => {
    const [one = '', other = ''] = await notes(2);
    const first = await decideAndLearn('spam', one);
    await decideAndLearn('spam', other);
    await undoAndLearn(first);
    expect(await reportOf(server, site)).toMatchObject({ decisions: 1, spam: 1, waiting: 0 });
  });
});

describe('nothing is learnt', () => {
  it('from what the policy and the rules of the site decide', async () => {
    await createRule(server, site.id, wordRule('pebbles'));
    const byRule = await ping(server, target, sources, { title: 'Some pebbles' });
    expect(byRule).toMatchObject({ status: 'spam', decidedBy: { kind: 'rule' } });
    const [id] = await storedPings(server, target, 1, () => ({ excerpt: 'A page without a link' }));
    await server.query(`UPDATE pings SET evaluation_due_at = now() WHERE id = $1`, [id]);
    await server.app.get(Sweeper).sweep();
    await learnt(server, site);
    expect(await versionsOf(server, site)).toEqual([]);
  });

  it('from a test ping of the owner', async () => {
    await server.api.post(`/sites/${site.id}/test-ping`);
    await server.drain();
    const [test] = await pingsOf(server, site.id);
    expect(test?.source).toContain('/test-source/');
    await decideAndLearn('spam', test?.id ?? '');
    expect(await versionsOf(server, site)).toEqual([]);
  });

  it('from a private mention, whose words are nobody else’s', async () => {
    const [id = ''] = await notes(1);
    await server.query('UPDATE pings SET is_private = true WHERE id = $1', [id]);
    await decideAndLearn('spam', id);
    expect(await versionsOf(server, site)).toEqual([]);
  });

  it('from another site', async () => {
    const other = await createSite(server, {}, 'https://other.example');
    const elsewhere = await createTarget(server, other);
    await decide(server, 'spam', (await ping(server, elsewhere, sources, PEBBLES)).id);
    await learnt(server, other);
    expect((await reportOf(server, other)).decisions).toBe(1);
    expect(here(await pebbles())).toBeUndefined();
    expect(await versionsOf(server, site)).toEqual([]);
  });
});

describe('a site’s model', () => {
  it('is the same after many decisions and undos at once, by several workers, as after none', async () => {
    await decideAndLearn('approve', (await pebbles()).id);
    const before = await modelOf(server, site);
    const ids = await storedPings(server, target, 24, (n) => ({
      excerpt: `Notes ${n} on gardens`,
    }));
    const run = () => server.app.get(Learner).run(site.id);
    const made = await Promise.all(
      ids.map((id, at) => decide(server, at % 2 ? 'spam' : 'approve', id)),
    );
    await Promise.all([run(), run(), ...made.slice(0, 12).map((id) => undo(server, id))]);
    await Promise.all([run(), ...made.slice(12).map((id) => undo(server, id)), run()]);
    await learnt(server, site);
    expect(await modelOf(server, site)).toEqual(before);
    expect(await reportOf(server, site)).toMatchObject({ decisions: 1, waiting: 0 });
  });

  it('is hardly moved by a robot that decides a thousand pings of one domain', async () => {
    const ids = await storedPings(server, target, 1_000, (n) => ({
      ...{ excerpt: 'Pebbles for every garden path', domain: 'flooded.example' },
      source: `https://flooded.example/${n}`,
    }));
    await decideAndLearn('spam', ...ids);
    const [sum] = await server.query<{ weight: number; count: number }>(
      'SELECT sum(weight) AS weight, count(*)::int AS count FROM lessons WHERE site_id = $1',
      [site.id],
    );
    expect(sum?.count).toBe(1_000);
    // twenty in full, and what follows counts for less than another twenty
    expect(sum?.weight).toBeGreaterThanOrEqual(20);
    expect(sum?.weight).toBeLessThan(40);
  });

  it('learns what is due although the job was lost', async () => {
    server.config.learnDelayMs = DAY_MS;
    await decide(server, 'spam', ...(await notes(1)));
    expect(await reportOf(server, site)).toMatchObject({ decisions: 0, waiting: 1 });
    await server.query(`UPDATE lesson_orders SET ordered_at = now() - interval '3 days'`);
    await server.app.get(Sweeper).sweep();
    await learnt(server, site);
    expect(await reportOf(server, site)).toMatchObject({ decisions: 1, waiting: 0 });
  });

  it('goes with its site, also while something is learnt', async () => {
    const ids = await notes(50);
    await decide(server, 'spam', ...ids);
    expect((await server.api.delete(`/sites/${site.id}`)).status).toBe(204);
    await server.app.get(Learner).run(site.id);
    await waitFor('the rows to go', async () => {
      const rows = await server.query(
        `SELECT site_id FROM lessons WHERE site_id = $1 UNION ALL
         SELECT site_id FROM lesson_orders WHERE site_id = $1 UNION ALL
         SELECT site_id FROM site_models WHERE site_id = $1`,
        [site.id],
      );
      return rows.length === 0;
    });
    expect((await server.api.get(`/sites/${site.id}/learning`)).status).toBe(404);
  });
});
