// When a source is looked at again, and when what was proven is given up.
import { describe, expect, it } from '@jest/globals';
import { isGivenUp, nextCheckAt } from './check-schedule.js';

const NOW = new Date('2026-03-01T00:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const MAY_RETURN = { isProven: false, state: 'unreachable', isTransient: true } as const;

type Checked = Parameters<typeof nextCheckAt>[0];

/** Hours until the next look, without the spread (ids that end in 7fff have none to speak of). */
function hoursUntil(change: Partial<Checked>): number | null {
  const at = nextCheckAt(
    {
      pingId: '0190aaaa-0000-7000-8000-000000007fff',
      status: 'approved',
      state: 'linked',
      isTransient: false,
      isProven: true,
      failures: 0,
      goodChecks: 1,
      ...change,
    },
    NOW,
  );
  return at && Math.round(((at.getTime() - NOW.getTime()) / HOUR) * 100) / 100;
}

describe('the next look at a source', () => {
  it.each<[string, Partial<Checked>, number | null]>([
    ['a day after it was proven', {}, 24],
    ['a week after that', { goodChecks: 2 }, 7 * 24],
    ['then after a month', { goodChecks: 3 }, 30 * 24],
    ['then every 90 days', { goodChecks: 4 }, 90 * 24],
    ['and so on', { goodChecks: 40 }, 90 * 24],
    ['for a pending ping too', { status: 'pending' }, 24],
    ['never for spam', { status: 'spam' }, null],
    ['never for a rejected ping', { status: 'rejected' }, null],
    ['never for a removed ping', { status: 'removed' }, null],
    ['an hour after a first failure', { state: 'unreachable', failures: 1 }, 1],
    ['six hours after a second', { state: 'refused', failures: 2 }, 6],
    ['then once a day', { state: 'unreachable', failures: 9 }, 24],
    ['soon when it was never read', { isProven: false, state: 'unreachable', failures: 1 }, 0.17],
    ['even as spam', { isProven: false, status: 'spam', state: 'unreachable', failures: 4 }, 24],
    ['but not for ever', { isProven: false, state: 'unreachable', failures: 5 }, null],
    ['within seconds when it may be there again', { ...MAY_RETURN, failures: 1 }, 0],
    ['once more', { ...MAY_RETURN, failures: 2 }, 0],
    ['then like any other', { ...MAY_RETURN, failures: 3 }, 0.17],
    ['up to a day', { ...MAY_RETURN, failures: 6 }, 24],
    ['then no more', { ...MAY_RETURN, failures: 7 }, null],
    ['not when it has no link', { isProven: false, state: 'no-link', failures: 1 }, null],
    ['not when its address is refused', { isProven: false, state: 'refused', failures: 1 }, null],
  ])('%s', (_when, change, hours) => {
    expect(hoursUntil(change)).toBe(hours);
  });

  it('is spread, so that what came together is not asked for together', () => {
    const [early, late] = ['0000', 'ffff'].map((end) =>
      hoursUntil({ pingId: `0190aaaa-0000-7000-8000-00000000${end}` }),
    );
    expect([early, late]).toEqual([21.6, 26.4]);
  });
});

describe('a proven source', () => {
  const failing = (count: number, days: number) => ({
    at: new Date(NOW.getTime() + days * DAY).toISOString(),
    since: NOW.toISOString(),
    state: 'unreachable' as const,
    httpStatus: 503,
    failure: 'http-status' as const,
    error: null,
    count,
  });

  it.each([
    [1, 30, false],
    [100, 2.9, false],
    [4, 4, false],
    [5, 3, true],
  ])('that failed %i times over %f days is given up: %s', (count, days, expected) => {
    expect(isGivenUp(failing(count, days))).toBe(expected);
  });
});
