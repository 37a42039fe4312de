// The clock of one call: a total over all hops and a shorter one for the step at hand.
import { Failure } from './errors.js';

/** Aborts `signal` with a {@link Failure} when time is up or the caller gives up. */
export interface Deadline {
  signal: AbortSignal;
  /** Starts the clock of the next step and stops the one before. */
  step(what: string, ms: number): void;
  /** Starts the running step's clock afresh. */
  progress(): void;
  /** Stops the running step's clock, so that until the next step only the total runs. */
  endStep(): void;
  /** The promise, or the failure that came first. */
  race<T>(promise: Promise<T>): Promise<T>;
  /** Stops all clocks; the signal stays as it is. */
  stop(): void;
}

/**
 * A stranger's server may be slow without end at every step; whoever waits for it waits no longer
 * than this.
 */
export const startDeadline = (totalMs: number, outer: readonly AbortSignal[]): Deadline => {
  const controller = new AbortController();
  const { signal } = controller;
  const expire = (what: string, ms: number) => () => {
    controller.abort(new Failure('timeout', `${what} took longer than ${ms} ms`));
  };
  const onOuterAbort = () => {
    controller.abort(new Failure('aborted', 'the request was aborted'));
  };
  const total = setTimeout(expire('the request', totalMs), totalMs);
  let step: NodeJS.Timeout | undefined;
  for (const one of outer) one.addEventListener('abort', onOuterAbort, { once: true });
  if (outer.some((one) => one.aborted)) onOuterAbort();

  return {
    signal,
    step(what, ms) {
      clearTimeout(step);
      step = setTimeout(expire(what, ms), ms);
    },
    progress() {
      step?.refresh();
    },
    endStep() {
      clearTimeout(step);
      step = undefined;
    },
    race: (promise) => raceAbort(promise, signal),
    stop() {
      clearTimeout(total);
      clearTimeout(step);
      for (const one of outer) one.removeEventListener('abort', onOuterAbort);
    },
  };
};

const raceAbort = async <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> => {
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      reject(signal.reason as Failure);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (onAbort) signal.removeEventListener('abort', onAbort);
    // The loser may still fail, long after anyone listens.
    promise.catch(() => undefined);
  }
};
