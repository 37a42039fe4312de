// Sources on servers that are slow, endless, broken or hostile: each check ends in a kind, good pings go
// on meanwhile, and nothing of it stays.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ping, Target, VerificationState } from '@trackwarden/contracts';
import {
  startMisbehavingSite,
  type Habit,
  type MisbehavingSite,
} from '../../test/misbehaving-site.js';
import { createSite, createTarget, pingsOf, sendPing } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';

/** Shorter than those of the product, so that what hangs is given up within the test. */
const fetchLimits = {
  connectTimeoutMs: 3_000,
  headersTimeoutMs: 2_500,
  idleTimeoutMs: 2_500,
  totalTimeoutMs: 4_000,
};

const habits: [Habit, VerificationState, string | null][] = [
  ['never-answers', 'unreachable', 'the response head took longer than 2500 ms'],
  ['drips-its-head', 'unreachable', 'the response head took longer than 2500 ms'],
  ['drips-its-body', 'unreachable', 'the request took longer than 4000 ms'],
  ['falls-silent', 'unreachable', 'the next part of the body took longer than 2500 ms'],
  ['endless-head', 'unreachable', 'Headers Overflow'],
  ['endless-body', 'no-link', null],
  ['gzip-bomb', 'unreachable', 'compressed to unfold without end'],
  ['brotli-bomb', 'unreachable', 'compressed to unfold without end'],
  ['deflate-garbage', 'unreachable', 'Z_DATA_ERROR'],
  ['unknown-coding', 'unreachable', 'unknown content coding aes256'],
  ['resets-in-mid-body', 'unreachable', 'UND_ERR_SOCKET'],
  ['ends-too-early', 'unreachable', 'UND_ERR_SOCKET'],
  ['says-too-little', 'linked', null],
  ['redirects-in-a-circle', 'unreachable', 'the redirects form a circle'],
  ['redirects-on-and-on', 'unreachable', 'more than 5 redirects'],
  ['unknown-charset', 'linked', null],
  ['no-body', 'no-link', null],
  ['no-http', 'unreachable', 'does not match the HTTP/1.1 protocol'],
];

describe('a source on a server', () => {
  let server: TestServer;
  let bad: MisbehavingSite;
  let good: SourceSite;
  let target: Target;

  beforeAll(async () => {
    server = await startTestServer({
      fetchAllow: '127.0.0.0/8',
      fetchLimits,
      sourceTimeoutsMs: [fetchLimits.totalTimeoutMs],
      // what hangs all at once, and one more
      workerConcurrency: habits.length + 1,
    });
    target = await createTarget(server, await createSite(server));
    bad = await startMisbehavingSite('127.0.0.4', () => target.url);
    good = await startSourceSite();
  });
  afterAll(() => Promise.all([bad.stop(), good.stop(), server.stop()]));

  const send = (url: string) => sendPing(target.trackbackUrl, { url });
  const ping = async (source: string): Promise<Ping | undefined> =>
    (await pingsOf(server, target.siteId)).find((one) => one.source === source);

  /** So many of them were asked, and nothing of that is open; what failed is asked again a little later. */
  const checked = (count: number) =>
    waitFor(
      'every check to have ended',
      async () => {
        const [row] = await server.query<{ checked: number }>(
          `SELECT count(*)::int AS checked FROM pings
           WHERE source LIKE '%127.0.0.4%' AND verification_state <> 'waiting'`,
        );
        return row?.checked === count && bad.open() === 0;
      },
      60_000,
    );

  it('that hangs leaves good pings alone', async () => {
    const hanging: Habit[] = ['never-answers', 'drips-its-head', 'drips-its-body', 'falls-silent'];
    // together: the first must not have been given up when the last begins
    const pages = hanging.flatMap((habit) => [11, 12, 13].map((n) => bad.page(habit, n)));
    await Promise.all(pages.map(send));
    await waitFor('all of them to hang', () => bad.open() === 12);
    const source = good.page('/good', linkingPage(target.url));
    await send(source);
    await waitFor('the good one to be asked', () => good.requests('/good').length > 0);
    expect(bad.open()).toBeGreaterThan(0);
    await waitFor('the good one', async () => {
      return (await ping(source))?.verification.state === 'linked';
    });
    await checked(12);
  });

  describe('of bad habits ends in a kind:', () => {
    beforeAll(async () => {
      for (const [habit] of habits) await send(bad.page(habit));
      await send(bad.page('no-http').replace('http:', 'https:'));
      await checked(12 + habits.length + 1);
    });

    it.each(habits)('%s is %s', async (habit, state, error) => {
      const { verification } = (await ping(bad.page(habit)))!;
      expect(verification).toMatchObject({
        state,
        error: error === null ? null : expect.stringContaining(error),
      });
    });

    it('no TLS where it is asked for', async () => {
      const source = bad.page('no-http').replace('http:', 'https:');
      expect((await ping(source))?.verification).toMatchObject({
        state: 'unreachable',
        error: expect.stringContaining('SSL'),
      });
    });
  });

  it('leaves neither memory nor connections behind', async () => {
    const quick: Habit[] = [
      'endless-head',
      'endless-body',
      'gzip-bomb',
      'brotli-bomb',
      'deflate-garbage',
      'resets-in-mid-body',
      'redirects-on-and-on',
    ];
    const flood = async (from: number, to: number) => {
      for (let n = from; n < to; n += 1) {
        await Promise.all(quick.map((habit) => send(bad.page(habit, n))));
      }
      await checked(12 + habits.length + 1 + (to - 100) * quick.length);
    };
    await flood(100, 104);
    const before = usedBytes();
    await flood(104, 116);
    // twelve endless bodies, cut at a megabyte each, were they kept; the last checks are still ending
    await waitFor('the memory to be given back', () => usedBytes() - before < 8_000_000);
  });
});

function usedBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
