// A right receiver passes: every case that can be tried without an API, and nothing fails for the wrong reason.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startRightReceiver } from '../test/right-receiver.js';
import { exitCodeOf, type ConformanceReport } from './report/report.js';
import { runConformance } from './run-conformance.js';

/** What the small receiver leaves out: it looks for links alone. */
const LEFT_OUT = ['webmention.delete-meta'];

describe('a right receiver', () => {
  let receiver: Awaited<ReturnType<typeof startRightReceiver>>;
  let report: ConformanceReport;

  beforeAll(async () => {
    receiver = await startRightReceiver();
    report = await runConformance({ receiver: receiver.page, timeoutMs: 5_000 });
  }, 120_000);
  afterAll(() => receiver.stop());

  it('fails no case but what it leaves out', () => {
    const failed = report.results.filter(({ outcome }) => outcome === 'failed');
    expect(
      failed
        .filter(({ id }) => !LEFT_OUT.includes(id))
        .map(({ id, because }) => `${id}: ${because ?? ''}`),
    ).toEqual([]);
    expect(exitCodeOf(report)).toBe(0);
  });

  it('has all its three endpoints discovered', () => {
    expect(report.results.filter(({ because }) => because === 'not offered')).toEqual([]);
  });

  it('passes the cases in which an outcome is seen on its status page', () => {
    const seen = report.results.filter(({ id }) => id.startsWith('webmention.source-'));
    expect(seen.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(12);
  });

  it('is told why a case was skipped', () => {
    const skipped = report.results.filter(({ outcome }) => outcome === 'skipped');
    expect(skipped.map(({ because }) => because)).not.toContain(null);
    expect(skipped.length).toBeLessThan(report.results.length / 5);
  });
});
