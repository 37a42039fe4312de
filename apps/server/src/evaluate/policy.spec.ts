// What a site's settings make of an evaluated ping, and whose word counts when a person was faster.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Target } from '@trackwarden/contracts';
import { latch } from '../../test/latch.js';
import {
  createSite,
  createTarget,
  pingAndEvaluate,
  pingsOf,
  sendPing,
} from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';

describe('the policy of a site', () => {
  let server: TestServer;
  let sources: SourceSite;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  const targetWith = async (settings: object): Promise<Target> =>
    createTarget(server, await createSite(server, settings));

  it('by default lets nothing be published without a person, however good it is', async () => {
    const target = await targetWith({ trustedDomains: ['127.0.0.1'] });
    const url = sources.page('/good', linkingPage(target.url, 'A good post'));
    const ping = await pingAndEvaluate(server, target, url, { title: 'A good post' });
    expect(ping).toMatchObject({ status: 'pending', verification: { state: 'linked' } });
  });

  it('puts an unproven ping to spam by default', async () => {
    const target = await targetWith({});
    const ping = await pingAndEvaluate(server, target, sources.page('/bare', '<p>no link</p>'));
    expect(ping).toMatchObject({ status: 'spam', decidedBy: { kind: 'policy', id: null } });
  });

  it('keeps an unproven ping for a person when it says so', async () => {
    const target = await targetWith({ unproven: 'pending', spamFrom: 100 });
    const ping = await pingAndEvaluate(server, target, sources.page('/bare', '<p>no link</p>'));
    expect(ping).toMatchObject({ status: 'pending', verification: { state: 'no-link' } });
  });

  it('publishes a proven ping of a trusted source below its threshold', async () => {
    const target = await targetWith({ approveBelow: 98, trustedDomains: ['127.0.0.1'] });
    const url = sources.page('/proven', linkingPage(target.url));
    const ping = await pingAndEvaluate(server, target, url);
    expect(ping).toMatchObject({ status: 'approved', decidedBy: { kind: 'policy' } });
  });

  it('publishes nothing of a stranger below its threshold', async () => {
    const target = await targetWith({ approveBelow: 98 });
    const url = sources.page('/stranger', linkingPage(target.url));
    const ping = await pingAndEvaluate(server, target, url);
    expect(ping).toMatchObject({ status: 'pending', verification: { state: 'linked' } });
  });

  it.each([
    ['no link', { body: '<p>no link</p>' }],
    ['404', { status: 404 }],
    ['410', { status: 410 }],
  ])('never publishes an unproven ping, whatever its threshold: %s', async (name, page) => {
    const target = await targetWith({
      approveBelow: 98,
      spamFrom: 100,
      unproven: 'pending',
      trustedDomains: ['127.0.0.1'],
    });
    const url = sources.page(`/unproven/${encodeURIComponent(name)}`, page);
    const ping = await pingAndEvaluate(server, target, url);
    expect(ping.status).toBe('pending');
  });

  it('says that a domain is trusted, and scores it lower', async () => {
    const url = sources.page('/known', linkingPage('https://blog.example/entry'));
    const stranger = await pingAndEvaluate(server, await targetWith({}), url);
    const trusting = await targetWith({ trustedDomains: ['127.0.0.1'] });
    const friend = await pingAndEvaluate(server, trusting, url);
    expect(friend.signals.map(({ signal }) => signal)).toContain('trusted-domain');
    expect(Number(friend.score)).toBeLessThan(Number(stranger.score));
  });

  it('gives each signal a sentence, and points that add up to the score', async () => {
    const target = await targetWith({});
    const url = sources.page('/explained', linkingPage(target.url));
    const ping = await pingAndEvaluate(server, target, url, { title: 'Not on the page' });
    const logit = ping.signals.reduce((sum, { points }) => sum + points, Number(ping.prior));
    expect(ping.signals.length).toBeGreaterThan(0);
    expect(ping.signals.every(({ because }) => /^.{10,}$/.test(because))).toBe(true);
    expect(100 / (1 + Math.exp(-logit))).toBeCloseTo(Number(ping.score), 0);
  });

  it.each([
    ['approve', 'approved'],
    ['reject', 'rejected'],
  ])('does not overrule a person who decided %s during the check', async (verdict, status) => {
    const target = await targetWith({});
    const gate = latch();
    const url = sources.page(`/slow/${verdict}`, { body: '<p>no link</p>', after: gate.opened });
    await sendPing(target.trackbackUrl, { url });
    await waitFor('the source to be asked', () => sources.requests(`/slow/${verdict}`).length > 0);
    const [received] = await pingsOf(server, target.siteId);
    await server.api.post('/decisions', { verdict, pings: [{ id: received?.id }] });
    gate.open();
    await server.drain();
    const [ping] = await pingsOf(server, target.siteId);
    expect(ping).toMatchObject({
      status,
      verification: { state: 'no-link' },
      decidedBy: { kind: 'person' },
    });
  });

  it.each([
    ['a NUL character', '<title>A\0B</title>'],
    ['a lone surrogate', '<title>A&#xD800;B</title>'],
    ['a right-to-left override', '<title>A\u202eB</title>'],
    [
      'an escaped lone surrogate in JSON-LD',
      '<script type="application/ld+json">{"@type":"BlogPosting","headline":"A\\ud800B","author":{"name":"C\\u0000D\\udfff"}}</script>',
    ],
  ])('ends for a page with %s in its facts', async (_name, head) => {
    const target = await targetWith({});
    const url = sources.page(
      `/hostile/${encodeURIComponent(head.slice(7, 12))}`,
      `<html><head>${head}</head><body>${linkingPage(target.url, '')}`,
    );
    const ping = await pingAndEvaluate(server, target, url);
    expect(ping.verification.state).toBe('linked');
  });
});
