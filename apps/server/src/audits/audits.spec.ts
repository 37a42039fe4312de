// The sample of automatic decisions: who is drawn, what answers, and what the report makes of it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  AuditReport,
  DecisionResult,
  List,
  Ping,
  Site,
  SiteSettings,
  Stats,
} from '@trackwarden/contracts';
import { createSite, createTarget, pingsOf, sendPing } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { nextChecks } from '../../test/soon-checks.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

/** So many that a fifth of them is several, whatever their ids. */
const MANY = 80;

describe('of the automatic decisions', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let entries = 0;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    site = await decidedAlone({ ...spamming, auditShare: 20 });
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  /** Pings of a site that spams or publishes all of them by itself. */
  async function decidedAlone(settings: Partial<SiteSettings>): Promise<Site> {
    const made = await createSite(server, settings);
    await send(made, MANY);
    return made;
  }

  async function send(made: Site, count: number, isLinking = true): Promise<void> {
    const target = await createTarget(server, made, `/entry-${(entries += 1)}`);
    const page = isLinking ? linkingPage(target.url) : '<p>no link</p>';
    const urls = Array.from({ length: count }, (_, number) =>
      sources.page(`/${made.key}/${entries}/${number}`, page),
    );
    await Promise.all(urls.map((url) => sendPing(target.trackbackUrl, { url })));
    await server.drain();
  }

  /** A few of the others at a time, since their sources are read, until one of them is drawn. */
  async function drawnOf(settings: Partial<SiteSettings>, isLinking = true) {
    const made = await createSite(server, { ...settings, auditShare: 20 });
    const drawn: Ping[] = [];
    for (let round = 0; round < 20 && drawn.length === 0; round += 1) {
      await send(made, 10, isLinking);
      drawn.push(...(await waiting(made)));
    }
    return { made, drawn };
  }
  const spamming = { blockedDomains: ['127.0.0.1'] };
  const waiting = async ({ id }: Site): Promise<Ping[]> =>
    (await server.api.get<List<Ping>>(`/pings?siteId=${id}&audit=waiting&limit=200`)).body.items;
  const reportOf = async ({ id }: Site): Promise<AuditReport> =>
    (await server.api.get<AuditReport>(`/sites/${id}/audits`)).body;
  const bandOf = async (site: Site, band: string) =>
    (await reportOf(site)).bands.find((each) => each.band === band);
  const decide = async (verdict: string, ping: Ping | undefined): Promise<DecisionResult> =>
    (await server.api.post<DecisionResult>('/decisions', { verdict, pings: [{ id: ping?.id }] }))
      .body;

  it('a share is drawn, and stands as it was decided', async () => {
    const drawn = await waiting(site);
    expect(drawn.length).toBeGreaterThan(2);
    expect(drawn.length).toBeLessThan(MANY / 2);
    expect(new Set(drawn.map(({ status }) => status))).toEqual(new Set(['spam']));
    const { body } = await server.api.get<Stats>(`/stats?siteId=${site.id}`);
    expect(body.views.audit).toBe(drawn.length);
    expect(await reportOf(site)).toMatchObject({ days: 90, waiting: drawn.length });
    expect(await bandOf(site, 'spam')).toEqual({
      ...{ band: 'spam', automatic: MANY, sampled: drawn.length, looked: 0, wrong: 0 },
      ...{ errorRate: null, interval: null },
    });
  });

  it.each([0, 0.000_01])('none is drawn of a site that wants %s percent', async (auditShare) => {
    expect(await waiting(await decidedAlone({ ...spamming, auditShare }))).toEqual([]);
  });

  it('none is drawn of what waits for a person', async () => {
    const careful = await createSite(server, { auditShare: 20 });
    await send(careful, 20);
    expect(await waiting(careful)).toEqual([]);
  });

  it('those that published are drawn too', async () => {
    const { made, drawn } = await drawnOf({ approveBelow: 98, trustedDomains: ['127.0.0.1'] });
    expect(drawn[0]).toMatchObject({ status: 'approved', isPublic: true, audit: 'waiting' });
    await decide('reject', drawn[0]);
    expect(await bandOf(made, 'approve')).toMatchObject({
      ...{ sampled: drawn.length, looked: 1, wrong: 1 },
    });
  });

  it('a person confirms one, contradicts one, puts one off, and takes it all back', async () => {
    const [right, wrong, later] = await waiting(site);
    const before = await reportOf(site);
    const confirmed = await decide('spam', right);
    expect(confirmed).toMatchObject({ affected: 1, failed: [] });
    const contradicted = await decide('approve', wrong);
    await decide('hold', later);

    const answered = await bandOf(site, 'spam');
    expect(answered).toMatchObject({ automatic: MANY, looked: 2, wrong: 1, errorRate: 0.5 });
    expect(answered?.interval?.low).toBeCloseTo(0.095, 2);
    expect(answered?.interval?.high).toBeCloseTo(0.905, 2);
    const ids = (await waiting(site)).map(({ id }) => id);
    expect(ids).not.toContain(right?.id);
    expect(ids).toContain(later?.id);

    await server.api.post(`/decisions/${contradicted.id}/undo`);
    expect(await bandOf(site, 'spam')).toMatchObject({ looked: 1, wrong: 0, errorRate: 0 });
    await server.api.post(`/decisions/${confirmed.id}/undo`);
    expect(await reportOf(site)).toEqual(before);
    const [back] = (await pingsOf(server, site.id)).filter(({ id }) => id === right?.id);
    expect(back).toMatchObject({ status: 'spam', decidedBy: { kind: 'policy' }, audit: 'waiting' });
  });

  it('the verdict that stands last counts, and undoing it brings back the one before', async () => {
    const [ping] = await waiting(site);
    await decide('spam', ping);
    const second = await decide('approve', ping);
    expect(await bandOf(site, 'spam')).toMatchObject({ looked: 1, wrong: 1 });
    await server.api.post(`/decisions/${second.id}/undo`);
    expect(await bandOf(site, 'spam')).toMatchObject({ looked: 1, wrong: 0 });
  });

  it('the same are drawn when the same is decided again', async () => {
    const { made: unproven, drawn } = await drawnOf({ unproven: 'spam', spamFrom: 100 }, false);
    const checkAllWith = async (settings: Partial<SiteSettings>) => {
      await server.api.patch(`/sites/${unproven.id}`, { settings });
      await server.query('UPDATE pings SET next_check_at = now() WHERE site_id = $1', [
        unproven.id,
      ]);
      // a sweep asks for fifty
      await nextChecks(server);
      await nextChecks(server);
    };
    await checkAllWith({ unproven: 'pending' });
    expect(await waiting(unproven)).toEqual([]);
    expect(await reportOf(unproven)).toMatchObject({ waiting: 0 });
    await checkAllWith({ unproven: 'spam' });
    const again = await waiting(unproven);
    expect(again.map(({ id }) => id)).toEqual(drawn.map(({ id }) => id));
  });

  it('there is no report of a site that is not there', async () => {
    const answer = await server.api.get('/sites/01930000-0000-7000-8000-000000000000/audits');
    expect(answer.status).toBe(404);
  });

  it('those older than 90 days leave the report', async () => {
    server.passTime(91 * 86_400_000);
    // sessions are over by then
    const { body } = await server.tokenClient.get<AuditReport>(`/sites/${site.id}/audits`);
    expect(body.bands).toMatchObject([
      { band: 'approve', automatic: 0, sampled: 0 },
      { band: 'spam', automatic: 0, sampled: 0 },
    ]);
  });
});
