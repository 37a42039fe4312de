// A flood is stored and answered, its checks wait; whom the site knows does not wait, and nothing is lost.
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Intake, Site } from '@trackwarden/contracts';
import { endpointsOf, knock, PROTOCOLS } from '../../test/knocking.js';
import { createSite, createTarget } from '../../test/pinging.js';
import { addEntry } from '../../test/rules.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestDatabase, type StartedDatabase } from '../../test/started-database.js';
import { openTestServer, type TestServer } from '../../test/started-server.js';
import { TEST_SECRET } from '../../test/test-config.js';
import { waitFor } from '../../test/wait-for.js';
import { AppModule } from '../app.module.js';

const FLOOD_FROM = 30;
const FLOOD = 120;
const ORIGIN = 'https://blog.example';
const TARGET = `${ORIGIN}/entry`;

type Row = { status: string; deferred: boolean; checked: string | null };

/** One flood from its first ping to its end: the tests are its stations, in order. */
describe('a flood', () => {
  let database: StartedDatabase;
  let receiving: TestServer;
  let worker: INestApplicationContext;
  let flooder: SourceSite;
  let friends: SourceSite;
  let site: Site;

  beforeAll(async () => {
    database = await startTestDatabase();
    receiving = await openTestServer(database, {
      roles: ['api'],
      fetchAllow: '127.0.0.0/8',
      floodFrom: FLOOD_FROM,
      workerConcurrency: 1,
    });
    flooder = await startSourceSite();
    friends = await startSourceSite('127.0.0.2');
    site = await createSite(receiving, { trustedDomains: ['trusted.example'] }, ORIGIN);
    await addEntry(receiving, site.id, { list: 'trust', scope: 'path', value: 'hub.example/ann' });
    await createTarget(receiving, site);
  });
  afterAll(async () => {
    await worker.close();
    await receiving.stop();
    await database.stop();
    await Promise.all([flooder.stop(), friends.stop()]);
  });

  const intake = async () => (await receiving.api.get<Intake>('/intake')).body;
  const send = async (source: string, at = 0, page = TARGET) => {
    const protocol = PROTOCOLS[at % PROTOCOLS.length] ?? 'trackback';
    const endpoint = endpointsOf(receiving, site, page)[protocol];
    const { isTaken } = await knock(protocol, endpoint, { source, target: page });
    expect(isTaken).toBe(true);
  };
  const rowsOf = (pattern: string) =>
    database.query<Row>(
      `SELECT status, deferred, verification->>'checkedAt' AS checked FROM pings WHERE source LIKE $1`,
      [pattern],
    );

  it('is answered and stored whole, by each protocol', async () => {
    for (let at = 0; at < FLOOD; at += 1) {
      await send(flooder.page(`/flood-${at}`, linkingPage(TARGET)), at);
      if (at === FLOOD / 2)
        await waitFor('flood mode', async () => (await intake()).floods.length > 0);
    }
    const rows = await rowsOf('%/flood-%');
    expect(rows).toHaveLength(FLOOD);
    expect(rows.filter(({ deferred }) => deferred).length).toBeGreaterThanOrEqual(FLOOD / 2 - 1);
  });

  it('is told to those who moderate', async () => {
    const [flood, ...others] = (await intake()).floods;
    expect(others).toEqual([]);
    expect(flood).toMatchObject({
      siteId: site.id,
      siteName: site.name,
      waiting: FLOOD,
      perMinute: 0,
    });
  });

  it('puts off nobody whom the site trusts or has approved before', async () => {
    await database.query(
      `UPDATE pings SET status = 'approved', domain = '127.0.0.2', evaluation_due_at = NULL
       WHERE source LIKE '%/flood-0'`,
    );
    await send(friends.page('/friend', linkingPage(TARGET)));
    await send('http://www.trusted.example/post');
    await send('http://nottrusted.example/post');
    await send('http://hub.example/ann/post');
    await send('http://hub.example/eve/post');
    expect(await rowsOf('%/friend')).toMatchObject([{ deferred: false }]);
    expect(await rowsOf('%www.trusted.example/%')).toMatchObject([{ deferred: false }]);
    expect(await rowsOf('%nottrusted.example/%')).toMatchObject([{ deferred: true }]);
    expect(await rowsOf('%hub.example/ann/%')).toMatchObject([{ deferred: false }]);
    expect(await rowsOf('%hub.example/eve/%')).toMatchObject([{ deferred: true }]);
  });

  it('puts off no ping of another site', async () => {
    const other = await createSite(receiving, {}, 'https://calm.example');
    const page = `${other.origins[0] ?? ''}/entry`;
    const endpoint = `${receiving.url}/webmention`;
    const source = flooder.page('/calm', linkingPage(page));
    await knock('webmention', endpoint, { source, target: page });
    expect(await rowsOf('%/calm')).toMatchObject([{ deferred: false }]);
  });

  it('is checked whole in the end, after those who did not wait, and ends', async () => {
    const config = { ...receiving.config, roles: ['worker'] as const };
    const setting = { config, secret: TEST_SECRET, databaseUrl: database.url };
    const deferred = await database.query<{ source: string }>(
      `SELECT source FROM pings WHERE deferred AND source LIKE '%/flood-%' ORDER BY received_at, id`,
    );
    worker = await NestFactory.createApplicationContext(AppModule.for(setting), { logger: false });
    await waitFor('the flood to end', async () => (await intake()).floods.length === 0, 90_000);
    await receiving.drain();

    const rows = await rowsOf('%/flood-%');
    expect(rows).toHaveLength(FLOOD);
    expect(rows.filter(({ status }) => status === 'received')).toEqual([]);
    expect(rows.filter((row) => row.deferred)).toEqual([]);
    const [friend] = await rowsOf('%/friend');
    const checks = await Promise.all(deferred.map(({ source }) => rowsOf(source)));
    const times = checks.map(([row]) => row?.checked ?? '');
    expect(times).not.toContain('');
    for (const time of times) expect(time >= (friend?.checked ?? '?')).toBe(true);
    expect(times).toEqual([...times].sort());
  });

  it('leaves later pings as they were before', async () => {
    await send(flooder.page('/later', linkingPage(TARGET)));
    await receiving.drain();
    expect(await rowsOf('%/later')).toMatchObject([{ deferred: false, status: 'pending' }]);
  });
});
