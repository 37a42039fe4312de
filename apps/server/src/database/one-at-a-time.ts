// Group commit: one batch is under way, what arrives meanwhile becomes the next one.

export type Turns = {
  /** For DataLoader: flushes once nothing is under way. */
  schedule: (flush: () => void) => void;
  /** Runs one batch; the next waits for its end. */
  run: <T>(batch: () => Promise<T>) => Promise<T>;
  /** Resolves when the batch under way has ended. */
  idle: () => Promise<void>;
};

/** Small loads are written at once; under load the batches grow by themselves, without a timer. */
export function oneAtATime(): Turns {
  let running: Promise<unknown> = Promise.resolve();
  return {
    schedule: (flush) => void running.then(() => setImmediate(flush)),
    run: (batch) => {
      const result = batch();
      running = result.catch(() => undefined);
      return result;
    },
    idle: async () => void (await running),
  };
}
