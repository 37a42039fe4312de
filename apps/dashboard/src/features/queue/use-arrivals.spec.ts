// What counts as new.
import { describe, expect, it } from '@jest/globals';
import { pingOf } from '../../testing/fixtures.js';
import { arrivalsIn } from './use-arrivals.js';

describe('arrivalsIn', () => {
  it('counts what is ahead of the list', () => {
    expect(arrivalsIn([pingOf(3, 'c'), pingOf(2, 'b')], [pingOf(2, 'b')])).toBe(1);
  });

  it('counts a ping that was checked late and belongs between known ones', () => {
    const known = [pingOf(5, 'e'), pingOf(1, 'a')];
    expect(arrivalsIn([pingOf(5, 'e'), pingOf(3, 'c'), pingOf(1, 'a')], known)).toBe(1);
  });

  it('does not count older pings that moved up because others were decided', () => {
    expect(arrivalsIn([pingOf(2, 'b'), pingOf(1, 'a')], [pingOf(3, 'c'), pingOf(2, 'b')])).toBe(0);
  });

  it('counts everything when the list was empty', () => {
    expect(arrivalsIn([pingOf(2, 'b'), pingOf(1, 'a')], [])).toBe(2);
  });

  it('are what is newer than all rows, where these stand in another order', () => {
    const known = [pingOf(3, 'c'), pingOf(1, 'a')];
    const head = [pingOf(4, 'd'), pingOf(3, 'c'), pingOf(2, 'b'), pingOf(1, 'a')];
    expect(arrivalsIn(head, known, { isByTime: false })).toBe(1);
  });
});
