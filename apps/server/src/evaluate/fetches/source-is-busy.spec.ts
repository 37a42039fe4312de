// How long a ping stays away from a source that is busy.
import { describe, expect, it } from '@jest/globals';
import { busyWaitMs } from './source-is-busy.js';

describe('the wait for a busy source', () => {
  it.each([
    [0, 0, 125],
    [0, 1, 250],
    [1, 1, 500],
    [5, 1, 8_000],
    [1_000, 1, 8_000],
    [1_000, 0, 4_000],
  ])('after %i times in vain, by chance %d, is %i ms', (timesBefore, random, ms) => {
    expect(busyWaitMs(timesBefore, random)).toBe(ms);
  });
});
