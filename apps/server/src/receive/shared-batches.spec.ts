// Pings that arrive together share queries; one that cannot be stored must not take the others with it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Site, Target } from '@trackwarden/contracts';
import { createSite, createTarget, OK, sendPing } from '../../test/pinging.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { PingRecorder, type ReceivedPing } from '../pings/ping-recorder.js';
import { AddressBook } from '../sites/addressed.js';

const UNKNOWN = '01930000-0000-7000-8000-000000000000';

describe('pings that arrive together', () => {
  let server: TestServer;
  let site: Site;
  let target: Target;

  beforeAll(async () => {
    server = await startTestServer();
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  afterAll(() => server.stop());

  const received = (source: string, targetId: string): ReceivedPing => ({
    siteId: site.id,
    targetId,
    protocol: 'trackback',
    source,
    canonicalSource: source,
    targetGiven: target.url,
    domain: 'sender.example',
    claimed: { title: '', excerpt: '', blogName: '' },
    textFingerprint: null,
    scope: 'page' as const,
    vouch: null,
    accessCode: null,
    sender: { ip: '192.0.2.1', userAgent: '' },
    address: 'plain',
    dateWanted: false,
    isDeferred: false,
    announce: false,
  });

  it('are each stored, under ids of their own', async () => {
    const sources = Array.from({ length: 50 }, (_, index) => `http://127.0.0.1:9/crowd/${index}`);
    const answers = await Promise.all(
      sources.map((url) => sendPing(target.trackbackUrl, { url, title: url })),
    );
    expect(answers.map(({ text }) => text)).toEqual(sources.map(() => OK));
    const rows = await server.query<{ source: string; title: string }>(
      `SELECT source, claimed->>'title' AS title FROM pings WHERE source LIKE '%/crowd/%'`,
    );
    expect(rows.map(({ source }) => source).sort()).toEqual([...sources].sort());
    expect(rows.filter(({ source, title }) => source !== title)).toEqual([]);
  });

  it('are looked up beside a key that no database can look up', async () => {
    const addresses = server.app.get(AddressBook);
    const [good] = await Promise.allSettled([addresses.find(target.key), addresses.find('a\0b')]);
    expect(good).toMatchObject({ status: 'fulfilled', value: { target: { id: target.id } } });
  });

  it('are stored beside one whose target was deleted meanwhile', async () => {
    const recorder = server.app.get(PingRecorder);
    const [good, bad] = await Promise.allSettled([
      recorder.record(received('http://127.0.0.1:9/good', target.id)),
      recorder.record(received('http://127.0.0.1:9/orphan', UNKNOWN)),
    ]);
    expect(bad.status).toBe('rejected');
    expect(good.status).toBe('fulfilled');
  });
});
