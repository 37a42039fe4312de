// Damaged requests against the started server: each is answered, none with an error of ours, and the
// server is well afterwards. More of them by `npm run fuzz -- --server`.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { Target } from '@trackwarden/contracts';
import { freePort } from '../../test/loopback.js';
import { mutatedRequest, plans, realRequests, type Plan } from '../../test/mutated-request.js';
import { createSite, createTarget, pingsOf, sendPing } from '../../test/pinging.js';
import { sendRaw } from '../../test/raw-http.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';

const MINUTE = 60_000;
const AT_ONCE = 8;
const runs = Number(process.env['FUZZ_RUNS'] ?? 15);
const minutes = Number(process.env['FUZZ_MINUTES'] ?? 0);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_021_128);
const PROTOCOLS = ['trackback', 'pingback', 'webmention'] as const;
const many =
  minutes > 0
    ? {
        seed,
        numRuns: Number.MAX_SAFE_INTEGER,
        plugins: [fc.interruptAfterTimeLimit((minutes * MINUTE) / PROTOCOLS.length)],
      }
    : { seed, numRuns: runs };

jest.setTimeout(MINUTE + minutes * MINUTE);

describe('a damaged request', () => {
  let server: TestServer;
  let sources: SourceSite;
  let target: Target;

  beforeAll(async () => {
    server = await startTestServer({
      // a damaged address may be that of a real host, which must not hear of this
      egressProxy: `http://127.0.0.1:${await freePort()}`,
    });
    sources = await startSourceSite();
    target = await createTarget(server, await createSite(server));
  });
  afterAll(() => Promise.all([sources.stop(), server.stop()]));

  it.each(PROTOCOLS)('to %s is answered, and by no error of ours', async (protocol) => {
    const to = new URL(
      protocol === 'trackback' ? target.trackbackUrl : `${server.url}/${protocol}`,
    );
    const requests = realRequests(protocol);
    const source = 'http://127.0.0.1:9/post';
    const values = {
      host: to.host,
      path: to.pathname,
      source: encodeURIComponent(source),
      plainSource: source,
      target: encodeURIComponent(target.url),
      plainTarget: target.url,
    };
    const together = fc.array(plans, { minLength: AT_ONCE, maxLength: AT_ONCE });
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(together, async (batch) => {
        await Promise.all(
          batch.map(async (plan) => {
            const bytes = mutatedRequest(requests, plan, values);
            const status = await sendRaw(server.url, bytes).then(
              (answer) => answer.status,
              (error: unknown) => String(error),
            );
            const isAnswered = typeof status === 'number' && status >= 200 && status < 500;
            if (!isAnswered) throw new Error(`${status} to ${bytes.toString('base64')}`);
            statuses.add(status);
          }),
        );
      }),
      many as fc.Parameters<[Plan[]]>,
    );
    // most bodies got through to the stage that judges them, and some heads did not
    expect(statuses).toContain(protocol === 'webmention' ? 201 : 200);
    expect(statuses).toContain(400);
  });

  it('leaves the server well', async () => {
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    const source = sources.page('/afterwards', linkingPage(target.url));
    await sendPing(target.trackbackUrl, { url: source });
    await waitFor('a good ping', async () => {
      const ping = (await pingsOf(server, target.siteId)).find((one) => one.source === source);
      return ping?.verification.state === 'linked';
    });
  });
});
