// When a decision whose batches stopped is taken up again: for all who write one down. Pure.

/** Its job was lost, or its worker killed. */
const AGAIN_AFTER_MS = 60_000;

/** What to write as `dueAt` of a decision that is worked on at `now`. */
export const takenUpAgainAt = (now: Date): Date => new Date(now.getTime() + AGAIN_AFTER_MS);
