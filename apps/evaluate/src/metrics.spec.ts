// The figures, on rankings whose figures are known.
import { describe, expect, it } from '@jest/globals';
import { parseCsv } from './csv.js';
import { areaUnderCurve, calibrationError, recallAt } from './metrics.js';
import { dealSites } from './prior/groups.js';
import { shuffled } from './prior/shuffle.js';

const judged = (text: string) =>
  text
    .split(' ')
    .map((part) => ({ isSpam: part.startsWith('s'), probability: Number(part.slice(1)) }));

describe('the figures', () => {
  it.each([
    ['h0.1 h0.2 s0.8 s0.9', 1, 1],
    ['s0.1 s0.2 h0.8 h0.9', 0, 0],
    ['h0.5 s0.5', 0.5, 0],
    ['h0.1 s0.2 h0.3 s0.4', 0.75, 0.5],
  ])('of %s', (text, area, recall) => {
    expect(areaUnderCurve(judged(text))).toBe(area);
    expect(recallAt(judged(text), 0.01)).toBe(recall);
  });

  it('are silent without both classes', () => {
    expect(areaUnderCurve(judged('h0.1'))).toBeNull();
    expect(recallAt(judged('s0.1'), 0.01)).toBeNull();
  });

  it('let one ham in a hundred pass at 1 %', () => {
    const hams = Array.from({ length: 100 }, (_, at) => `h${String(at === 0 ? 0.99 : 0.1)}`).join(
      ' ',
    );
    expect(recallAt(judged(`${hams} s0.9 s0.05`), 0.01)).toBe(0.5);
  });

  it('know a calibrated judge from a boaster', () => {
    expect(calibrationError(judged('s0.95 s0.95 h0.05 h0.05'))).toBeCloseTo(0.05, 6);
    expect(calibrationError(judged('s0.95 h0.95'))).toBeCloseTo(0.45, 6);
  });
});

describe('the dealing of sites', () => {
  it('keeps a site in one group and spreads the spams', () => {
    const rows = ['a', 'b', 'c', 'd'].flatMap((site) =>
      Array.from({ length: 4 }, () => ({ site, isSpam: site < 'c' })),
    );
    const groups = dealSites(rows, 2);
    expect(groups.get('a')).not.toBe(groups.get('b'));
    expect(groups.get('c')).not.toBe(groups.get('d'));
  });

  it('keeps a site in one group however they are dealt, and deals otherwise for another number', () => {
    const rows = Array.from({ length: 40 }, (_, at) => ({
      site: `site ${String(at % 12)}`,
      isSpam: at % 3 === 0,
    }));
    const [first, second] = [dealSites(rows, 3, 1), dealSites(rows, 3, 2)];
    expect([...first.keys()].sort()).toEqual([...dealSites(rows, 3).keys()].sort());
    expect(dealSites(rows, 3, 1)).toEqual(first);
    expect([...second].sort()).not.toEqual([...first].sort());
    expect(new Set(first.values()).size).toBe(3);
  });

  it('and the shuffle depend on the seed alone', () => {
    expect(shuffled(50, 1)).toEqual(shuffled(50, 1));
    expect(shuffled(50, 1)).not.toEqual(shuffled(50, 2));
    expect([...shuffled(50, 3)].sort((one, other) => one - other)).toEqual(
      Array.from({ length: 50 }, (_, at) => at),
    );
  });
});

describe('comma-separated values', () => {
  it('know quotes, line breaks and empty cells', () => {
    expect(parseCsv('a,b\r\n"x, ""y""\nz",\n,2')).toEqual([
      ['a', 'b'],
      ['x, "y"\nz', ''],
      ['', '2'],
    ]);
  });
});
