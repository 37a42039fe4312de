// Waiting for something to become true, with a bound, instead of sleeping.
import { setTimeout as pause } from 'node:timers/promises';

/** Only a test that fails waits so long; on a machine under load the others need part of it. */
const BOUND_MS = 30_000;
const BETWEEN_MS = 10;

/** The first value that is not null, undefined or false; throws with `what` after the bound. */
export async function waitFor<T>(
  what: string,
  look: () => T | Promise<T>,
  boundMs = BOUND_MS,
): Promise<Exclude<T, null | undefined | false>> {
  const end = Date.now() + boundMs;
  for (;;) {
    const value = await look();
    if (value !== null && value !== undefined && value !== false)
      return value as Exclude<T, null | undefined | false>;
    if (Date.now() > end) throw new Error(`waited ${boundMs} ms in vain for ${what}`);
    await pause(BETWEEN_MS);
  }
}
