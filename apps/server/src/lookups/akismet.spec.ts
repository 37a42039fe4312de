// A service that speaks as Akismet does: asked once about a ping, believed a little, told where people differ.
import { getQueueToken } from '@nestjs/bullmq';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import type {
  DecisionResult,
  List,
  Ping,
  PingDetail,
  Site,
  SiteOpinions,
  SiteSettings,
  ThresholdsPreview,
} from '@trackwarden/contracts';
import { startLinkedSite, type LinkedSite } from '../../test/linked-site.js';
import { createSite, createTarget, OK, sendPing } from '../../test/pinging.js';
import { nextChecks } from '../../test/soon-checks.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';
import { sendWebmention } from '../../test/webmention.js';

const KEY = 'a-key-of-the-service';
const trusting = { approveBelow: 98, trustedDomains: ['127.0.0.1'] };

describe('a service that speaks as Akismet does', () => {
  let server: TestServer;
  let service: LinkedSite;
  let sources: SourceSite;
  let pages = 0;

  beforeAll(async () => {
    [service, sources] = await Promise.all([startLinkedSite(), startSourceSite()]);
    // as it is by itself: a sweep between a decision and its undo tells nobody
    server = await startTestServer({ undoWindowMs: 10_000 });
  });
  afterAll(async () => {
    await server.stop();
    await Promise.all([service.stop(), sources.stop()]);
  });

  const says = (body: string, headers: Record<string, string> = {}) =>
    service.answer('/1.1/comment-check', { body, headers });
  const use = async (site: Site, key = KEY) => {
    service.answer('/1.1/verify-key', { body: 'valid' });
    service.answer('/1.1/submit-spam', { body: 'Thanks for making the web a better place.' });
    service.answer('/1.1/submit-ham', { body: 'Thanks for making the web a better place.' });
    return server.api.put<SiteOpinions>(`/sites/${site.id}/opinions/akismet`, {
      ...{ url: `${service.url}/`, key },
    });
  };
  const asking = async (settings: Partial<SiteSettings> = {}): Promise<Site> => {
    const site = await createSite(server, settings);
    await use(site);
    return site;
  };
  const receive = async (site: Site): Promise<PingDetail> => {
    const target = await createTarget(server, site, `/entry-${(pages += 1)}`);
    const url = sources.page(`/${pages}`, linkingPage(target.url));
    const claims = { title: 'A post', excerpt: 'I agree with it.', blog_name: 'Kitchen Notes' };
    const { text } = await sendPing(target.trackbackUrl, { url, ...claims });
    expect(text).toBe(OK);
    await server.drain();
    return latest(site);
  };
  const latest = async ({ id }: Site): Promise<PingDetail> => {
    const { body } = await server.api.get<List<Ping>>(`/pings?siteId=${id}&limit=1`);
    return (await server.api.get<PingDetail>(`/pings/${body.items[0]?.id}`)).body;
  };
  const stateOf = async ({ id }: Site) =>
    (await server.api.get<SiteOpinions>(`/sites/${id}/opinions`)).body.akismet;
  const told = (path: string) =>
    service.told(`/1.1/${path}`).map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
  const isTold = (path: string, { source }: Ping) =>
    told(path).some((report) => report['comment_author_url'] === source);
  const decided = async (verdict: string, { id }: Ping): Promise<string> =>
    (await server.api.post<DecisionResult>('/decisions', { verdict, pings: [{ id }] })).body.id;
  /** Until nothing waits to be told. */
  const taken = () =>
    waitFor('the service to have taken it', async () => {
      const due = 'SELECT ping_id FROM akismet_verdicts WHERE report_due_at IS NOT NULL';
      return (await server.query(due)).length === 0;
    });
  const signalOf = ({ signals }: PingDetail) => signals.find(({ signal }) => signal === 'akismet');

  it('is not asked unless the owner gave it a key, and shows that key to nobody', async () => {
    const site = await createSite(server);
    const before = service.told().length;
    await receive(site);
    expect([service.told().length, await stateOf(site)]).toEqual([before, null]);
    const { status, body } = await use(site);
    expect(status).toBe(200);
    expect(body.akismet).toMatchObject({ url: service.url, state: 'valid', reason: null });
    const everything = await server.api.get(`/sites/${site.id}`);
    expect(JSON.stringify([body, everything.body])).not.toContain(KEY);
    expect(told('verify-key').at(-1)).toEqual({
      ...{ api_key: KEY, key: KEY, blog: 'https://blog.example/' },
    });
  });

  it('that refuses the key is not taken', async () => {
    const site = await createSite(server);
    service.answer('/1.1/verify-key', { body: 'invalid' });
    const answer = await server.api.put(`/sites/${site.id}/opinions/akismet`, {
      ...{ url: service.url, key: 'wrong' },
    });
    expect(answer).toMatchObject({
      ...{
        status: 400,
        body: { errors: [{ pointer: '/key', message: expect.stringContaining('invalid') }] },
      },
    });
    expect(await stateOf(site)).toBeNull();
  });

  it('is told what came, and by which protocol', async () => {
    says('false');
    const { source, target } = await receive(await asking());
    expect(told('comment-check').at(-1)).toMatchObject({
      ...{ api_key: KEY, blog: 'https://blog.example/', comment_type: 'trackback' },
      ...{ user_ip: '127.0.0.1', permalink: target.url, comment_author_url: source },
      ...{ comment_author: 'Kitchen Notes', comment_content: 'A post\n\nI agree with it.' },
    });
  });

  it.each([
    ['true', {}, 1.6, /calls it spam$/],
    ['true', { 'x-akismet-pro-tip': 'discard' }, 2.4, /plainest/],
    ['false', {}, -0.8, /nothing wrong/],
  ])(
    'that says %s with %j counts %s points, and does not decide',
    async (said, headers, points, why) => {
      says(said, headers);
      const ping = await receive(await asking());
      expect(signalOf(ping)).toMatchObject({ points, because: expect.stringMatching(why) });
      expect(ping.status).toBe('pending');
    },
  );

  it('is asked once about a ping', async () => {
    says('false');
    const site = await asking();
    const { id } = await receive(site);
    const before = told('comment-check').length;
    await server.query('UPDATE pings SET next_check_at = now() WHERE id = $1', [id]);
    await nextChecks(server);
    expect(told('comment-check')).toHaveLength(before);
    expect(signalOf(await latest(site))?.points).toBe(-0.8);
  });

  it('that does not answer leaves the ping to a person, and is asked again', async () => {
    service.answer('/1.1/comment-check', { status: 503 });
    const site = await asking(trusting);
    const held = await receive(site);
    expect(held).toMatchObject({
      ...{ status: 'pending', because: 'The spam service did not answer, so a person decides' },
    });
    expect(await stateOf(site)).toMatchObject({
      state: 'silent',
      reason: expect.stringContaining('503'),
    });
    const preview = await server.api.post<ThresholdsPreview>(
      `/sites/${site.id}/thresholds/preview`,
      {
        ...{ approveBelow: null, spamFrom: 98 },
      },
    );
    expect(preview.body.flips).toEqual([]);
    says('false');
    await nextChecks(server, 11 * 60_000);
    expect(await latest(site)).toMatchObject({ id: held.id, status: 'approved' });
    expect(await stateOf(site)).toMatchObject({ state: 'valid' });
  });

  it('that takes the key no longer is left alone, and its owner is told', async () => {
    says('invalid', { 'x-akismet-debug-help': 'Empty "blog" value' });
    const site = await asking(trusting);
    expect(await receive(site)).toMatchObject({ status: 'pending' });
    const { state, reason } = (await stateOf(site)) ?? {};
    expect([state, reason]).toEqual(['invalid', 'it said “Empty "blog" value”']);
    expect(await receive(site)).toMatchObject({ status: 'approved' });
  });

  it('is told once where a person decided otherwise, and not where they agree', async () => {
    const site = await asking();
    says('true');
    const [honest, agreed] = [await receive(site), await receive(site)];
    says('false');
    const spam = await receive(site);
    const before = { ham: told('submit-ham').length, spam: told('submit-spam').length };
    await decided('approve', honest);
    await decided('spam', agreed);
    await decided('spam', spam);
    await nextChecks(server);
    await waitFor(
      'both reports',
      () => isTold('submit-ham', honest) && isTold('submit-spam', spam),
    );
    // another one, which comes after any that would be told again
    says('true');
    const last = await receive(site);
    await decided('approve', last);
    await nextChecks(server);
    await waitFor('the last report', () => isTold('submit-ham', last));
    const sources = (path: 'ham' | 'spam') =>
      told(`submit-${path}`)
        .slice(before[path])
        .map((report) => report['comment_author_url']);
    expect(sources('ham')).toEqual([honest.source, last.source]);
    expect(sources('spam')).toEqual([spam.source]);
  });

  it('is told in reverse, once, where a decision that it heard of is undone', async () => {
    const site = await asking();
    says('true');
    const [honest, hasty] = [await receive(site), await receive(site)];
    says('false');
    const spam = await receive(site);
    const of = ({ source }: Ping, path: string) =>
      told(`submit-${path}`).filter((report) => report['comment_author_url'] === source).length;
    const approved = await decided('approve', honest);
    const spammed = await decided('spam', spam);
    const unheard = await decided('approve', hasty);
    await server.api.post(`/decisions/${unheard}/undo`);
    await nextChecks(server);
    await waitFor('the reports', () => of(honest, 'ham') === 1 && of(spam, 'spam') === 1);
    await taken();

    for (const id of [approved, spammed]) await server.api.post(`/decisions/${id}/undo`);
    await nextChecks(server);
    await waitFor('the reverse', () => of(honest, 'spam') === 1 && of(spam, 'ham') === 1);
    await taken();
    await nextChecks(server);
    await decided('approve', honest);
    await nextChecks(server);
    await waitFor('the report of another decision', () => of(honest, 'ham') === 2);
    await taken();
    expect([of(honest, 'spam'), of(spam, 'spam'), of(spam, 'ham')]).toEqual([1, 1, 1]);
    await decided('spam', honest);
    await nextChecks(server);
    await waitFor('the report of the contrary', () => of(honest, 'spam') === 2);
    expect([of(hasty, 'ham'), of(hasty, 'spam')]).toEqual([0, 0]);
  });

  it('hears of an undo although the job of it was lost', async () => {
    const site = await asking();
    says('true');
    const honest = await receive(site);
    const approved = await decided('approve', honest);
    await nextChecks(server);
    await waitFor('the report', () => isTold('submit-ham', honest));
    await taken();

    service.answer('/1.1/submit-spam', { status: 503 });
    await server.api.post(`/decisions/${approved}/undo`);
    await nextChecks(server);
    await waitFor('a report that is not taken', () => isTold('submit-spam', honest));
    await server.app.get<Queue>(getQueueToken('report')).obliterate({ force: true });
    service.answer('/1.1/submit-spam', { body: 'Thanks for making the web a better place.' });
    await nextChecks(server, 61_000);
    await taken();
    const reports = told('submit-spam').filter(
      (report) => report['comment_author_url'] === honest.source,
    );
    expect(reports).toHaveLength(2);
  });

  it('is not told for ever: a report that it does not take is let go after a day', async () => {
    const site = await asking();
    says('true');
    const honest = await receive(site);
    service.answer('/1.1/submit-ham', { status: 503 });
    await decided('approve', honest);
    await nextChecks(server);
    await waitFor('a report that is not taken', () => isTold('submit-ham', honest));
    await nextChecks(server, 25 * 3_600_000);
    await taken();
    expect(
      await server.query('SELECT ping_id FROM akismet_verdicts WHERE report_as IS NOT NULL'),
    ).toEqual([]);
  });

  it('hears nothing of private mentions', async () => {
    const site = await asking();
    const target = await createTarget(server, site);
    const before = told('comment-check').length;
    const source = sources.page('/private', linkingPage(target.url));
    await sendWebmention(server, source, target.url, { code: 'a-code' });
    await server.drain();
    expect(told('comment-check')).toHaveLength(before);
  });

  it('is not asked any more once the owner has taken it away', async () => {
    says('true');
    const site = await asking();
    expect((await server.api.delete(`/sites/${site.id}/opinions/akismet`)).status).toBe(204);
    expect(await stateOf(site)).toBeNull();
    expect(signalOf(await receive(site))).toBeUndefined();
  });
});
