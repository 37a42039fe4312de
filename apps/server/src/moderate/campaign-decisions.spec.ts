// Decisions about whole campaigns: all members at once, those to come, undone as one.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  DecisionDetail,
  DecisionResult,
  List,
  ListEntry,
  Ping,
  PingDetail,
  Site,
  Target,
  UndoResult,
} from '@trackwarden/contracts';
import { campaignOf, spammed, startSpammer, type Spammer } from '../../test/campaigning.js';
import { holding } from '../../test/locks.js';
import { createSite, createTarget, pingsOf } from '../../test/pinging.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';

const DAY_MS = 86_400_000;
const UNKNOWN = '01930000-0000-7000-8000-000000000000';

describe('a decision about a campaign', () => {
  let server: TestServer;
  let spammer: Spammer;
  let site: Site;
  let target: Target;
  let campaignId: string;
  let number = 0;

  beforeAll(async () => {
    server = await startTestServer(spammed);
    spammer = await startSpammer();
  });
  beforeEach(async () => {
    server.config.decidedAtOnce = 1_000;
    site = await createSite(server, { unproven: 'pending', spamFrom: 100 });
    target = await createTarget(server, site);
    await send(5);
    campaignId = (await campaignOf(server, site)).id;
    await settled();
  });
  afterAll(async () => {
    await spammer.stop();
    await server.stop();
  });

  const send = async (count: number): Promise<void> => {
    const numbers = Array.from({ length: count }, () => (number += 1));
    await Promise.all(numbers.map((one) => spammer.send(target, one)));
    await server.drain();
  };
  /** No member waits to be scored anew, which would change its version. */
  const settled = () =>
    waitFor('the members to be scored anew', async () =>
      (await pingsOf(server, site.id)).every(({ signals }) =>
        signals.some(({ signal }) => signal === 'campaign'),
      ),
    );
  const decide = async (verdict: string, more: object = {}): Promise<DecisionResult> => {
    const answer = await server.api.post<DecisionResult>('/decisions', {
      verdict,
      campaignId,
      ...more,
    });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const undo = (id: string) => server.api.post<UndoResult>(`/decisions/${id}/undo`);
  const statuses = async (): Promise<string[]> =>
    (await pingsOf(server, site.id)).map(({ status }) => status).sort();
  const newest = async (): Promise<Ping> => {
    const [ping] = await pingsOf(server, site.id);
    if (!ping) throw new Error('there is no ping');
    return ping;
  };

  it.each([
    ['spam', 'spam'],
    ['reject', 'rejected'],
    ['approve', 'approved'],
  ])('to %s makes all members %s', async (verdict, status) => {
    const result = await decide(verdict);
    expect(result).toMatchObject({
      affected: 5,
      failed: [],
      progress: { state: 'done', total: 5, done: 5, failed: 0 },
    });
    expect(await statuses()).toEqual(Array(5).fill(status));
    expect(await campaignOf(server, site)).toMatchObject({
      decision: { id: result.id, verdict, byName: 'Owner', inherited: 0 },
    });
  });

  it('leaves alone what a person has decided otherwise, and says so', async () => {
    const { id } = await newest();
    await server.api.post('/decisions', { verdict: 'approve', pings: [{ id }] });
    const { affected, failed, progress } = await decide('spam');
    expect([affected, failed]).toEqual([4, [{ id, code: 'decided-otherwise' }]]);
    expect(progress).toEqual({ state: 'done', total: 5, done: 4, failed: 1 });
    expect(await statuses()).toEqual(['approved', 'spam', 'spam', 'spam', 'spam']);
  });

  it('with a scope blocks the hosts of its members, and its undo unblocks them', async () => {
    const blocked = async () =>
      (await server.api.get<List<ListEntry>>(`/sites/${site.id}/lists?list=block`)).body.items
        .map(({ value }) => value)
        .sort();
    const { id, entries } = await decide('spam', { scope: 'host' });
    expect(entries.map(({ value }) => value).sort()).toEqual(await blocked());
    expect(await blocked()).toEqual(['127.0.0.21', '127.0.0.22', '127.0.0.23']);
    await undo(id);
    expect(await blocked()).toEqual([]);
  });

  it('may be replaced by another one about it', async () => {
    await decide('spam');
    expect(await decide('reject')).toMatchObject({ affected: 5, failed: [] });
  });

  it('about no campaign is not found', async () => {
    const answer = await server.api.post('/decisions', { verdict: 'spam', campaignId: UNKNOWN });
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
    const { body } = await server.api.get<{ items: unknown[] }>('/decisions?limit=1');
    expect(JSON.stringify(body.items)).not.toContain(UNKNOWN);
  });

  describe('passes to pings that join it later', () => {
    it('marked, with the sentence in their timeline', async () => {
      const { id } = await decide('spam');
      await send(1);
      const ping = await newest();
      expect(ping).toMatchObject({
        status: 'spam',
        campaignId,
        decidedBy: { kind: 'policy', id: campaignId },
        because: `Marked as spam, inherited from campaign ${campaignId}`,
      });
      const { timeline } = (await server.api.get<PingDetail>(`/pings/${ping.id}`)).body;
      expect(timeline.at(-1)?.text).toBe(
        `Marked as spam, inherited from campaign ${campaignId} → spam`,
      );
      expect((await campaignOf(server, site)).decision).toMatchObject({ id, inherited: 1 });
    });

    it('for a week and no longer', async () => {
      await decide('spam');
      server.passTime(6 * DAY_MS);
      await send(1);
      expect(await newest()).toMatchObject({ status: 'spam', campaignId });
      server.passTime(2 * DAY_MS);
      await send(1);
      expect(await newest()).toMatchObject({ status: 'pending', campaignId });
    });

    it('but never an approval', async () => {
      await decide('approve');
      await send(1);
      expect(await newest()).toMatchObject({ status: 'pending', campaignId });
    });

    it('but an approval of what is proven, where the owner lets the policy approve', async () => {
      const settings = { approveBelow: 1, newSiteDecisions: 6 };
      await server.api.patch(`/sites/${site.id}`, { settings });
      await decide('approve');
      await send(1);
      // five decisions: the site is new
      const waiting = await newest();
      expect(waiting).toMatchObject({ status: 'pending', campaignId });
      await server.api.post('/decisions', { verdict: 'approve', pings: [{ id: waiting.id }] });
      await send(1);
      expect(await newest()).toMatchObject({
        status: 'approved',
        decidedBy: { kind: 'policy', id: campaignId },
      });
      await spammer.send(target, (number += 1), { html: '<p>No link</p>' });
      await server.drain();
      const unproven = await newest();
      expect(unproven.campaignId).toBe(campaignId);
      expect(unproven.status).not.toBe('approved');
    });

    it('but not a later', async () => {
      await decide('hold');
      await send(1);
      expect(await newest()).toMatchObject({
        status: 'pending',
        held: false,
        decidedBy: { kind: 'policy', id: null },
      });
    });

    it('until it is undone', async () => {
      const { id } = await decide('spam');
      await undo(id);
      await send(1);
      expect(await newest()).toMatchObject({ status: 'pending', campaignId });
      expect((await campaignOf(server, site)).decision).toBeNull();
    });
  });

  it('is undone as one, with those that inherited it', async () => {
    const { id } = await decide('spam');
    await send(2);
    expect(await statuses()).toEqual(Array(7).fill('spam'));
    const { body } = await undo(id);
    expect(body).toMatchObject({
      restored: 7,
      failed: [],
      progress: { state: 'undone', total: 7, done: 7, failed: 0 },
    });
    expect(await statuses()).toEqual(Array(7).fill('pending'));
    expect((await newest()).decidedBy).toEqual({ kind: 'policy', id: null });
  });

  it('undone leaves what was decided since', async () => {
    const { id } = await decide('spam');
    const ping = await newest();
    await server.api.post('/decisions', { verdict: 'approve', pings: [{ id: ping.id }] });
    expect((await undo(id)).body).toMatchObject({
      restored: 4,
      failed: [{ id: ping.id, code: 'version-conflict' }],
    });
    expect(await newest()).toMatchObject({ status: 'approved' });
  });

  it('of a ping that was changed since it was selected fails that one', async () => {
    server.config.decidedAtOnce = 1_000;
    const ping = await newest();
    const held = await holdingPing(ping.id, 'version = version + 1');
    const deciding = decide('spam');
    await held.isWaitedFor();
    await held.release();
    expect(await deciding).toMatchObject({
      affected: 4,
      failed: [{ id: ping.id, code: 'version-conflict' }],
    });
  });

  describe('about many pings', () => {
    const MANY = 300;
    const progressOf = async (id: string) =>
      (await server.api.get<DecisionDetail>(`/decisions/${id}`)).body.progress;
    const until = (id: string, state: string) =>
      waitFor(`the decision to be ${state}`, async () => (await progressOf(id)).state === state);
    const counts = async () => (await campaignOf(server, site)).statuses;

    beforeEach(async () => {
      server.config.decidedAtOnce = 50;
      // as many copies of one member as make it large
      await server.query(
        `INSERT INTO pings SELECT (jsonb_populate_record(NULL::pings, to_jsonb(one) ||
           jsonb_build_object('id', gen_random_uuid(), 'canonical_source', canonical_source || number))).*
         FROM (SELECT * FROM pings WHERE campaign_id = $1 LIMIT 1) AS one,
           generate_series(1, $2::integer) AS number`,
        [campaignId, MANY - 5],
      );
    });

    it('goes on after the answer, and is undone in the same way', async () => {
      const [row] = await server.query<{ id: string }>(
        'SELECT id FROM pings WHERE campaign_id = $1 LIMIT 1',
        [campaignId],
      );
      // it cannot be done before it is answered
      const held = await holdingPing(row?.id ?? '');
      const { id, progress } = await decide('spam');
      expect(progress).toMatchObject({ state: 'running', total: MANY });
      await held.release();
      await until(id, 'done');
      expect(await progressOf(id)).toEqual({ state: 'done', total: MANY, done: MANY, failed: 0 });
      expect(await counts()).toMatchObject({ spam: MANY, pending: 0 });
      const heldAgain = await holdingPing(row?.id ?? '');
      const undone = await undo(id);
      expect(undone.body.progress).toMatchObject({ state: 'undoing', total: MANY });
      await heldAgain.release();
      await until(id, 'undone');
      expect(await counts()).toMatchObject({ spam: 0, pending: MANY });
    });

    it('by query goes the same way', async () => {
      const { id } = await newest();
      const held = await holdingPing(id);
      const { body } = await server.api.post<DecisionResult>('/decisions', {
        verdict: 'reject',
        query: { siteId: site.id, status: 'pending' },
      });
      expect(body.progress.state).toBe('running');
      await held.release();
      await until(body.id, 'done');
      expect(await counts()).toMatchObject({ rejected: MANY });
    });

    it('shows how far it has got, and stops when it is cancelled', async () => {
      const [row] = await server.query<{ id: string }>(
        'SELECT id FROM pings WHERE campaign_id = $1 ORDER BY id OFFSET 150 LIMIT 1',
        [campaignId],
      );
      const held = await holdingPing(row?.id ?? '');
      const { id } = await decide('spam');
      await waitFor('the first batch', async () => (await progressOf(id)).done === 100);
      await held.isWaitedFor();
      const cancelled = await server.api.post<DecisionDetail>(`/decisions/${id}/cancel`);
      expect(cancelled).toMatchObject({ status: 200, body: { progress: { state: 'cancelled' } } });
      await held.release();
      await waitFor('the batch under way to end', async () => (await workOf(id)) === null);
      expect(await progressOf(id)).toEqual({
        state: 'cancelled',
        total: MANY,
        done: 200,
        failed: 0,
      });
      expect(await counts()).toMatchObject({ spam: 200, pending: 100 });
      expect(await server.api.post(`/decisions/${id}/cancel`)).toMatchObject({
        status: 409,
        body: { code: 'not-allowed-now' },
      });
      await undo(id);
      await until(id, 'undone');
      expect(await counts()).toMatchObject({ spam: 0, pending: MANY });
    });

    it('undone while it is under way leaves nothing of it', async () => {
      const [row] = await server.query<{ id: string }>(
        'SELECT id FROM pings WHERE campaign_id = $1 ORDER BY id OFFSET 150 LIMIT 1',
        [campaignId],
      );
      const held = await holdingPing(row?.id ?? '');
      const { id } = await decide('spam');
      await waitFor('the first batch', async () => (await progressOf(id)).done === 100);
      await held.isWaitedFor();
      const undone = undo(id);
      await held.release();
      await undone;
      await until(id, 'undone');
      expect(await counts()).toMatchObject({ spam: 0, pending: MANY });
    });
  });

  it('that is not there can neither be cancelled nor read', async () => {
    expect((await server.api.post(`/decisions/${UNKNOWN}/cancel`)).status).toBe(404);
    expect((await server.api.get(`/decisions/${UNKNOWN}`)).status).toBe(404);
  });

  const workOf = async (id: string) =>
    (
      await server.query<{ work: string | null }>('SELECT work FROM decisions WHERE id = $1', [id])
    )[0]?.work;

  /** Keeps a ping locked until it is released; `change` is made to it then. */
  const holdingPing = (pingId: string, change = 'version = version') =>
    holding(server, `UPDATE pings SET ${change} WHERE id = $1`, [pingId]);
});
