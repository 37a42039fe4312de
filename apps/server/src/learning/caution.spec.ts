// A new site: what it leaves to people until they have decided enough.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DecisionResult, Site, SiteCaution, ThresholdsPreview } from '@trackwarden/contracts';
import { createSite, createTarget, pingAndEvaluate, pingsOf } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

const generous = { approveBelow: 98, trustedDomains: ['127.0.0.1'] };

describe('a new site', () => {
  let server: TestServer;
  let sources: SourceSite;
  let pages = 0;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  const receive = async (site: Site, claims: Record<string, string> = {}) => {
    const target = await createTarget(server, site, `/entry-${pages}`);
    const url = sources.page(`/${(pages += 1)}`, linkingPage(target.url));
    return pingAndEvaluate(server, target, url, claims);
  };
  const decide = async (verdict: string, ids: string[]): Promise<DecisionResult> =>
    (
      await server.api.post<DecisionResult>('/decisions', {
        verdict,
        pings: ids.map((id) => ({ id })),
      })
    ).body;
  const cautionOf = async ({ id }: Site): Promise<SiteCaution> =>
    (await server.api.get<SiteCaution>(`/sites/${id}/caution`)).body;

  it('is careful until people have made fifty decisions', async () => {
    expect((await createSite(server)).settings.newSiteDecisions).toBe(50);
  });

  it('approves nothing by itself before, says how many are missing, and does so afterwards', async () => {
    const site = await createSite(server, { ...generous, newSiteDecisions: 2 });
    const first = await receive(site);
    expect(first).toMatchObject({
      status: 'pending',
      because:
        'Nothing is approved by itself while the site is new (0 of 2 decisions), so a person decides',
    });
    await decide('approve', [first.id]);
    const second = await receive(site);
    expect(second.because).toContain('1 of 2 decisions');
    expect(await cautionOf(site)).toEqual({ isNew: true, decisions: 1, needed: 2 });
    await decide('spam', [second.id]);
    expect(await receive(site)).toMatchObject({ status: 'approved' });
    expect(await cautionOf(site)).toEqual({ isNew: false, decisions: 2, needed: 2 });
  });

  it('counts neither what was put off, nor what was taken back, nor what it did by itself', async () => {
    const site = await createSite(server, { ...generous, newSiteDecisions: 3 });
    const ids = [await receive(site), await receive(site), await receive(site)].map(({ id }) => id);
    await decide('hold', ids.slice(0, 1));
    const { id } = await decide('approve', ids.slice(1));
    expect((await cautionOf(site)).decisions).toBe(2);
    await server.api.post(`/decisions/${id}/undo`);
    expect((await cautionOf(site)).decisions).toBe(0);
    await server.api.patch(`/sites/${site.id}`, { settings: { blockedDomains: ['127.0.0.1'] } });
    expect(await receive(site)).toMatchObject({ status: 'spam' });
    expect((await cautionOf(site)).decisions).toBe(0);
  });

  it('takes no score for spam that an older site would', async () => {
    const claims = { title: 'Cheap shoes', excerpt: 'Buy cheap shoes at http://shoes.example/' };
    const settings = { spamFrom: 20 };
    const old = await createSite(server, settings);
    const young = await createSite(server, { ...settings, newSiteDecisions: 50 });
    const spam = await receive(old, claims);
    expect(spam).toMatchObject({ status: 'spam' });
    const held = await receive(young, claims);
    expect(Number(held.score)).toBeLessThan(99.5);
    expect(held).toMatchObject({ status: 'pending' });
    expect(held.because).toMatch(/spam threshold of 20, but the site is new \(0 of 50 decisions\)/);
  });

  it('is told by the preview of thresholds that they change nothing yet', async () => {
    const site = await createSite(server, { ...generous, newSiteDecisions: 50 });
    await receive(site);
    expect(await pingsOf(server, site.id)).toHaveLength(1);
    const preview = async () =>
      (
        await server.api.post<ThresholdsPreview>(`/sites/${site.id}/thresholds/preview`, {
          ...{ approveBelow: null, spamFrom: 98 },
        })
      ).body.flips;
    expect(await preview()).toEqual([]);
    await server.api.patch(`/sites/${site.id}`, { settings: { newSiteDecisions: 0 } });
    expect(await preview()).toMatchObject([{ from: 'approve', to: 'pending' }]);
  });

  it.each([-1, 1001, 2.5])('takes no %s for its setting', async (newSiteDecisions) => {
    const site = await createSite(server);
    const answer = await server.api.patch(`/sites/${site.id}`, { settings: { newSiteDecisions } });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/settings/newSiteDecisions' }] },
    });
  });
});
