// The days of a chart of lessons: thirty without a gap, so that it tells how time went by.
import type { LearningReport } from '@trackwarden/contracts';

type Days = LearningReport['days'];

const dayMs = 86_400_000;
const shown = 30;

/** The 30 days up to the last one with lessons; days without any hold zeros. Empty without lessons. */
export function thirtyDays(days: Days): Days {
  const last = Date.parse(days.at(-1)?.day ?? '');
  if (Number.isNaN(last)) return [];
  const known = new Map(days.map((one) => [one.day, one]));
  return Array.from({ length: shown }, (_, at) => {
    const day = new Date(last - (shown - 1 - at) * dayMs).toISOString().slice(0, 10);
    return known.get(day) ?? { day, spam: 0, ham: 0 };
  });
}
