// Moderated histories come in and go again, and a model goes from one site to another as a file.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import type {
  HistoryImport,
  LearningReport,
  ModelFile,
  Site,
  Target,
} from '@trackwarden/contracts';
import { emptySiteModel, toBlob } from '@trackwarden/scoring';
import {
  decide,
  learning,
  learnt,
  modelOf,
  ping,
  reportOf,
  storedPings,
  versionsOf,
} from '../../test/learning.js';
import { createSite, createTarget } from '../../test/pinging.js';
import { startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { ADMIN_TOKEN } from '../../test/test-config.js';
import { Sweeper } from '../upkeep/sweeper.js';

const LINES = { 'content-type': 'application/x-ndjson' };

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

const spams = (count: number, label = 'spam') =>
  Array.from({ length: count }, (_, at) => ({
    ...{ id: `s${at}`, label, source: `https://lamps-${at}.example/shop`, blogName: 'Lamps' },
    ...{ excerpt: `Order ${at} lamps with a discount`, receivedAt: '2024-01-01T00:00:00Z' },
  }));
const hams = (count: number, label = 'ham') =>
  Array.from({ length: count }, (_, at) => ({
    ...{ id: at, label, source: `https://blog-${at}.example/roses`, title: 'Roses' },
    ...{ excerpt: `We planted ${at} roses by the old wall`, target: { title: 'Gardens' } },
  }));
const linesOf = (rows: readonly (object | string)[]): string =>
  rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n');
const give = <T = HistoryImport>(lines: string, name = 'old%20blog') =>
  server.api.post<T>(`/sites/${site.id}/learning/history?name=${name}`, lines, { headers: LINES });
const giveAndLearn = async (rows: readonly object[]): Promise<HistoryImport> => {
  const { body } = await give(linesOf(rows));
  await learnt(server, site);
  return body;
};
const put = (to: Site, file: object | null) =>
  fetch(`${server.url}/api/v1/sites/${to.id}/learning/model`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_TOKEN}` },
    body: JSON.stringify(file),
  });

describe('a moderated history', () => {
  it('is taken in at once, learnt by a job, and counts as decisions', async () => {
    const { status, body } = await give(`${linesOf([...spams(12), '', ...hams(8)])}\r\n`);
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'old blog', spam: 12, ham: 8, total: 60 });
    await learnt(server, site);
    const { imports, decisions, imported, live } = await reportOf(server, site);
    expect(imports).toMatchObject([{ id: body.id, state: 'learnt', done: 60, total: 60 }]);
    expect({ decisions, imported }).toEqual({ decisions: 20, imported: 20 });
    expect(live).toMatchObject({ madeBy: 'history', learnt: 20 });
    const next = await ping(server, target, sources, { excerpt: 'Order 9 lamps with a discount' });
    expect(next.signals.find(({ signal }) => signal === 'learnt-here')?.points).toBeGreaterThan(0);
  });

  it('is removed as a whole, exactly, and decisions made since stay', async () => {
    const [one = '', other = ''] = await storedPings(server, target, 2, (n) => ({
      excerpt: `Notes ${n} on gardens`,
    }));
    await decide(server, 'approve', one);
    await learnt(server, site);
    const before = await modelOf(server, site);
    const { id } = await giveAndLearn([...spams(5), ...hams(5)]);
    const decision = await decide(server, 'approve', other);
    await learnt(server, site);
    const path = `/sites/${site.id}/learning/imports/${id}`;
    expect((await server.api.delete(path)).status).toBe(204);
    expect(await reportOf(server, site)).toMatchObject({ decisions: 2, imported: 0, imports: [] });
    await server.api.post(`/decisions/${decision}/undo`);
    await learnt(server, site);
    expect(await modelOf(server, site)).toEqual(before);
    expect((await server.api.delete(path)).status).toBe(404);
  });

  it('comes back with a version that knew it', async () => {
    const { id } = await giveAndLearn([...spams(5), ...hams(5)]);
    const before = await modelOf(server, site);
    await server.api.delete(`/sites/${site.id}/learning/imports/${id}`);
    await server.api.post(`/sites/${site.id}/learning/versions/1/activate`);
    expect(await modelOf(server, site)).toEqual(before);
    const { imports } = await reportOf(server, site);
    expect(imports).toMatchObject([{ state: 'learnt', spam: 5, ham: 5 }]);
    await server.api.delete(`/sites/${site.id}/learning/imports/${imports[0]?.id ?? ''}`);
    expect(await reportOf(server, site)).toMatchObject({ decisions: 0, imports: [] });
  });

  /** A history whose job is lost, or whose worker was killed. */
  const stranded = async (state: 'waiting' | 'running', due = '-1 second') => {
    const lines = gzipSync(linesOf([...spams(5), ...hams(5)]));
    await server.query(
      `INSERT INTO history_imports (id, site_id, name, state, spam, ham, content, created_at, due_at)
       VALUES (gen_random_uuid(), $1, 'old blog', $2, 5, 5, $3, now(), now() + $4::interval)`,
      [site.id, state, lines, due],
    );
  };

  it.each(['waiting', 'running'] as const)(
    'that is left %s by a killed worker is learnt by the next',
    async (state) => {
      await stranded(state);
      await server.app.get(Sweeper).sweep();
      await learnt(server, site);
      expect(await reportOf(server, site)).toMatchObject({ decisions: 10, imported: 10 });
    },
  );

  it('can be removed before it is learnt', async () => {
    // not due, so that no sweep is faster than we are
    await stranded('waiting', '1 hour');
    const { imports } = await reportOf(server, site);
    expect(imports).toMatchObject([{ state: 'waiting', done: 0, total: 30 }]);
    const path = `/sites/${site.id}/learning/imports/${imports[0]?.id ?? ''}`;
    expect((await server.api.delete(path)).status).toBe(204);
    server.passTime(2 * 3_600_000);
    await server.app.get(Sweeper).sweep();
    await learnt(server, site);
    expect(await reportOf(server, site)).toMatchObject({ decisions: 0, imports: [] });
  });

  it('that contradicts what people decided is refused, until the owner wants it', async () => {
    const ids = (text: string) =>
      storedPings(server, target, 15, (n) => ({ excerpt: text.replace('N', `${n}`) }));
    await decide(server, 'approve', ...(await ids('We planted N roses by the old wall')));
    await decide(server, 'spam', ...(await ids('Order N lamps with a discount')));
    await learnt(server, site);
    const before = await modelOf(server, site);
    await giveAndLearn([...spams(40, 'ham'), ...hams(40, 'spam')]);
    const { imports, refused } = await reportOf(server, site);
    expect(imports).toMatchObject([{ state: 'refused', because: refused?.because }]);
    expect(refused).toMatchObject({ madeBy: 'history', state: 'refused', canGoLive: true });
    expect(await modelOf(server, site)).toEqual(before);
    const path = `/sites/${site.id}/learning/versions/${refused?.number ?? 0}/activate`;
    const { body } = await server.api.post<LearningReport>(path);
    expect(body).toMatchObject({ decisions: 110, imported: 80, refused: null });
    expect(body.imports[0]?.because).toContain('Wanted by the owner');
  });

  const row = { id: 'a', label: 'spam' };
  it.each([
    ['an empty file', '', '/1', 'holds no rows'],
    ['no JSON', linesOf([row, '{"id":']), '/2', 'not well-formed JSON'],
    ['no object', linesOf([row, row, '[1]']), '/3', 'expected object'],
    ['a row without a label', linesOf([{ id: 'a' }]), '/1/label', 'must be "spam" or "ham"'],
    ['another label', linesOf(['', { ...row, label: 'maybe' }]), '/2/label', 'must be'],
    ['a row without an id', linesOf([{ label: 'ham' }]), '/1/id', ''],
    [
      'a text that is none',
      linesOf([row, { ...row, excerpt: 7 }]),
      '/2/excerpt',
      'expected string',
    ],
    ['a target that is none', linesOf([{ ...row, target: 'x' }]), '/1/target', 'expected object'],
    ['a text that is too long', linesOf([{ ...row, source: 'x'.repeat(5_000) }]), '/1/source', ''],
  ])('with %s is refused as a whole, with the line', async (_, lines, pointer, message) => {
    const { status, body } = await give<{ detail: string; errors: object[] }>(lines);
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ pointer, message: expect.stringContaining(message) }]);
    expect(body.detail).toContain(`line ${pointer.split('/')[1] ?? ''}`);
    expect((await reportOf(server, site)).imports).toEqual([]);
  });

  it('in another encoding than UTF-8 is refused with the line', async () => {
    const response = await fetch(`${server.url}/api/v1/sites/${site.id}/learning/history`, {
      method: 'POST',
      headers: { ...LINES, authorization: `Bearer ${ADMIN_TOKEN}` },
      body: Buffer.from(`${linesOf([row])}\n{"id":"caf\xe9","label":"ham"}`, 'latin1'),
    });
    expect(await response.json()).toMatchObject({
      errors: [{ pointer: '/2', message: 'is not UTF-8' }],
    });
  });

  it('of more than 20 MB is refused', async () => {
    const { status, body } = await give<{ code: string }>('x'.repeat(20_000_001));
    expect([status, body.code]).toEqual([413, 'too-large']);
  });

  it('of another content type is refused', async () => {
    const path = `/sites/${site.id}/learning/history`;
    expect((await server.api.post(path, row)).status).toBe(415);
    const headers = { 'content-type': 'text/plain' };
    expect((await server.api.post(path, linesOf([row]), { headers })).status).toBe(415);
  });

  it('of somebody who is not signed in is not even read', async () => {
    const response = await fetch(`${server.url}/api/v1/sites/${site.id}/learning/history`, {
      method: 'POST',
      headers: LINES,
      body: 'x'.repeat(1_000_000),
    });
    expect(response.status).toBe(401);
  });
});

describe('lines sent to where none are taken', () => {
  it.each(['/webmention', '/trackback/key', '/pingback'])(
    'are answered by %s in its own form',
    async (path) => {
      const response = await fetch(`${server.url}${path}`, {
        method: 'POST',
        headers: LINES,
        body: '{}',
      });
      expect(response.status).toBeLessThan(500);
      expect(response.status).toBeGreaterThanOrEqual(200);
    },
  );

  it('are refused by the API', async () => {
    const { status } = await server.api.post('/sites', '{}', { headers: LINES });
    expect(status).toBe(415);
  });
});

const zipped = (bytes: Uint8Array): string => gzipSync(bytes).toString('base64');

/** An empty model that names one slot again and again. */
function repeating(): string {
  const entries = 400_000;
  const bytes = Buffer.alloc(28 + entries * 20);
  bytes.writeUInt32BE(0x54575331);
  bytes.writeDoubleBE(NaN, 12);
  bytes.writeUInt32BE(entries, 20);
  return zipped(bytes);
}

function exaggerated(): string {
  const model = { ...emptySiteModel(), decisions: 1, startedAtMs: 0 };
  model.weights[7] = 2 ** 52;
  return zipped(toBlob(model));
}

describe('a model as a file', () => {
  let other: Site;
  let file: ModelFile;
  beforeEach(async () => {
    other = await createSite(server, {}, 'https://other.example');
    await giveAndLearn([...spams(10), ...hams(10)]);
    file = await modelOf(server, site);
  });

  it('judges on another site as on its own', async () => {
    expect((await put(other, file)).status).toBe(200);
    expect(await modelOf(server, other)).toEqual(file);
    expect((await reportOf(server, other)).live).toMatchObject({ madeBy: 'file', decisions: 20 });
    const claims = { excerpt: 'Order 9 lamps with a discount' };
    const here = await ping(server, target, sources, claims);
    const there = await ping(server, await createTarget(server, other), sources, claims);
    const points = ({ signals }: typeof here) =>
      signals.find(({ signal }) => signal === 'learnt-here')?.points;
    expect(points(there)).toBeGreaterThan(0);
    // addresses differ by a number
    expect(points(there)).toBeCloseTo(points(here) ?? 0, 1);
  });

  it('takes the place of what was learnt there, which one can go back to', async () => {
    const elsewhere = await createTarget(server, other);
    const [id = ''] = await storedPings(server, elsewhere, 1, () => ({ excerpt: 'Notes' }));
    await decide(server, 'approve', id);
    await learnt(server, other);
    const before = await modelOf(server, other);
    await put(other, file);
    expect(await reportOf(server, other)).toMatchObject({ decisions: 20, spam: 0, ham: 0 });
    await server.api.post(`/sites/${other.id}/learning/versions/1/activate`);
    expect(await modelOf(server, other)).toEqual(before);
    expect(await reportOf(server, other)).toMatchObject({ decisions: 1, ham: 1 });
  });

  it('that judges worse what people decided here is kept, and used only at the owner’s word', async () => {
    const ids = await storedPings(server, await createTarget(server, other), 25, (n) => ({
      excerpt: `Order ${n} lamps with a discount`,
    }));
    await decide(server, 'approve', ...ids);
    await learnt(server, other);
    const before = await modelOf(server, other);
    const { refused } = (await (await put(other, file)).json()) as LearningReport;
    expect(refused).toMatchObject({ madeBy: 'file', canGoLive: true });
    expect(await modelOf(server, other)).toEqual(before);
    await server.api.post(`/sites/${other.id}/learning/versions/${refused?.number ?? 0}/activate`);
    expect(await modelOf(server, other)).toEqual(file);
  });

  it.each([
    ['for other weights', { prior: 'another' }, '/prior'],
    ['for another number of slots', { hashSpace: 1024 }, '/hashSpace'],
    ['with another count of decisions', { decisions: 21 }, '/decisions'],
    ['without numbers', { blob: '' }, '/blob'],
    ['with numbers that are none', { blob: 'AAAA' }, '/blob'],
    ['with more numbers than a model has', { decisions: 0, blob: repeating() }, '/blob'],
    ['with a number that no learning makes', { decisions: 1, blob: exaggerated() }, '/blob'],
    ['in another form', { format: 'bayes' }, '/format'],
    ['with more than that', { owner: 'me' }, '/owner'],
  ])('%s is refused with the place', async (_, change, pointer) => {
    const response = await put(other, { ...file, ...change });
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: { pointer: string }[] };
    expect(errors.map((error) => error.pointer)).toEqual([pointer]);
    expect(await versionsOf(server, other)).toEqual([]);
  });
});
