// The same ping again: nothing is stored twice, nobody's decision is undone by it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ping, Site, Target } from '@trackwarden/contracts';
import {
  createSite,
  createTarget,
  OK,
  pingAndEvaluate,
  pingsOf,
  sendPing,
} from '../../test/pinging.js';
import { latch } from '../../test/latch.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { startWebhookReceiver, type WebhookReceiver } from '../../test/webhook-receiver.js';

describe('a ping that comes again', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let target: Target;
  const from = async (url: string): Promise<Ping[]> =>
    (await pingsOf(server, site.id)).filter(({ source }) => source.startsWith(url));

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  it('is answered like the first, stored once and counted', async () => {
    const url = sources.page('/twice', linkingPage(target.url));
    const answers = [
      await sendPing(target.trackbackUrl, { url }),
      await sendPing(target.trackbackUrl, { url }),
    ];
    expect(answers.map(({ text }) => text)).toEqual([OK, OK]);
    expect(await from(url)).toMatchObject([{ seenCount: 2 }]);
  });

  it('is the same ping with another fragment', async () => {
    const url = sources.page('/fragment', linkingPage(target.url));
    await sendPing(target.trackbackUrl, { url: `${url}#one` });
    await sendPing(target.trackbackUrl, { url: `${url}#two` });
    expect(await from(url)).toMatchObject([{ seenCount: 2 }]);
  });

  it('is another ping for another target', async () => {
    const other = await createTarget(server, site, '/other');
    const url = sources.page('/both', linkingPage(target.url));
    await sendPing(target.trackbackUrl, { url });
    await sendPing(other.trackbackUrl, { url });
    expect(await from(url)).toHaveLength(2);
  });

  describe('twenty times at once', () => {
    let answers: string[];
    let url: string;

    beforeAll(async () => {
      // the check ends only when all have come: one that comes after it asks for another
      const allCame = latch();
      url = sources.page('/crowd', { body: linkingPage(target.url), after: allCame.opened });
      const sent = Array.from({ length: 20 }, () => sendPing(target.trackbackUrl, { url }));
      answers = (await Promise.all(sent)).map(({ text }) => text);
      allCame.open();
      await server.drain();
    });

    it('is taken each time and stored once', async () => {
      expect(answers).toEqual(Array.from({ length: 20 }, () => OK));
      expect(await from(url)).toHaveLength(1);
    });

    it('is evaluated once', () => {
      expect(sources.requests('/crowd')).toHaveLength(1);
    });

    it('is counted each time', async () => {
      expect(await from(url)).toMatchObject([{ seenCount: 20 }]);
    });
  });

  describe('to a site with a webhook for mention.received', () => {
    let receiver: WebhookReceiver;
    const targets: Target[] = [];
    const sendAgain = ({ trackbackUrl }: Target, name: string) =>
      sendPing(trackbackUrl, { url: `${sources.url}/announced-${name}` });
    const announced = () =>
      receiver.messages.map(({ body }) => new URL(body.data.ping.source).pathname.slice(-1)).sort();

    beforeAll(async () => {
      receiver = await startWebhookReceiver();
      for (const name of ['a', 'b']) {
        const watched = await createSite(server);
        const url = `${receiver.url}/hook`;
        await server.api.post(`/sites/${watched.id}/webhooks`, {
          url,
          events: ['mention.received'],
        });
        const entry = await createTarget(server, watched);
        targets.push(entry);
        sources.page(`/announced-${name}`, linkingPage(entry.url));
        await sendAgain(entry, name);
      }
      await server.drain();
    });
    afterAll(() => receiver.stop());

    it('announces neither itself nor any other ping of this or another site', async () => {
      const [first, second] = targets;
      expect(announced()).toEqual(['a', 'b']);
      if (first && second)
        await Promise.all([sendAgain(first, 'a'), sendAgain(first, 'a'), sendAgain(second, 'b')]);
      await server.drain();
      const rows = await server.query(`SELECT id FROM deliveries WHERE type = 'mention.received'`);
      expect(rows).toHaveLength(2);
      expect(announced()).toEqual(['a', 'b']);
    });

    it('leaves a new one that comes with it its own message', async () => {
      const [first] = targets;
      sources.page('/announced-c', linkingPage(first?.url ?? ''));
      if (first) await Promise.all([sendAgain(first, 'a'), sendAgain(first, 'c')]);
      await server.drain();
      expect(announced()).toEqual(['a', 'b', 'c']);
    });
  });

  it('is checked again when its link could not be proven before', async () => {
    const url = sources.page('/late-link', '<p>No link yet.</p>');
    const before = await pingAndEvaluate(server, target, url);
    sources.page('/late-link', linkingPage(target.url));
    const after = await pingAndEvaluate(server, target, url);
    expect(before).toMatchObject({ status: 'spam', verification: { state: 'no-link' } });
    expect(after).toMatchObject({ status: 'pending', verification: { state: 'linked' } });
  });

  it('is checked at once three times within an hour; what comes later waits for its end', async () => {
    const url = sources.page('/noisy', linkingPage(target.url));
    for (let sent = 1; sent <= 6; sent += 1) await pingAndEvaluate(server, target, url);
    expect(sources.requests('/noisy')).toHaveLength(4);
    const [row] = await server.query<{ waits: boolean }>(
      `SELECT next_check_at BETWEEN now() AND now() + interval '1 hour' AS waits
       FROM pings WHERE source = $1`,
      [url],
    );
    expect(row).toEqual({ waits: true });

    await server.query(
      `UPDATE pings SET resend_since = resend_since - interval '1 hour' WHERE source = $1`,
      [url],
    );
    await pingAndEvaluate(server, target, url);
    expect(sources.requests('/noisy')).toHaveLength(5);
  });

  it('is not checked again once a person has refused it', async () => {
    const url = sources.page('/refused', linkingPage(target.url));
    const { id } = await pingAndEvaluate(server, target, url);
    await server.api.post('/decisions', { verdict: 'reject', pings: [{ id }] });
    await pingAndEvaluate(server, target, url);
    expect(sources.requests('/refused')).toHaveLength(1);
  });

  it.each([
    ['approve', 'approved'],
    ['reject', 'rejected'],
    ['spam', 'spam'],
  ])('leaves the verdict %s of a person as it is', async (verdict, status) => {
    const url = sources.page(`/decided-${verdict}`, '<p>Never a link.</p>');
    const { id } = await pingAndEvaluate(server, target, url);
    await server.api.post('/decisions', { verdict, pings: [{ id }] });
    const again = await pingAndEvaluate(server, target, url);
    expect(again).toMatchObject({ id, status, seenCount: 2, decidedBy: { kind: 'person' } });
  });
});
