// Waits for a condition, never for a time alone.
import { setTimeout as sleep } from 'node:timers/promises';

const STEP_MS = 50;

/** The first value that is not null, or null when `timeoutMs` have passed. */
export async function until<T>(
  look: () => Promise<T | null> | T | null,
  timeoutMs: number,
): Promise<T | null> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== null || Date.now() >= end) return found;
    await sleep(Math.min(STEP_MS, Math.max(1, end - Date.now())));
  }
}

/** Waits until a count has not risen for `quietMs`, or is above `limit`; answers it. */
export async function untilQuiet(
  count: () => number,
  limit: number,
  quietMs: number,
): Promise<number> {
  let [last, since] = [count(), Date.now()];
  while (last <= limit && Date.now() - since < quietMs) {
    await sleep(STEP_MS);
    if (count() !== last) [last, since] = [count(), Date.now()];
  }
  return last;
}
