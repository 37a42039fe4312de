// New thresholds applied to what waits: what moves, what never does, and that it is the policy's act.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  AppliedThresholds,
  Decision,
  DecisionDetail,
  List,
  PingDetail,
  Site,
  SiteSettings,
  Target,
  ThresholdsPreview,
  UndoResult,
} from '@trackwarden/contracts';
import { DataSource } from 'typeorm';
import { LimitsAndEntries1763856000019 } from '../database/migrations/0019-limits-and-entries.js';
import { latch } from '../../test/latch.js';
import { holding } from '../../test/locks.js';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { addEntry, createRule, wordRule } from '../../test/rules.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';

/** Trusted, and nothing is published without a person: what is good waits. */
const cautious: Partial<SiteSettings> = {
  ...{ trustedDomains: ['127.0.0.1'], approveBelow: null, spamFrom: 100, unproven: 'pending' },
};
const sells = { title: 'Cheap pills outlet', blog_name: 'Cheap pills outlet' };

describe('applying new thresholds', () => {
  let server: TestServer;
  let sources: SourceSite;
  let strangers: SourceSite;
  let count = 0;

  beforeAll(async () => {
    server = await startTestServer({ fetchAllow: '127.0.0.0/8' });
    sources = await startSourceSite();
    strangers = await startSourceSite('127.0.0.2');
  });
  afterAll(async () => {
    await sources.stop();
    await strangers.stop();
    await server.stop();
  });

  const blog = async (settings: Partial<SiteSettings> = {}) => {
    const site = await createSite(server, { ...cautious, ...settings });
    return { site, target: await createTarget(server, site) };
  };
  /** A proven ping that waits. */
  const good = async (target: Target, claims = {}): Promise<PingDetail> => {
    const page = sources.page(`/good/${(count += 1)}`, linkingPage(target.url));
    const ping = await pingAndEvaluate(server, target, page, claims);
    expect(ping.status).toBe('pending');
    return ping;
  };
  /** One on which two kinds of evidence agree that it is spam. */
  const bad = async (target: Target): Promise<PingDetail> => {
    const page = strangers.page(`/bad/${(count += 1)}`, '<p>Nothing</p>');
    const ping = await pingAndEvaluate(server, target, page, sells);
    expect(ping.status).toBe('pending');
    return ping;
  };
  const set = (site: Site, settings: Partial<SiteSettings>) =>
    server.api.patch(`/sites/${site.id}`, { settings });
  const promised = async (site: Site, limits: object): Promise<number> =>
    (await server.api.post<ThresholdsPreview>(`/sites/${site.id}/thresholds/preview`, limits)).body
      .waiting;
  const apply = async (site: Site): Promise<AppliedThresholds> => {
    const { status, body } = await server.api.post<AppliedThresholds>(
      `/sites/${site.id}/thresholds/apply`,
    );
    expect(status).toBe(200);
    return body;
  };
  const decision = async (id: string) =>
    (await server.api.get<DecisionDetail>(`/decisions/${id}`)).body;
  const until = (id: string, state: string) =>
    waitFor(`the decision to be ${state}`, async () => {
      const found = await decision(id);
      return found.progress.state === state && found;
    });
  const applied = async (site: Site): Promise<DecisionDetail> => {
    const { decisionId } = await apply(site);
    return until(decisionId ?? '', 'done');
  };
  const now = async ({ id }: PingDetail) => (await server.api.get<PingDetail>(`/pings/${id}`)).body;
  const statusOf = async (ping: PingDetail) => (await now(ping)).status;

  it('moves as many as the preview promised, and nothing that a person has a say in', async () => {
    const { site, target } = await blog();
    const rule = { action: { do: 'hold' } } as const;
    await createRule(server, site.id, wordRule('ruled', rule));
    const moved = [await good(target), await good(target), await bad(target)];
    const held = await good(target);
    await server.api.post('/decisions', { verdict: 'hold', pings: [{ id: held.id }] });
    const ruled = await good(target, { title: 'It is ruled' });
    const limits = { approveBelow: 90, spamFrom: 90 };
    expect(await promised(site, limits)).toBe(3);
    expect(await Promise.all(moved.map(statusOf))).toEqual(['pending', 'pending', 'pending']);
    await set(site, limits);
    expect(await promised(site, limits)).toBe(3);
    const done = await applied(site);
    expect(done).toMatchObject({
      ...{ cause: 'limits', affected: 3, failed: [] },
      progress: { total: 3, done: 3, failed: 0 },
    });
    expect(await Promise.all(moved.map(statusOf))).toEqual(['approved', 'approved', 'spam']);
    expect(await Promise.all([held, ruled].map(statusOf))).toEqual(['pending', 'pending']);
    expect(await promised(site, limits)).toBe(0);
    expect(await apply(site)).toEqual({ decisionId: null, waiting: 0, isWhole: true });
  });

  it("is the policy's act: it says so, teaches nothing, and counts as no person's decision", async () => {
    const { site, target } = await blog({ newSiteDecisions: 0 });
    const ping = await good(target);
    await set(site, { approveBelow: 90 });
    const { id } = await applied(site);
    const { decidedBy, timeline } = await now(ping);
    expect(decidedBy).toEqual({ kind: 'policy', id: null });
    expect(timeline.at(-1)?.text).toBe('New thresholds applied by Owner → approved');
    const orders = await server.query('SELECT ping_id FROM lesson_orders WHERE ping_id = $1', [
      ping.id,
    ]);
    expect(orders).toEqual([]);
    await set(site, { newSiteDecisions: 50 });
    const { body: caution } = await server.api.get(`/sites/${site.id}/caution`);
    expect(caution).toMatchObject({ decisions: 0 });
    const { body } = await server.api.get<List<Decision>>(`/decisions?siteId=${site.id}`);
    expect(body.items).toMatchObject([
      { id, cause: 'limits', by: { name: 'Owner' }, pings: [{ id: ping.id, to: 'approved' }] },
    ]);
  });

  it('is undone as any other decision', async () => {
    const { site, target } = await blog();
    const pings = [await good(target), await bad(target)];
    await set(site, { approveBelow: 90, spamFrom: 90 });
    const { id } = await applied(site);
    const { body } = await server.api.post<UndoResult>(`/decisions/${id}/undo`);
    expect(body).toMatchObject({ restored: 2, failed: [] });
    for (const ping of pings)
      expect(await now(ping)).toMatchObject({
        ...{ status: 'pending', held: false, decidedBy: { kind: 'policy', id: null } },
      });
  });

  it('leaves alone what changed before its turn', async () => {
    const { site, target } = await blog();
    const pings = [await good(target), await good(target)];
    await set(site, { approveBelow: 90 });
    const [chosen, changed] = [latch(), latch()];
    const change = server.app.get(DataSource).transaction(async (manager) => {
      await manager.query('UPDATE pings SET version = version + 1 WHERE id = $1', [pings[0]?.id]);
      changed.open();
      await chosen.opened;
    });
    await changed.opened;
    const { decisionId, waiting } = await apply(site);
    chosen.open();
    await change;
    expect(waiting).toBe(2);
    expect(await until(decisionId ?? '', 'done')).toMatchObject({
      affected: 1,
      failed: [{ id: pings[0]?.id, code: 'version-conflict' }],
    });
    expect(await Promise.all(pings.map(statusOf))).toEqual(['pending', 'approved']);
  });

  describe('on a queue that is longer than one look', () => {
    const OTHERS = 2_500;
    /** As many newer pings of the same kind, which no limit here decides. */
    const crowd = async ({ id }: PingDetail) => {
      await server.query(
        `WITH made AS (
           INSERT INTO pings SELECT new.* FROM pings AS one, generate_series(1, $2::integer) AS number,
             LATERAL jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(),
               'canonical_source', one.canonical_source || number, 'next_check_at', null,
               'received_at', one.received_at + number * interval '1 microsecond')) AS new
           WHERE one.id = $1 RETURNING id
         )
         INSERT INTO evidence SELECT new.* FROM made, evidence AS last,
           LATERAL jsonb_populate_record(last, jsonb_build_object(
             'id', gen_random_uuid(), 'ping_id', made.id)) AS new
         WHERE last.ping_id = $1`,
        [id, OTHERS],
      );
      // as it is by itself where a queue has grown
      await server.query('ANALYZE pings, evidence');
    };

    let site: Site;
    let oldest: PingDetail[];
    let newest: PingDetail;
    beforeAll(async () => {
      const made = await blog();
      site = made.site;
      oldest = [await good(made.target), await bad(made.target)];
      const stranger = strangers.page('/unknown', linkingPage(made.target.url));
      await crowd(await pingAndEvaluate(server, made.target, stranger));
      // one that could not be judged waits among them
      await server.query(
        `DELETE FROM evidence WHERE ping_id = (SELECT id FROM pings WHERE site_id = $1
           ORDER BY received_at DESC, id DESC LIMIT 1)`,
        [site.id],
      );
      newest = await good(made.target);
    });

    it('is promised no more than was looked at, and told that there is more', async () => {
      const limits = { approveBelow: 90, spamFrom: 90 };
      const { body } = await server.api.post(`/sites/${site.id}/thresholds/preview`, limits);
      expect(body).toMatchObject({ waiting: 1, waitingIsWhole: false });
    });

    it('goes on until all of it was looked at, and is undone as a whole', async () => {
      await set(site, { approveBelow: 90, spamFrom: 90 });
      const { decisionId, waiting, isWhole } = await apply(site);
      expect([waiting, isWhole]).toEqual([1, false]);
      // the limits are those that were applied
      await set(site, { approveBelow: null, spamFrom: 100 });
      const id = decisionId ?? '';
      expect(await until(id, 'done')).toMatchObject({
        affected: 3,
        progress: { total: 3, done: 3, failed: 0 },
      });
      const all = [newest, ...oldest];
      expect(await Promise.all(all.map(statusOf))).toEqual(['approved', 'approved', 'spam']);
      await server.api.post(`/decisions/${id}/undo`);
      await until(id, 'undone');
      expect(await Promise.all(all.map(statusOf))).toEqual(['pending', 'pending', 'pending']);
    });

    it('looks no further once it is cancelled', async () => {
      await set(site, { approveBelow: 90, spamFrom: 90 });
      const held = await holding(server, 'SELECT FROM pings WHERE id = $1 FOR UPDATE', [newest.id]);
      const { decisionId: id } = await apply(site);
      await held.isWaitedFor();
      await server.api.post(`/decisions/${id ?? ''}/cancel`);
      await held.release();
      await waitFor('its job to end', async () => {
        const rows = await server.query('SELECT FROM decisions WHERE id = $1 AND work IS NULL', [
          id,
        ]);
        return rows.length > 0;
      });
      expect((await decision(id ?? '')).progress).toMatchObject({ state: 'cancelled', done: 1 });
      expect(await Promise.all(oldest.map(statusOf))).toEqual(['pending', 'pending']);
    });
  });

  it('follows limits of an earlier version, which were finer than scores, to the next tenth', async () => {
    const { site } = await blog();
    const run = server.app.get(DataSource).createQueryRunner();
    const migration = new LimitsAndEntries1763856000019();
    await migration.down(run);
    await run.query(
      `UPDATE sites SET settings = settings || '{"spamFrom": 97.55, "approveBelow": 4.999}'
       WHERE id = $1`,
      [site.id],
    );
    await migration.up(run);
    await run.release();
    const { body } = await server.api.get<Site>(`/sites/${site.id}`);
    expect(body.settings).toMatchObject({ spamFrom: 97.6, approveBelow: 5 });
    expect((await set(site, { auditShare: 4 })).status).toBe(200);
  });

  describe('approves nothing that the policy itself would not approve:', () => {
    const limits = { approveBelow: 100 };
    const nothing = { decisionId: null, waiting: 0, isWhole: true };
    const expectNothing = async (site: Site) => {
      expect(await promised(site, { ...limits, spamFrom: 100 })).toBe(0);
      expect(await apply(site)).toEqual(nothing);
    };

    it('a source that nobody knows', async () => {
      const { site, target } = await blog({ trustedDomains: [] });
      await good(target);
      await set(site, limits);
      await expectNothing(site);
    });

    it('without proof', async () => {
      const { site, target } = await blog();
      await pingAndEvaluate(server, target, sources.page('/bare', '<p>Nothing</p>'));
      await set(site, limits);
      await expectNothing(site);
    });

    it('on a new site', async () => {
      const { site, target } = await blog({ newSiteDecisions: 50 });
      await good(target);
      await set(site, limits);
      await expectNothing(site);
    });

    it('by an address without a date', async () => {
      const { site, target } = await blog({ datedAddresses: true });
      await good(target);
      await set(site, limits);
      await expectNothing(site);
    });

    it('of a source that was blocked since', async () => {
      const { site, target } = await blog();
      await good(target);
      await set(site, limits);
      await addEntry(server, site.id, { list: 'block', scope: 'host', value: '127.0.0.1' });
      await expectNothing(site);
    });

    it('of a source of which a person wanted something not since', async () => {
      const { site, target } = await blog();
      const [, other] = [await good(target), await good(target)];
      await set(site, limits);
      await server.api.post('/decisions', { verdict: 'spam', pings: [{ id: other.id }] });
      await expectNothing(site);
    });

    it('of a source whose approvals were taken back since', async () => {
      const { site, target } = await blog({ trustedDomains: [] });
      const approvals = [await good(target), await good(target)].map(({ id }) => ({ id }));
      const { body } = await server.api.post<Decision>('/decisions', {
        ...{ verdict: 'approve', pings: approvals },
      });
      server.passTime(8 * 86_400_000);
      await good(target);
      await set(site, limits);
      expect(await promised(site, { ...limits, spamFrom: 100 })).toBe(1);
      await server.api.post(`/decisions/${body.id}/undo`);
      await expectNothing(site);
    });
  });
});
