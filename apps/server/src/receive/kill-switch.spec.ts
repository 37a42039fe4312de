// Closing the intake acts on the next ping: every protocol, every address, every process.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Intake, Site, Target } from '@trackwarden/contracts';
import { endpointsOf, knock, PROTOCOLS } from '../../test/knocking.js';
import { createSite, createTarget, refusalOf } from '../../test/pinging.js';
import { startTestDatabase, type StartedDatabase } from '../../test/started-database.js';
import { openTestServer, type TestServer } from '../../test/started-server.js';

const CLOSED = 'This site does not take pings at present.';
const TARGET = 'https://blog.example/entry';

let database: StartedDatabase;
let one: TestServer;
let other: TestServer;
let site: Site;
let target: Target;
let count = 0;

beforeAll(async () => {
  database = await startTestDatabase();
  one = await openTestServer(database);
  other = await openTestServer(database, { roles: ['api'] });
});
beforeEach(async () => {
  site = await createSite(one);
  target = await createTarget(one, site);
});
afterEach(async () => {
  await one.api.patch('/intake', { open: true });
  await one.drain();
  await database.query('DELETE FROM sites');
});
afterAll(async () => {
  await other.stop();
  await one.stop();
  await database.stop();
});

const switchTo = async (open: boolean) => (await one.api.patch<Intake>('/intake', { open })).body;
const ping = () => ({ source: `http://127.0.0.1:9/${(count += 1)}`, target: TARGET });
/** By every address of the site, at both processes. */
const everyWay = () =>
  [one, other].flatMap((server) => {
    const here = (address: string) => address.replace(one.url, server.url);
    const endpoints = endpointsOf(server, site, TARGET);
    return [
      ...PROTOCOLS.map((protocol) => [protocol, here(endpoints[protocol])] as const),
      ['trackback', here(target.trackbackUrl)] as const,
      ['trackback', here(site.trackbackUrl)] as const,
    ];
  });
const knockEverywhere = () =>
  Promise.all(everyWay().map(([protocol, address]) => knock(protocol, address, ping())));

describe.each([
  ['the switch of the installation', (open: boolean) => switchTo(open)],
  [
    'the switch of a site',
    (open: boolean) => one.api.patch(`/sites/${site.id}`, { settings: { intakeOpen: open } }),
  ],
])('%s', (_, turn) => {
  it('closes every address in every process at once, also one that was just pinged', async () => {
    for (const { isTaken } of await knockEverywhere()) expect(isTaken).toBe(true);
    await turn(false);
    for (const { isTaken } of await knockEverywhere()) expect(isTaken).toBe(false);
    await turn(true);
    for (const { isTaken } of await knockEverywhere()) expect(isTaken).toBe(true);
  });

  it('is answered in the words of each protocol', async () => {
    await turn(false);
    const endpoints = endpointsOf(one, site, TARGET);
    expect(await knock('trackback', endpoints.trackback, ping())).toMatchObject({
      status: 200,
      text: refusalOf(CLOSED),
    });
    expect(await knock('webmention', endpoints.webmention, ping())).toMatchObject({
      status: 400,
      text: `${CLOSED}\n`,
    });
    const { status, text } = await knock('pingback', endpoints.pingback, ping());
    expect(status).toBe(200);
    expect(text).toContain('<name>faultCode</name>');
  });

  it('keeps what is stored, and refuses a test ping', async () => {
    await knock('trackback', target.trackbackUrl, ping());
    await turn(false);
    expect((await one.api.post(`/sites/${site.id}/test-ping`, {})).status).toBe(409);
    const rows = await database.query('SELECT id FROM pings WHERE site_id = $1', [site.id]);
    expect(rows).toHaveLength(1);
  });
});

describe('the state of the installation', () => {
  it('says who closed it and when', async () => {
    expect(await switchTo(false)).toMatchObject({ open: false, closedBy: 'Owner' });
    const { body } = await one.api.get<Intake>('/intake');
    expect(Date.parse(body.closedAt ?? '')).toBeLessThanOrEqual(one.now().getTime());
    expect(await switchTo(true)).toEqual({
      open: true,
      closedAt: null,
      closedBy: null,
      floods: [],
    });
  });

  it('keeps the first closing when it is closed twice', async () => {
    const { closedAt } = await switchTo(false);
    expect((await switchTo(false)).closedAt).toBe(closedAt);
  });

  it('is changed by the owner alone', async () => {
    await database.query(`UPDATE users SET role = 'moderator'`);
    const { status } = await one.api.patch('/intake', { open: false });
    await database.query(`UPDATE users SET role = 'owner'`);
    expect(status).toBe(403);
    expect((await one.api.get<Intake>('/intake')).body.open).toBe(true);
  });
});
