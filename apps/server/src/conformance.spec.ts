// The public conformance suite against this server: every case of all three protocols.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allCases, runConformance, type CaseResult } from '@trackwarden/conformance';
import { ADMIN_TOKEN } from '../test/test-config.js';
import { startTestServer, type TestServer } from '../test/started-server.js';

/** Faults that only a receiver can give which fetches within the request. */
const READ_LATER = ['pingback.source-404', 'pingback.source-500', 'pingback.source-no-link'];

/** Runs side by side, each with a site of its own: nearly all of the time is waiting. */
const RUNS = 4;

describe('the conformance suite', () => {
  let server: TestServer;
  let results: CaseResult[];

  beforeAll(async () => {
    // a source that drips is given up after it: sooner than usual, and still long for all others
    server = await startTestServer({ sourceTimeoutsMs: [5_000] });
    const reports = await Promise.all(
      Array.from({ length: RUNS }, (_, run) => {
        const cases = allCases.map(({ id }) => id).filter((_id, at) => at % RUNS === run);
        return runConformance({ receiver: server.url, token: ADMIN_TOKEN, cases });
      }),
    );
    results = reports.flatMap((report) => report.results);
  }, 300_000);
  afterAll(() => server.stop());

  const resultOf = (id: string) => {
    const result = results.find((each) => each.id === id);
    return result && { ...result, exchanges: undefined };
  };

  it.each(
    allCases.filter(({ id }) => !READ_LATER.includes(id)).map(({ id, title }) => [id, title]),
  )('passes %s: %s', (id) => {
    expect(resultOf(id)).toMatchObject({ outcome: 'passed' });
  });

  it.each(READ_LATER)('has nothing to say on %s, since it answers before it reads', (id) => {
    expect(resultOf(id)).toMatchObject({
      outcome: 'skipped',
      because: 'the receiver reads the source after its answer, which it may',
    });
  });
});
