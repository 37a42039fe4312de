// Verdicts of people: on one ping, on many, by query; versions checked, everything kept in the history.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  Decision,
  DecisionResult,
  Ping,
  PingDetail,
  Site,
  Target,
} from '@trackwarden/contracts';
import type { ApiAnswer } from '../../test/api-client.js';
import { createSite, createTarget, pingsOf, sendPing } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { mentionAndEvaluate } from '../../test/webmention.js';

const UNKNOWN = '01930000-0000-7000-8000-000000000000';

describe('a decision', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let target: Target;
  let pings: Ping[];

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
  });
  beforeEach(async () => {
    site = await createSite(server);
    target = await createTarget(server, site);
    for (const name of ['a', 'b', 'c'])
      await sendPing(target.trackbackUrl, {
        url: sources.page(`/${name}`, linkingPage(target.url)),
        title: `Post ${name}`,
      });
    await server.drain();
    pings = (await pingsOf(server, site.id)).reverse();
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  const decide = (body: object): Promise<ApiAnswer<DecisionResult>> =>
    server.api.post<DecisionResult>('/decisions', body);
  const statuses = async (): Promise<string[]> =>
    (await pingsOf(server, site.id)).reverse().map(({ status }) => status);
  const first = () => pings[0]!;

  it.each([
    ['approve', 'approved', false],
    ['spam', 'spam', false],
    ['reject', 'rejected', false],
    ['hold', 'pending', true],
  ])('to %s makes a ping %s', async (verdict, status, held) => {
    const answer = await decide({ verdict, pings: [{ id: first().id, version: first().version }] });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ verdict, affected: 1, failed: [] });
    const { body } = await server.api.get<PingDetail>(`/pings/${first().id}`);
    expect(body).toMatchObject({ status, held, version: first().version + 1 });
    expect(body.decidedBy.kind).toBe('person');
    expect(body.decidedAt).not.toBeNull();
  });

  it('changes many pings at once and no other', async () => {
    await decide({ verdict: 'spam', pings: pings.slice(0, 2).map(({ id }) => ({ id })) });
    expect(await statuses()).toEqual(['spam', 'spam', 'pending']);
  });

  it('by query takes everything that matches', async () => {
    const query = { siteId: site.id, status: 'pending' };
    const { body } = await decide({ verdict: 'reject', query });
    expect(body.affected).toBe(3);
    expect(await statuses()).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('by query leaves what does not match', async () => {
    await decide({ verdict: 'reject', query: { siteId: site.id, q: 'Post b' } });
    expect(await statuses()).toEqual(['pending', 'rejected', 'pending']);
  });

  it('by query over all sites is about one status at least', async () => {
    const other = await createSite(server, {}, 'https://other.example');
    const theirs = await createTarget(server, other);
    await sendPing(theirs.trackbackUrl, { url: sources.page('/d', linkingPage(theirs.url)) });
    await server.drain();
    await decide({ verdict: 'spam', query: { status: 'pending' } });
    expect(await statuses()).toEqual(['spam', 'spam', 'spam']);
    expect((await pingsOf(server, other.id)).map(({ status }) => status)).toEqual(['spam']);
  });

  it.each([
    ['nothing', {}],
    ['words of blanks only', { q: '  ' }],
  ])('by a query of %s is refused, and changes nothing', async (_name, query) => {
    const { status, body } = await decide({ verdict: 'approve', query });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'validation-failed',
      errors: [{ pointer: '/query', message: expect.stringContaining('at least one field') }],
    });
    expect(await statuses()).toEqual(['pending', 'pending', 'pending']);
  });

  it('fails a ping whose version is stale, and changes the others', async () => {
    await decide({ verdict: 'hold', pings: [{ id: first().id }] });
    const { status, body } = await decide({
      verdict: 'approve',
      pings: pings.map(({ id, version }) => ({ id, version })),
    });
    expect(status).toBe(201);
    expect(body.affected).toBe(2);
    expect(body.failed).toEqual([{ id: first().id, code: 'version-conflict' }]);
    expect(await statuses()).toEqual(['pending', 'approved', 'approved']);
  });

  it('fails a ping that is not there', async () => {
    const { body } = await decide({ verdict: 'approve', pings: [{ id: UNKNOWN }] });
    expect(body).toMatchObject({ affected: 0, failed: [{ id: UNKNOWN, code: 'not-found' }] });
  });

  it('fails a ping that was deleted with its target', async () => {
    await server.api.delete(`/targets/${target.id}`);
    const { body } = await decide({ verdict: 'approve', pings: [{ id: first().id }] });
    expect(body.failed).toEqual([{ id: first().id, code: 'not-found' }]);
  });

  it('takes a ping that is named twice once', async () => {
    const { id, version } = first();
    const { body } = await decide({ verdict: 'approve', pings: [{ id }, { id }] });
    expect(body.affected).toBe(1);
    const after = await server.api.get<PingDetail>(`/pings/${id}`);
    expect(after.body.version).toBe(version + 1);
  });

  it('of two at once with the same version lets one win', async () => {
    const one = { id: first().id, version: first().version };
    const results = await Promise.all([
      decide({ verdict: 'approve', pings: [one] }),
      decide({ verdict: 'spam', pings: [one] }),
    ]);
    const affected = results.map(({ body }) => body.affected);
    const failed = results.flatMap(({ body }) => body.failed);
    expect(affected.sort()).toEqual([0, 1]);
    expect(failed).toEqual([{ id: first().id, code: 'version-conflict' }]);
  });

  it('over the same pings in opposite orders does not deadlock', async () => {
    const ids = pings.map(({ id }) => ({ id }));
    const both = Array.from({ length: 6 }, (_, index) =>
      decide({
        verdict: index % 2 ? 'spam' : 'approve',
        pings: index % 2 ? ids : [...ids].reverse(),
      }),
    );
    const results = await Promise.all(both);
    expect(results.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
  });

  it('with its note stands in the timeline of the ping', async () => {
    await decide({ verdict: 'reject', pings: [{ id: first().id }], note: 'off topic' });
    const { body } = await server.api.get<PingDetail>(`/pings/${first().id}`);
    expect(body.timeline.at(-1)?.text).toBe(
      'Marked as not wanted by Owner: off topic → not wanted',
    );
  });

  it('is kept in the history with who, what and from where to where', async () => {
    const made = await decide({ verdict: 'approve', pings: [{ id: first().id }], note: 'good' });
    const { body } = await server.api.get<{ items: Decision[] }>(`/decisions?siteId=${site.id}`);
    expect(body.items).toMatchObject([
      {
        id: made.body.id,
        siteId: site.id,
        verdict: 'approve',
        note: 'good',
        by: { kind: 'session', name: 'Owner' },
        affected: 1,
        undoneAt: null,
        pings: [{ id: first().id, title: 'Post a', from: 'pending', to: 'approved' }],
      },
    ]);
  });

  it('is kept in the history by the title of the page where the sender gave none', async () => {
    const url = sources.page('/untitled', linkingPage(target.url, 'Hedges in winter'));
    const { id } = await mentionAndEvaluate(server, url, target.url);
    const made = await decide({ verdict: 'approve', pings: [{ id }] });
    const { body } = await server.api.get<Decision>(`/decisions/${made.body.id}`);
    expect(body.pings).toMatchObject([{ id, title: 'Hedges in winter' }]);
  });

  it('by a token names the token', async () => {
    await server.tokenClient.post('/decisions', { verdict: 'spam', pings: [{ id: first().id }] });
    const { body } = await server.api.get<{ items: Decision[] }>(`/decisions?siteId=${site.id}`);
    expect(body.items[0]?.by).toEqual({ kind: 'token', id: null, name: 'automation' });
  });

  it.each([
    ['nothing to decide on', { verdict: 'approve' }],
    [
      'two ways of naming pings',
      { verdict: 'approve', pings: [{ id: UNKNOWN }], query: { status: 'pending' } },
    ],
    ['an unknown verdict', { verdict: 'like', query: { status: 'pending' } }],
    ['an empty list', { verdict: 'approve', pings: [] }],
    ['an unknown field of a ping', { verdict: 'approve', pings: [{ id: UNKNOWN, force: true }] }],
  ])('with %s is refused', async (_name, body) => {
    expect(await decide(body)).toMatchObject({
      status: 400,
      body: { code: 'validation-failed' },
    });
  });
});
