// How old a page may be to judge a ping by.
import { describe, expect, it } from '@jest/globals';
import type { CheckFailure, Verification } from '@trackwarden/contracts';
import { notVerified } from '../../pings/ping-view.js';
import { freshFrom } from './freshness.js';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 2, 1, 12, 0, seconds));
const checked = (seconds: number): Verification => ({
  ...notVerified,
  checkedAt: at(seconds).toISOString(),
});
const failed = (seconds: number): CheckFailure => ({
  at: at(seconds).toISOString(),
  since: at(0).toISOString(),
  ...{ state: 'unreachable', httpStatus: 503, error: null, failure: 'http-status', count: 1 },
});
const fresh = { receivedAt: at(10), checkRequestedAt: null, verification: null, lastFailure: null };

describe('the page that a ping is judged by is fetched', () => {
  it('at most moments before the ping came, at its first check', () => {
    expect(freshFrom(fresh)).toEqual(at(5));
  });

  it('after the ping was sent again', () => {
    const verification = checked(11);
    expect(freshFrom({ ...fresh, verification, checkRequestedAt: at(20) })).toEqual(at(20));
    expect(freshFrom({ ...fresh, checkRequestedAt: at(20) })).toEqual(at(20));
  });

  it.each([
    ['check', { verification: checked(30) }],
    ['failure', { verification: checked(11), lastFailure: failed(30) }],
  ])('after the last %s', (_what, last) => {
    const from = freshFrom({ ...fresh, ...last, checkRequestedAt: at(20) });
    expect(from.getTime()).toBe(at(30).getTime() + 1);
  });
});
