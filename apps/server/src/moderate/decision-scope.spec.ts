// Decisions that list the sources of their pings too: which entries they make, and how their undo takes them out.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  MOST_LIST_ENTRIES,
  type Decision,
  type DecisionDetail,
  type DecisionResult,
  type List,
  type ListEntry,
  type Ping,
  type Problem,
  type RuleBatch,
  type Site,
  type Target,
  type UndoResult,
} from '@trackwarden/contracts';
import { holding } from '../../test/locks.js';
import { startNamedHosts, type NamedHosts } from '../../test/named-hosts.js';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { addEntry } from '../../test/rules.js';
import { linkingPage } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';

describe('a decision with a scope', () => {
  let server: TestServer;
  let hosts: NamedHosts;
  let site: Site;
  let target: Target;

  beforeAll(async () => {
    hosts = await startNamedHosts();
    server = await startTestServer({
      lookup: hosts.lookup,
      fetchAllow: `127.0.0.1/32,127.0.0.1:${hosts.port}`,
    });
  });
  beforeEach(async () => {
    server.config.decidedAtOnce = 1_000;
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  afterAll(async () => {
    await hosts.stop();
    await server.stop();
  });

  const ping = (host: string, path = '/tea/first', author?: string): Promise<Ping> => {
    const by = author && `<a class="u-author h-card" href="${author}">Ann</a>`;
    const html = by
      ? `<div class="h-entry">${by}<p class="e-content">See <a href="${target.url}">this</a>.</p></div>`
      : linkingPage(target.url);
    return pingAndEvaluate(server, target, hosts.page(host, path, html));
  };
  const decide = (body: object) => server.api.post<DecisionResult>('/decisions', body);
  const decided = async (verdict: string, scope: string, ...pings: Ping[]) => {
    const { status, body } = await decide({
      verdict,
      scope,
      pings: pings.map(({ id, version }) => ({ id, version })),
    });
    expect(status).toBe(201);
    return body;
  };
  const undo = (id: string) => server.api.post<UndoResult>(`/decisions/${id}/undo`);
  const detail = async (id: string) =>
    (await server.api.get<DecisionDetail>(`/decisions/${id}`)).body;
  const entries = async (): Promise<ListEntry[]> =>
    (await server.api.get<List<ListEntry>>(`/sites/${site.id}/lists`)).body.items;
  const listed = async (): Promise<string[]> =>
    (await entries()).map(({ list, scope, value }) => `${list} ${scope} ${value}`).sort();

  it.each([
    ['spam', 'domain', 'block domain ring.example'],
    ['reject', 'host', 'block host www.ring.example'],
    ['spam', 'path', 'block path www.ring.example/tea'],
    ['approve', 'domain', 'trust domain ring.example'],
  ])('to %s at %s makes one entry, which its answer names', async (verdict, scope, entry) => {
    const { id, affected, entries, unlisted } = await decided(
      ...([verdict, scope] as const),
      await ping('www.ring.example'),
      await ping('www.ring.example', '/tea/second'),
    );
    expect([affected, unlisted]).toEqual([2, []]);
    expect(entries.map(({ list, scope, value }) => `${list} ${scope} ${value}`)).toEqual([entry]);
    expect(await listed()).toEqual([entry]);
    expect(await detail(id)).toMatchObject({ scope, entries, listed: 1, unlisted: [] });
    await undo(id);
    expect(await listed()).toEqual([]);
    expect((await detail(id)).entries).toEqual(entries.map((one) => ({ ...one, stands: false })));
  });

  it('at url lists that page, at author whoever wrote it', async () => {
    const one = await ping('own.example', '/a/b?c=1');
    await decided('spam', 'url', one);
    const author = `http://own.example:${hosts.port}/ann`;
    const other = await ping('own.example', '/a/c', author);
    await decided('spam', 'author', other);
    expect(await listed()).toEqual([`block author ${author}`, `block url ${one.source}`]);
  });

  it('holds for the pings that come next, until it is undone', async () => {
    const { id } = await decided('spam', 'domain', await ping('casino.example'));
    expect(await ping('shop.casino.example', '/next')).toMatchObject({ status: 'spam' });
    await undo(id);
    expect(await ping('shop.casino.example', '/later')).toMatchObject({ status: 'pending' });
  });

  it('names who made the entries, in the list and in the history', async () => {
    const { id } = await decided('spam', 'domain', await ping('casino.example'));
    expect(await entries()).toMatchObject([
      { setBy: { kind: 'session', name: 'Owner' }, note: '' },
    ]);
    const { body } = await server.api.get<List<Decision>>(`/decisions?siteId=${site.id}`);
    expect(body.items).toMatchObject([
      {
        ...{ id, cause: 'person', scope: 'domain', listed: 1 },
        entries: [{ list: 'block', scope: 'domain', value: 'casino.example', stands: true }],
      },
    ]);
  });

  it('stands in the settings as any entry does', async () => {
    const blocked = async () =>
      (await server.api.get<Site>(`/sites/${site.id}`)).body.settings.blockedDomains;
    const { id } = await decided('spam', 'domain', await ping('casino.example'));
    expect(await blocked()).toEqual(['casino.example']);
    await undo(id);
    expect(await blocked()).toEqual([]);
  });

  it('leaves what is listed already as it is, and so does its undo', async () => {
    const entry = {
      list: 'block',
      scope: 'domain',
      value: 'casino.example',
      note: 'mine',
    } as const;
    const pings = [await ping('casino.example'), await ping('poker.example')];
    const { id: mine } = await addEntry(server, site.id, entry);
    const { id, entries: made } = await decided('spam', 'domain', ...pings);
    expect(made.map(({ value }) => value)).toEqual(['poker.example']);
    await undo(id);
    expect(await entries()).toMatchObject([{ id: mine, note: 'mine' }]);
  });

  it('replaces what has expired', async () => {
    const one = await ping('casino.example');
    const expiresAt = new Date(server.now().getTime() + 60_000).toISOString();
    const body = { list: 'block', scope: 'domain', value: 'casino.example', expiresAt } as const;
    await addEntry(server, site.id, body);
    server.passTime(120_000);
    expect((await decided('spam', 'domain', one)).entries).toHaveLength(1);
    expect(await entries()).toMatchObject([{ value: 'casino.example', expiresAt: null }]);
  });

  it('undone leaves an entry that somebody has changed since', async () => {
    const pings = [await ping('casino.example'), await ping('poker.example')];
    const { id } = await decided('spam', 'domain', ...pings);
    const changed = (await entries()).find(({ value }) => value === 'casino.example');
    await server.api.patch(`/lists/${changed?.id ?? ''}`, { note: 'stays' });
    await undo(id);
    expect(await listed()).toEqual(['block domain casino.example']);
    const { entries: made } = await detail(id);
    expect(new Map(made.map(({ value, stands }) => [value, stands]))).toEqual(
      new Map([
        ['casino.example', true],
        ['poker.example', false],
      ]),
    );
  });

  it('undone leaves an entry that was deleted and made anew', async () => {
    const { id, entries: made } = await decided('spam', 'domain', await ping('casino.example'));
    await server.api.delete(`/lists/${made[0]?.id ?? ''}`);
    await addEntry(server, site.id, { list: 'block', scope: 'domain', value: 'casino.example' });
    await undo(id);
    expect(await listed()).toEqual(['block domain casino.example']);
  });

  describe('whose entry somebody else asked for too', () => {
    const blocking = { list: 'block', scope: 'domain', value: 'casino.example' } as const;
    const both = async () => {
      const pings = [await ping('casino.example', '/one'), await ping('casino.example', '/two')];
      const [one, two] = pings as [Ping, Ping];
      return [await decided('spam', 'domain', one), await decided('spam', 'domain', two)] as const;
    };
    const bring = async (content: string) => {
      const { body } = await server.api.post<RuleBatch>(`/sites/${site.id}/rules/import`, {
        ...{ name: 'Shared', format: 'domains', content },
      });
      return body;
    };
    const revert = ({ id }: RuleBatch) => server.api.post(`/rules/imports/${id}/revert`);

    it('leaves it to the decision that still stands, which takes it out in the end', async () => {
      const [first, second] = await both();
      expect(second.entries).toEqual([]);
      await undo(first.id);
      expect(await listed()).toEqual(['block domain casino.example']);
      const { id, value } = first.entries[0] ?? {};
      expect(await detail(second.id)).toMatchObject({
        entries: [{ id, value, stands: true }],
        listed: 1,
      });
      await undo(second.id);
      expect(await listed()).toEqual([]);
      const { settings } = (await server.api.get<Site>(`/sites/${site.id}`)).body;
      expect(settings.blockedDomains).toEqual([]);
    });

    it('takes it out when the other one was undone before', async () => {
      const [first, second] = await both();
      await undo(second.id);
      expect(await listed()).toEqual(['block domain casino.example']);
      await undo(first.id);
      expect(await listed()).toEqual([]);
    });

    it('takes it out when the other one is undone while it is left to that one', async () => {
      const [first, second] = await both();
      // what an undo writes last: the entry is left to the second decision by then, and not for good
      const held = await holding(server, 'LOCK TABLE transitions IN EXCLUSIVE MODE', []);
      const one = undo(first.id);
      await held.isWaitedFor();
      const other = undo(second.id);
      // by its statement: what sweeps may wait for the held table too
      await waitFor('the other one to wait for the lists', async () => {
        const waiting = await server.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database()
             AND query LIKE 'SELECT id FROM sites %' AND cardinality(pg_blocking_pids(pid)) > 0`,
        );
        return waiting.length > 0;
      });
      await held.release();
      await Promise.all([one, other]);
      expect(await listed()).toEqual([]);
    });

    it('leaves it to its owner, who has added it as an entry', async () => {
      const { id, entries: made } = await decided('spam', 'domain', await ping('casino.example'));
      const mine = await addEntry(server, site.id, { ...blocking, note: 'mine' });
      expect(mine).toMatchObject({ id: made[0]?.id, note: 'mine', batchId: null, isNew: false });
      await undo(id);
      expect(await entries()).toMatchObject([{ id: mine.id, note: 'mine' }]);
      const again = await server.api.post(`/sites/${site.id}/lists`, blocking);
      expect(again.status).toBe(409);
    });

    it.each(['later', 'before'])(
      'leaves it to whoever changed it, though an import that named it %s is reverted',
      async (when) => {
        const content = 'casino.example';
        const before = when === 'before' ? await bring(content) : null;
        const { id } = await decided('spam', 'domain', await ping('casino.example'));
        const batch = before ?? (await bring(content));
        const [entry] = await entries();
        await server.api.patch(`/lists/${entry?.id ?? ''}`, { note: 'mine' });
        await revert(batch);
        await undo(id);
        expect(await entries()).toMatchObject([{ id: entry?.id, note: 'mine', batchId: null }]);
      },
    );

    it('leaves it to an import that has named it, until that is reverted', async () => {
      const { id } = await decided('spam', 'domain', await ping('casino.example'));
      const batch = await bring('casino.example\npoker.example');
      expect(batch.entries).toBe(1);
      await undo(id);
      expect(await listed()).toEqual(['block domain casino.example', 'block domain poker.example']);
      await revert(batch);
      expect(await listed()).toEqual([]);
    });

    it('keeps it when an import is reverted that has named it later, or before', async () => {
      const before = await bring('poker.example');
      const pings = [await ping('casino.example'), await ping('poker.example')];
      const { id, entries: made } = await decided('spam', 'domain', ...pings);
      expect(made.map(({ value }) => value)).toEqual(['casino.example']);
      const later = await bring('casino.example');
      await revert(before);
      await revert(later);
      expect(await listed()).toEqual(['block domain casino.example', 'block domain poker.example']);
      await undo(id);
      expect(await listed()).toEqual([]);
    });
  });

  it('during a change of the settings waits for it, and loses nothing of it', async () => {
    const one = await ping('casino.example');
    const held = await holding(
      server,
      `UPDATE sites SET settings = settings || '{"spamFrom": 77}' WHERE id = $1`,
      [site.id],
    );
    const deciding = decided('spam', 'domain', one);
    await held.isWaitedFor();
    await held.release();
    expect((await deciding).entries).toHaveLength(1);
    const { settings } = (await server.api.get<Site>(`/sites/${site.id}`)).body;
    expect(settings).toMatchObject({ spamFrom: 77, blockedDomains: ['casino.example'] });
  });

  it('and its undo wait for a site without holding what learning waits for', async () => {
    const one = await ping('casino.example');
    await decide({ verdict: 'approve', pings: [{ id: one.id }] });
    const holdSite = () =>
      holding(server, 'SELECT FROM sites WHERE id = $1 FOR NO KEY UPDATE', [site.id]);
    const ordersAreFree = () =>
      server.query('SELECT ping_id FROM lesson_orders WHERE site_id = $1 FOR UPDATE NOWAIT', [
        site.id,
      ]);
    const held = await holdSite();
    const deciding = decide({ verdict: 'spam', scope: 'domain', pings: [{ id: one.id }] });
    await held.isWaitedFor();
    await expect(ordersAreFree()).resolves.toHaveLength(1);
    await held.release();
    const { id } = (await deciding).body;
    const heldAgain = await holdSite();
    const undoing = undo(id);
    await heldAgain.isWaitedFor();
    await expect(ordersAreFree()).resolves.toHaveLength(1);
    await heldAgain.release();
    expect((await undoing).body.restored).toBe(1);
  });

  it('lists as many as the lists take, and names the pings of the others', async () => {
    for (const host of ['casino.example', 'poker.example']) await ping(host);
    await server.query(
      `INSERT INTO list_entries (id, site_id, list, scope, value, key, set_by, created_at)
       SELECT gen_random_uuid(), $1, 'trust', 'host', number, 'host:' || number, '{}', now()
       FROM generate_series(1, $2::integer) AS number`,
      [site.id, MOST_LIST_ENTRIES - 1],
    );
    const { body } = await decide({ verdict: 'spam', scope: 'domain', query: { siteId: site.id } });
    expect([body.affected, body.entries.length]).toEqual([2, 1]);
    expect(body.unlisted).toEqual([{ id: expect.any(String), code: 'lists-full' }]);
  });

  it('lists no source of a ping that it left alone', async () => {
    const one = await ping('casino.example');
    await decide({ verdict: 'hold', pings: [{ id: one.id }] });
    const { failed } = await decided('spam', 'domain', one);
    expect(failed).toEqual([{ id: one.id, code: 'version-conflict' }]);
    expect(await listed()).toEqual([]);
  });

  it.each([
    ['hold', 'domain', '/scope'],
    ['spam', 'network', '/scope'],
    ['spam', 'everything', '/scope'],
  ])('to %s at %s is refused', async (verdict, scope, pointer) => {
    const one = await ping('casino.example');
    const { status, body } = await decide({ verdict, scope, pings: [{ id: one.id }] });
    expect([status, (body as unknown as Problem).errors?.[0]?.pointer]).toEqual([400, pointer]);
  });

  it.each([
    ['domain', 'medium.com', '/@ann/tea', 'many people share'],
    ['host', 'www.reddit.com', '/user/ann/tea', 'many people share'],
    ['domain', 'github.io', '/tea', 'many people share'],
    ['domain', 'co.uk', '/tea', 'many people share'],
    ['host', 'brid.gy', '/comment/x', 'many people share'],
    ['path', 'archive.org', '/web/x', 'many people share'],
    ['path', 'own.example', '/', 'no path'],
    ['author', 'own.example', '/tea', 'no author'],
  ])('at %s for a page of %s%s changes nothing and says why', async (scope, host, path, why) => {
    const [good, bad] = [
      await ping('casino.example', '/a/b', 'http://casino.example/ann'),
      await ping(host, path),
    ];
    const { status, body } = await decide({
      ...{ verdict: 'spam', scope },
      pings: [{ id: good.id }, { id: bad.id }],
    });
    const { errors } = body as unknown as Problem;
    expect([status, errors]).toEqual([
      400,
      [{ pointer: '/pings/1', message: expect.stringContaining(why) }],
    ]);
    expect(await listed()).toEqual([]);
    const { body: after } = await server.api.get<Ping>(`/pings/${good.id}`);
    expect(after.version).toBe(good.version);
  });

  it('at path lists one person of a shared host', async () => {
    await decided('spam', 'path', await ping('medium.com', '/@Ann/tea/first'));
    expect(await listed()).toEqual(['block path medium.com/@Ann']);
    expect(await ping('medium.com', '/@Ann/next')).toMatchObject({ status: 'spam' });
    expect(await ping('medium.com', '/@Bob/next')).toMatchObject({ status: 'pending' });
  });

  it('by query names the pings whose source it could not list, and decides them too', async () => {
    const shared = await ping('medium.com', '/@ann/tea');
    await ping('casino.example');
    const { body } = await decide({ verdict: 'spam', scope: 'domain', query: { siteId: site.id } });
    expect(body).toMatchObject({
      ...{ affected: 2, failed: [] },
      unlisted: [{ id: shared.id, code: 'shared' }],
      entries: [{ value: 'casino.example' }],
    });
    expect(await detail(body.id)).toMatchObject({ unlisted: body.unlisted });
  });

  describe('about many pings', () => {
    const MANY = 300;
    const progressOf = async (id: string) => (await detail(id)).progress;
    const until = (id: string, state: string) =>
      waitFor(`the decision to be ${state}`, async () => (await progressOf(id)).state === state);
    const decideAll = async (): Promise<string> => {
      const query = { siteId: site.id };
      const { body } = await decide({ verdict: 'spam', scope: 'domain', query });
      expect(body.progress.state).toBe('running');
      return body.id;
    };

    beforeEach(async () => {
      server.config.decidedAtOnce = 50;
      const one = await ping('casino.example');
      // as many of other domains as make it large
      await server.query(
        `INSERT INTO pings SELECT (jsonb_populate_record(NULL::pings, to_jsonb(one) ||
           jsonb_build_object('id', gen_random_uuid(), 'canonical_source', canonical_source || number,
             'source', 'http://casino' || number || '.example/', 'domain', 'casino' || number || '.example'))).*
         FROM (SELECT * FROM pings WHERE id = $1) AS one, generate_series(1, $2::integer) AS number`,
        [one.id, MANY - 1],
      );
    });
    const count = async () =>
      (
        await server.query<{ count: number }>(
          'SELECT count(*)::int AS count FROM list_entries WHERE site_id = $1',
          [site.id],
        )
      )[0]?.count;

    it('lists batch by batch, and is undone in the same way', async () => {
      const id = await decideAll();
      await until(id, 'done');
      expect([await count(), (await detail(id)).listed]).toEqual([MANY, MANY]);
      await undo(id);
      await until(id, 'undone');
      expect(await count()).toBe(0);
    });

    it('undone while it is under way leaves no entry', async () => {
      const held = await holding(
        server,
        `SELECT FROM pings WHERE id = (SELECT id FROM pings WHERE site_id = $1
           ORDER BY id OFFSET 150 LIMIT 1) FOR UPDATE`,
        [site.id],
      );
      const id = await decideAll();
      await waitFor('the first batch', async () => (await progressOf(id)).done === 100);
      expect(await count()).toBe(100);
      const undone = undo(id);
      await waitFor('the undo', async () => (await progressOf(id)).state === 'undoing');
      await held.release();
      await undone;
      await until(id, 'undone');
      expect(await count()).toBe(0);
    });

    it('whose undo died with its process is taken back by the next one', async () => {
      const id = await decideAll();
      await until(id, 'done');
      await server.query(
        `UPDATE decisions SET undone_at = now(), undone_by = 'Owner', work = 'undo',
           due_at = now() - interval '1 day' WHERE id = $1`,
        [id],
      );
      await until(id, 'undone');
      expect(await count()).toBe(0);
    });
  });
});
