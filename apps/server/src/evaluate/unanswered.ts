// What becomes of a ping about which somebody was asked who did not answer: it waits, and is looked up again. Pure.
import type { Opinions } from '@trackwarden/scoring';
import type { Finding } from './next-step.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Asked again after so long, while the ping is no older than so much; then a person decides. */
const AGAIN = [
  { whileYoungerMs: 10 * MINUTE_MS, afterMs: 10 * MINUTE_MS },
  { whileYoungerMs: 2 * HOUR_MS, afterMs: HOUR_MS },
  { whileYoungerMs: 24 * HOUR_MS, afterMs: 6 * HOUR_MS },
] as const;

type Policy = Finding['policy'];

/** Nothing is approved by itself while an opinion is missing that was asked for. */
export function heldAsUnanswered(policy: Policy, opinions: Opinions | null | undefined): Policy {
  const [first] = opinions?.unanswered ?? [];
  if (first === undefined || policy.status !== 'approved') return policy;
  return { status: 'pending', because: `${first}, so a person decides` };
}

/** When those who did not answer are asked again; null: no more. */
export function askedAgainAt(receivedAt: Date, now: Date): Date | null {
  const ageMs = now.getTime() - receivedAt.getTime();
  const step = AGAIN.find(({ whileYoungerMs }) => ageMs < whileYoungerMs);
  return step === undefined ? null : new Date(now.getTime() + step.afterMs);
}
