// Evaluations that fail: of the data they end before a person, of a server that is away they do not end.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Ping, PingDetail, Target } from '@trackwarden/contracts';
import { createSite, createTarget, OK, pingsOf, sendPing } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';
import { MOST_ATTEMPTS } from '../pings/unjudged-pings.js';
import { Sweeper } from '../upkeep/sweeper.js';

const BECAUSE = `Could not be judged: the check failed ${MOST_ATTEMPTS} times, and the log says why. A person decides.`;

/** By the address of its source: evidence that cannot be stored, a connection that ends, a row that cannot move. */
const FAULTS = `
  CREATE SEQUENCE cuts;
  CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE source text := (SELECT pings.source FROM pings WHERE id = NEW.ping_id);
  BEGIN
    IF source LIKE '%' || TG_ARGV[0] THEN RAISE EXCEPTION 'this does not fit'; END IF;
    IF TG_TABLE_NAME = 'evidence' AND source LIKE '%/cut' THEN
      PERFORM nextval('cuts'), pg_terminate_backend(pg_backend_pid());
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER fail BEFORE INSERT ON evidence FOR EACH ROW EXECUTE FUNCTION fail('/broken');
  CREATE TRIGGER fail BEFORE INSERT ON transitions FOR EACH ROW EXECUTE FUNCTION fail('/stuck');`;

describe('an evaluation that fails', () => {
  let server: TestServer;
  let sources: SourceSite;
  let target: Target;
  let entries = 0;

  beforeAll(async () => {
    [server, sources] = await Promise.all([startTestServer(), startSourceSite()]);
    await server.query(FAULTS);
  });
  beforeEach(async () => {
    const site = await createSite(server);
    target = await createTarget(server, site, `/entry-${(entries += 1)}`);
    await failures('ENABLE');
  });
  afterEach(() => server.query('ALTER TABLE pings ALTER evaluation_attempts SET DEFAULT 0'));
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  const failures = (be: 'ENABLE' | 'DISABLE') =>
    server.query(`ALTER TABLE evidence ${be} TRIGGER fail`);
  /** New pings have failed so often before. */
  const alreadyFailed = (times: number) =>
    server.query(`ALTER TABLE pings ALTER evaluation_attempts SET DEFAULT ${times}`);
  const send = async (name: string): Promise<void> => {
    const url = sources.page(`/${entries}/${name}`, linkingPage(target.url));
    expect((await sendPing(target.trackbackUrl, { url })).text).toBe(OK);
  };
  const ping = async (): Promise<PingDetail> => {
    const [only] = await pingsOf(server, target.siteId);
    return (await server.api.get<PingDetail>(`/pings/${only?.id}`)).body;
  };
  const attempts = async ({ id }: Ping): Promise<unknown> =>
    (await server.query('SELECT evaluation_attempts FROM pings WHERE id = $1', [id]))[0];

  it('of its data again and again comes before a person, who reads why', async () => {
    await alreadyFailed(MOST_ATTEMPTS - 2);
    await send('broken');
    await server.drain();
    const found = await ping();
    expect(found).toMatchObject({
      ...{ status: 'pending', held: false, because: BECAUSE, score: null, band: null },
      ...{ verification: { state: 'waiting' }, signals: [], isPublic: false },
    });
    expect(found.timeline.at(-1)?.text).toBe(`${BECAUSE} → waits for a person`);

    await failures('DISABLE');
    await send('broken');
    await server.drain();
    const judged = await ping();
    expect(judged).toMatchObject({ status: 'pending', verification: { state: 'linked' } });
    expect(judged.score).not.toBeNull();
    expect(judged.because).not.toBe(BECAUSE);
  });

  it('is tried again before, and what succeeds then is judged as ever', async () => {
    await send('broken');
    await waitFor('a failure', async () => {
      const [row] = await server.query<{ id: string }>(
        `SELECT id FROM pings WHERE evaluation_attempts > 0`,
      );
      return row;
    });
    expect(await ping()).toMatchObject({ status: 'received', because: null });
    await failures('DISABLE');
    await server.drain();
    const judged = await ping();
    expect(judged).toMatchObject({ status: 'pending', verification: { state: 'linked' } });
    expect(await attempts(judged)).toEqual({ evaluation_attempts: 0 });
  });

  it('because the database was away is tried for as long as it takes', async () => {
    await alreadyFailed(MOST_ATTEMPTS - 1);
    const before = await cuts();
    await send('cut');
    await waitFor('two cut connections', async () => (await cuts()) >= before + 2);
    const waiting = await ping();
    expect(waiting).toMatchObject({ status: 'received', because: null });
    expect(await attempts(waiting)).toEqual({ evaluation_attempts: MOST_ATTEMPTS - 1 });
    await failures('DISABLE');
    await server.drain();
    expect(await ping()).toMatchObject({ status: 'pending', verification: { state: 'linked' } });
  });

  const cuts = async (): Promise<number> => {
    const [row] = await server.query<{ count: number }>(
      'SELECT CASE WHEN is_called THEN last_value ELSE 0 END::int AS count FROM cuts',
    );
    return row?.count ?? 0;
  };

  it.each([
    ['approve', 'approved', true],
    ['spam', 'spam', false],
    ['hold', 'pending', false],
  ])('leaves the verdict %s of a person as it is', async (verdict, status, isPublic) => {
    await failures('DISABLE');
    await send('broken');
    await server.drain();
    const { id } = await ping();
    await server.api.post('/decisions', { verdict, pings: [{ id }] });
    const { version, because } = await ping();
    await failures('ENABLE');
    await server.query(
      `UPDATE pings SET evaluation_due_at = now() - interval '1 hour', evaluation_attempts = $2,
         next_check_at = NULL WHERE id = $1`,
      [id, MOST_ATTEMPTS - 1],
    );
    await server.app.get(Sweeper).sweep();
    await server.drain();
    const kept = await ping();
    expect(kept).toMatchObject({
      ...{ status, isPublic, version, because, decidedBy: { kind: 'person' } },
    });
    // what the public sees is looked at again
    expect(kept.nextCheckAt !== null).toBe(isPublic);
  });

  it('and cannot be put before a person either holds no other up', async () => {
    for (const name of ['stuck', 'other']) await send(name);
    await waitFor('both', async () => (await pingsOf(server, target.siteId)).length === 2);
    await waitFor('the other to be judged', async () =>
      (await pingsOf(server, target.siteId)).some(({ status }) => status === 'pending'),
    );
    await server.query(
      `UPDATE pings SET evaluation_attempts = $2, status = 'received', because = NULL,
         evaluation_due_at = now() - CASE WHEN source LIKE '%stuck' THEN interval '2 hours' ELSE interval '1 hour' END
       WHERE site_id = $1`,
      [target.siteId, MOST_ATTEMPTS],
    );
    await server.app.get(Sweeper).sweep();
    const found = await pingsOf(server, target.siteId);
    const stateOf = (name: string) => found.find(({ source }) => source.endsWith(name))?.status;
    expect([stateOf('other'), stateOf('stuck')]).toEqual(['pending', 'received']);
  });
});
