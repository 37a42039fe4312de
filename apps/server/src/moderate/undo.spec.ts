// The undo of a decision: the inverse of what still stands, once, told to the outside only when needed.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  Decision,
  DecisionResult,
  Ping,
  PingDetail,
  Site,
  Target,
  UndoResult,
} from '@trackwarden/contracts';
import { latch, type Latch } from '../../test/latch.js';
import {
  createSite,
  createTarget,
  pingAndEvaluate,
  pingsOf,
  sendPing,
} from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

describe('an undo', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let target: Target;
  let ping: PingDetail;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
  });
  beforeEach(async () => {
    site = await createSite(server);
    target = await createTarget(server, site);
    ping = await pingAndEvaluate(server, target, sources.page('/a', linkingPage(target.url)));
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  const decide = async (verdict: string, ids = [ping.id]): Promise<string> => {
    const pings = ids.map((id) => ({ id }));
    return (await server.api.post<DecisionResult>('/decisions', { verdict, pings })).body.id;
  };
  const undo = (id: string) => server.api.post<UndoResult>(`/decisions/${id}/undo`);
  const now = async (): Promise<Ping | undefined> => (await pingsOf(server, site.id))[0];

  it('does not bring back a verdict that was undone meanwhile', async () => {
    const spam = await decide('spam');
    const approval = await decide('approve');
    expect((await undo(spam)).body).toMatchObject({
      ...{ restored: 0, failed: [{ id: ping.id, code: 'version-conflict' }] },
    });
    expect((await undo(approval)).body).toMatchObject({ restored: 1, failed: [] });
    expect(await now()).toMatchObject({ status: 'pending', decidedBy: ping.decidedBy });
  });

  it.each(['approve', 'spam', 'reject', 'hold'])(
    'of %s restores the state before',
    async (verdict) => {
      const { status, body } = await undo(await decide(verdict));
      expect(status).toBe(200);
      expect(body).toMatchObject({ restored: 1, failed: [] });
      expect(await now()).toMatchObject({
        status: 'pending',
        held: false,
        decidedBy: ping.decidedBy,
        decidedAt: ping.decidedAt,
        version: ping.version + 2,
      });
    },
  );

  it('restores the state of each ping of a bulk decision', async () => {
    const spam = await pingAndEvaluate(server, target, sources.page('/b', '<p>no link</p>'));
    const id = await decide('approve', [ping.id, spam.id]);
    await undo(id);
    const restored = new Map((await pingsOf(server, site.id)).map((one) => [one.id, one.status]));
    expect([restored.get(ping.id), restored.get(spam.id)]).toEqual(['pending', 'spam']);
  });

  it('of a decision that names a ping twice restores it once', async () => {
    const { status, body } = await undo(await decide('approve', [ping.id, ping.id]));
    expect(status).toBe(200);
    expect(body).toMatchObject({ restored: 1, failed: [] });
    expect(await now()).toMatchObject({ status: 'pending', version: ping.version + 2 });
  });

  describe('of a decision on a ping that was not evaluated yet', () => {
    let held = 0;
    let gate: Latch;

    beforeEach(() => {
      gate = latch();
    });
    afterEach(() => gate.open());

    /** Its page is held back until the gate opens. */
    const unevaluated = async (body: string): Promise<string> => {
      const url = sources.page(`/held-back-${(held += 1)}`, { body, after: gate.opened });
      await sendPing(target.trackbackUrl, { url });
      const found = await now();
      expect(found).toMatchObject({ source: url, status: 'received' });
      return found?.id ?? '';
    };
    const evaluate = async (): Promise<void> => {
      gate.open();
      await server.drain();
    };
    const pages = [
      ['approve', 'pending', () => linkingPage(target.url)],
      ['spam', 'pending', () => linkingPage(target.url)],
      ['hold', 'pending', () => linkingPage(target.url)],
      ['approve', 'spam', () => '<p>no link</p>'],
    ] as const;

    it.each(pages)(
      '(%s) puts it to %s, as the check that came meanwhile would have',
      async (verdict, status, page) => {
        const decision = await decide(verdict, [await unevaluated(page())]);
        await evaluate();
        expect((await undo(decision)).body).toMatchObject({ restored: 1, failed: [] });
        expect(await now()).toMatchObject({
          status,
          held: false,
          decidedBy: { kind: 'policy', id: null },
        });
      },
    );

    it.each(pages)(
      '(%s) lets the check that is still to come put it to %s',
      async (verdict, status, page) => {
        const decision = await decide(verdict, [await unevaluated(page())]);
        await undo(decision);
        expect(await now()).toMatchObject({ status: 'received', held: false });
        await evaluate();
        expect(await now()).toMatchObject({ status, decidedBy: { kind: 'policy', id: null } });
      },
    );
  });

  it('a second time is refused', async () => {
    const id = await decide('approve');
    await undo(id);
    expect(await undo(id)).toMatchObject({ status: 409, body: { code: 'already-undone' } });
  });

  it('of two at once happens once', async () => {
    const id = await decide('approve');
    const answers = await Promise.all([undo(id), undo(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await now()).toMatchObject({ status: 'pending', version: ping.version + 2 });
  });

  it('after a later change leaves the ping and reports it', async () => {
    const id = await decide('approve');
    await decide('spam');
    const { status, body } = await undo(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      restored: 0,
      failed: [{ id: ping.id, code: 'version-conflict' }],
    });
    expect(await now()).toMatchObject({ status: 'spam' });
  });

  it('after the same verdict again leaves that one', async () => {
    const id = await decide('approve');
    await decide('approve');
    expect((await undo(id)).body).toMatchObject({ restored: 0 });
    expect(await now()).toMatchObject({ status: 'approved' });
  });

  it('backwards through two decisions restores the first state', async () => {
    const earlier = await decide('approve');
    const later = await decide('spam');
    await undo(later);
    expect(await now()).toMatchObject({ status: 'approved' });
    await undo(earlier);
    expect(await now()).toMatchObject({ status: 'pending', decidedBy: ping.decidedBy });
  });

  it('of a decision that is not there is not found', async () => {
    const answer = await undo('01930000-0000-7000-8000-000000000000');
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('is noted in the history, which keeps the decision', async () => {
    const id = await decide('approve');
    await undo(id);
    const { body } = await server.api.get<{ items: Decision[] }>(`/decisions?siteId=${site.id}`);
    expect(body.items).toMatchObject([{ id, verdict: 'approve', affected: 1 }]);
    expect(body.items[0]?.undoneAt).not.toBeNull();
    const { timeline } = (await server.api.get<PingDetail>(`/pings/${ping.id}`)).body;
    expect(timeline.slice(-2).map(({ text }) => text)).toEqual([
      'Approved by Owner → approved',
      'Undone by Owner → waits for a person',
    ]);
  });

  it('takes the mention from the feed', async () => {
    const feed = async () =>
      (await (await fetch(`${server.url}/sites/${site.key}/mentions.json`)).json()) as {
        total: number;
      };
    const id = await decide('approve');
    const before = await feed();
    await undo(id);
    const after = await feed();
    expect([before.total, after.total]).toEqual([1, 0]);
  });
});
