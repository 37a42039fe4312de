// How far a test ping has come, read off the ping itself.
import type { PingDetail } from '@trackwarden/contracts';

export const testSteps = ['received', 'fetched', 'linked', 'scored'] as const;
export type TestStep = (typeof testSteps)[number];
export type StepState = 'done' | 'running' | 'failed' | 'waiting';

/** The state of each step; a failed check fails its step, and scoring still follows. */
export function progressOf(ping: PingDetail | undefined): Record<TestStep, StepState> {
  if (ping === undefined)
    return { received: 'running', fetched: 'waiting', linked: 'waiting', scored: 'waiting' };
  const evaluated = ping.status !== 'received';
  const { state, httpStatus } = ping.verification;
  if (!evaluated && state === 'waiting')
    return { received: 'done', fetched: 'running', linked: 'waiting', scored: 'waiting' };
  const read = httpStatus !== null && httpStatus < 400;
  return {
    received: 'done',
    fetched: read || state === 'linked' ? 'done' : 'failed',
    linked: state === 'linked' ? 'done' : 'failed',
    scored: ping.score !== null ? 'done' : evaluated ? 'failed' : 'running',
  };
}
