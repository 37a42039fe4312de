// A later look at unknown sources, as another program: links taken away after the check, and links for the check only.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { List, Mentions, PingCheck, PingDetail, Site, Target } from '@trackwarden/contracts';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import {
  linkingPage,
  startSourceSite,
  type Page,
  type SourceSite,
} from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';
import { startWebhookReceiver, type WebhookReceiver } from '../../test/webhook-receiver.js';
import { Sweeper } from '../upkeep/sweeper.js';

const MINUTE = 60_000;
/** How the `User-Agent` of the other program begins. */
const BROWSER = 'Mozilla/5.0 (compatible; Trackwarden/';
const WITHOUT =
  '<html><head><title>A post</title></head><body><p>No link for you.</p></body></html>';

describe('the second look at a source that nobody knows', () => {
  let server: TestServer;
  let sources: SourceSite;
  let receiver: WebhookReceiver;
  let site: Site;
  let target: Target;
  let path: string;
  let count = 0;

  const put = (page: Page | string) => sources.page(path, page);
  const send = () => pingAndEvaluate(server, target, `${sources.url}${path}`);
  const read = async (id: string) => (await server.api.get<PingDetail>(`/pings/${id}`)).body;
  const checksOf = async (id: string) =>
    (await server.api.get<List<PingCheck>>(`/pings/${id}/checks`)).body.items;
  /** Its message has arrived too: a later one does not overtake it. */
  const approve = async (id: string) => {
    await server.api.post('/decisions', { verdict: 'approve', pings: [{ id }] });
    await server.drain();
  };
  const agents = () => sources.requests(path).map(({ headers }) => headers['user-agent'] ?? '');
  const shown = async () => {
    const response = await fetch(`${server.url}/sites/${site.key}/mentions.json`);
    return ((await response.json()) as Mentions).mentions;
  };
  const lastEvent = async () => {
    await server.drain();
    const own = receiver.messages.filter(({ body }) => body.data.ping.siteId === site.id);
    return own.at(-1)?.body.type;
  };
  const untilNextLook = async (id: string) => {
    const { nextCheckAt } = await read(id);
    return new Date(nextCheckAt ?? 0).getTime() - server.now().getTime();
  };
  /** Lets time pass until the source is looked at again, and has it done. */
  const nextLook = async (id: string) => {
    const before = (await checksOf(id)).length;
    server.passTime((await untilNextLook(id)) + 1000);
    await server.app.get(Sweeper).sweep();
    await waitFor('the next check', async () => (await checksOf(id)).length > before);
    await server.drain();
    return read(id);
  };

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    receiver = await startWebhookReceiver();
  });
  afterAll(async () => {
    await sources.stop();
    await receiver.stop();
    await server.stop();
  });
  // a site of its own each time: what people decide makes a domain known
  beforeEach(async () => {
    count += 1;
    path = `/post-${count}`;
    const origin = `https://blog-${count}.example`;
    site = await createSite(server, { spamFrom: 100 }, origin);
    target = await createTarget(server, site);
    put(linkingPage(target.url));
    const events = ['mention.approved', 'mention.removed', 'mention.unapproved', 'mention.spam'];
    await server.api.post(`/sites/${site.id}/webhooks`, { url: `${receiver.url}/hook`, events });
  });

  it('comes between ten minutes and an hour later, as another program, and is on record', async () => {
    const { id } = await send();
    const waitMs = await untilNextLook(id);
    expect(waitMs).toBeGreaterThan(9 * MINUTE);
    expect(waitMs).toBeLessThanOrEqual(60 * MINUTE);
    expect(await nextLook(id)).toMatchObject({
      status: 'pending',
      verification: { state: 'linked' },
    });
    expect(agents()).toEqual([
      expect.stringMatching(/^Trackwarden\/.*verifying a ping\)$/),
      expect.stringContaining(BROWSER),
    ]);
    const checks = await checksOf(id);
    expect(checks.map(({ isSecondLook }) => isSecondLook)).toEqual([true, false]);
    expect(checks.map(({ verification }) => verification.userAgent)).toEqual(agents().reverse());
    expect(checks[0]?.verification.sha256).toBe(checks[1]?.verification.sha256);
    expect(await untilNextLook(id)).toBeGreaterThan(20 * 60 * MINUTE);
  });

  it('is not brought forward by a ping that comes again', async () => {
    const { id } = await send();
    await send();
    expect(agents()).toHaveLength(2);
    expect(agents()[1]).not.toContain(BROWSER);
    await nextLook(id);
    expect(agents()[2]).toContain(BROWSER);
  });

  it('takes back a mention whose link was there for the first check only', async () => {
    const { id } = await send();
    await approve(id);
    put(WITHOUT);
    const after = await nextLook(id);
    expect(after).toMatchObject({ status: 'removed', verification: { state: 'no-link' } });
    expect(await shown()).toEqual([]);
    expect(await lastEvent()).toBe('mention.removed');
    const [check] = await checksOf(id);
    expect(check?.score).toBeGreaterThan(50);
  });

  describe('that shows the link to the check only', () => {
    beforeEach(() => {
      put({
        body: linkingPage(target.url),
        shownTo: { startOfUserAgent: BROWSER, page: { body: WITHOUT } },
      });
    });

    it('takes a mention out of the public and puts it before a person, with both looks on record', async () => {
      const first = await send();
      await approve(first.id);
      expect(await shown()).toHaveLength(1);
      const after = await nextLook(first.id);
      expect(after).toMatchObject({
        status: 'pending',
        isPublic: false,
        verification: {
          state: 'linked',
          otherLook: {
            userAgent: expect.stringContaining(BROWSER),
            state: 'no-link',
            httpStatus: 200,
          },
        },
        signals: expect.arrayContaining([expect.objectContaining({ signal: 'cloaked-link' })]),
      });
      expect(after.score).toBeGreaterThan(first.score ?? 0);
      expect(await shown()).toEqual([]);
      expect(await lastEvent()).toBe('mention.unapproved');
      expect(after.timeline.map(({ text }) => text).join('\n')).toContain(
        'shows the link to one program and not to another',
      );
    });

    it('leaves it to a person who approves it nevertheless', async () => {
      const { id } = await send();
      await nextLook(id);
      await approve(id);
      expect(await nextLook(id)).toMatchObject({ status: 'approved', isPublic: true });
    });

    it('forgets it when both programs are shown the link again', async () => {
      const { id } = await send();
      await nextLook(id);
      put(linkingPage(target.url));
      const after = await nextLook(id);
      expect(after.verification.otherLook).toBeNull();
      expect(after.signals.map(({ signal }) => signal)).not.toContain('cloaked-link');
    });

    it('only counts in the score where the owner does not mind', async () => {
      await server.api.patch(`/sites/${site.id}`, { settings: { cloaking: 'ignore' } });
      const { id } = await send();
      await approve(id);
      const after = await nextLook(id);
      expect(after).toMatchObject({ status: 'approved', isPublic: true });
      expect(after.signals.map(({ signal }) => signal)).toContain('cloaked-link');
    });
  });

  it('is tried three times where the other program is turned away, and takes nothing back', async () => {
    put({
      body: linkingPage(target.url),
      shownTo: { startOfUserAgent: BROWSER, page: { status: 403, body: 'no' } },
    });
    const { id } = await send();
    await approve(id);
    for (let look = 0; look < 3; look += 1)
      expect(await nextLook(id)).toMatchObject({ status: 'approved', isPublic: true });
    expect(await nextLook(id)).toMatchObject({ status: 'approved', lastFailure: null });
    expect(agents().filter((agent) => agent.startsWith(BROWSER))).toHaveLength(3);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'trusted',
      () => server.api.patch(`/sites/${site.id}`, { settings: { trustedDomains: ['127.0.0.1'] } }),
    ],
    [
      'approved before',
      async () => {
        const source = sources.page(`${path}-earlier`, linkingPage(target.url));
        await approve((await pingAndEvaluate(server, target, source)).id);
      },
    ],
  ])('is not made of a domain that is %s', async (_how, prepare) => {
    await prepare();
    const { id } = await send();
    expect(await untilNextLook(id)).toBeGreaterThan(20 * 60 * MINUTE);
    await nextLook(id);
    expect(agents().some((agent) => agent.startsWith(BROWSER))).toBe(false);
  });
});
