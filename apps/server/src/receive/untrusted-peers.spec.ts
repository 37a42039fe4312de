// Without a trusted proxy nobody can say that they are somebody else.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endpointsOf, knock, PROTOCOLS } from '../../test/knocking.js';
import { createSite } from '../../test/pinging.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

const TARGET = 'https://blog.example/entry';

describe('a sender that names another address for itself', () => {
  let untrusting: TestServer;
  beforeAll(async () => {
    // trusts a proxy, only not the one on this connection
    untrusting = await startTestServer({ trustedProxies: ['10.0.0.0/8'] });
  });
  afterAll(() => untrusting.stop());

  it.each(PROTOCOLS)('is known by its own by %s', async (protocol) => {
    const site = await createSite(untrusting);
    for (const ip of ['203.0.113.9', '203.0.113.9, 10.0.0.1'])
      await knock(protocol, endpointsOf(untrusting, site, TARGET)[protocol], {
        source: `http://127.0.0.1:9/${ip.length}-${protocol}`,
        target: TARGET,
        ip,
      });
    const rows = await untrusting.query<{ sender_ip: string }>('SELECT sender_ip FROM pings');
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.every(({ sender_ip }) => sender_ip === '127.0.0.1')).toBe(true);
  });
});
