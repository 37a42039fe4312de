// A right receiver passes: every case that can be tried without an API, and nothing fails for the wrong reason.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startRightReceiver } from '../test/right-receiver.js';
import { allCases } from './cases/all-cases.js';
import { exitCodeOf, type CaseResult, type ConformanceReport } from './report/report.js';
import { runConformance } from './run-conformance.js';

/** What the small receiver leaves out: it looks for links alone. */
const LEFT_OUT = ['webmention.delete-meta'];
/** Runs side by side: nearly all of the time is waiting. */
const RUNS = 4;

describe('a right receiver', () => {
  let receiver: Awaited<ReturnType<typeof startRightReceiver>>;
  let reports: ConformanceReport[];
  let results: CaseResult[];

  beforeAll(async () => {
    receiver = await startRightReceiver();
    reports = await Promise.all(
      Array.from({ length: RUNS }, (_, run) => {
        const cases = allCases.map(({ id }) => id).filter((_id, at) => at % RUNS === run);
        return runConformance({ receiver: receiver.page, timeoutMs: 5_000, cases });
      }),
    );
    results = reports.flatMap((report) => report.results);
    expect(results).toHaveLength(allCases.length);
  }, 120_000);
  afterAll(() => receiver.stop());

  it('fails no case but what it leaves out', () => {
    const failed = results.filter(({ outcome }) => outcome === 'failed');
    expect(
      failed
        .filter(({ id }) => !LEFT_OUT.includes(id))
        .map(({ id, because }) => `${id}: ${because ?? ''}`),
    ).toEqual([]);
    expect(reports.map(exitCodeOf)).toEqual(reports.map(() => 0));
  });

  it('has all its three endpoints discovered', () => {
    expect(results.filter(({ because }) => because === 'not offered')).toEqual([]);
  });

  it('passes the cases in which an outcome is seen on its status page', () => {
    const seen = results.filter(({ id }) => id.startsWith('webmention.source-'));
    expect(seen.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(12);
  });

  it('is told why a case was skipped', () => {
    const skipped = results.filter(({ outcome }) => outcome === 'skipped');
    expect(skipped.map(({ because }) => because)).not.toContain(null);
    expect(skipped.length).toBeLessThan(results.length / 5);
  });
});
