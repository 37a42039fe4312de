// When something that failed is tried again.
import { sendScheduleSeconds } from '../queue/jobs.js';

/** How long after its time a row is taken for one whose job was lost. */
export const STRAY_AFTER_MS = 15_000;

/** Carries the delay of the next attempt to the backoff strategy. */
export class SendFailed extends Error {
  constructor(
    message: string,
    readonly delayMs: number,
  ) {
    super(message);
  }
}

/** Milliseconds until the attempt after `attemptsMade`, or null when it was the last. */
export function delayAfter(attemptsMade: number, askedForMs: number | null): number | null {
  const seconds = sendScheduleSeconds[attemptsMade - 1];
  return seconds === undefined ? null : Math.max(seconds * 1_000, askedForMs ?? 0);
}

/** The error knows the delay; a fault of our own waits as after a first attempt. */
export const sendBackoff = (_attempts: number, _type?: string, error?: Error): number =>
  error instanceof SendFailed ? error.delayMs : sendScheduleSeconds[0] * 1_000;
