// The days of a chart stand without gaps.
import { describe, expect, it } from '@jest/globals';
import { thirtyDays } from './days.js';

describe('thirty days', () => {
  it('end on the last day with lessons, and hold zeros between', () => {
    const days = thirtyDays([
      { day: '2026-02-27', spam: 1, ham: 2 },
      { day: '2026-03-01', spam: 3, ham: 0 },
    ]);
    expect(days).toHaveLength(30);
    expect(days[0]?.day).toBe('2026-01-31');
    expect(days.slice(-3)).toEqual([
      { day: '2026-02-27', spam: 1, ham: 2 },
      { day: '2026-02-28', spam: 0, ham: 0 },
      { day: '2026-03-01', spam: 3, ham: 0 },
    ]);
  });

  it('leave out what was long before, and are none without lessons', () => {
    const days = thirtyDays([
      { day: '2025-01-01', spam: 9, ham: 9 },
      { day: '2026-03-01', spam: 1, ham: 0 },
    ]);
    expect(days.reduce((sum, { spam, ham }) => sum + spam + ham, 0)).toBe(1);
    expect(thirtyDays([])).toEqual([]);
  });
});
