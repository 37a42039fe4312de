// When a source is looked at again: seldom once it is proven and stays so, soon when it cannot be read. Pure.
import type { CheckFailure, PingStatus, VerificationState } from '@trackwarden/contracts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** After the first, second, … good check; the last one stays. */
const WHILE_PROVEN = [1 * DAY, 7 * DAY, 30 * DAY, 90 * DAY] as const;
/** After the first, second, … failed check of a source that was proven. */
const WHILE_FAILING = [1 * HOUR, 6 * HOUR, 1 * DAY] as const;
/** After the first, second, … failed check of a source that was never proven; then no more. */
const BEFORE_PROOF = [10 * MINUTE, 1 * HOUR, 6 * HOUR, 1 * DAY] as const;
/** Before these, when the failure may be over soon; until the last one a new ping is not judged. */
const SOON = [2 * SECOND, 10 * SECOND] as const;

/** What was proven is given up after so many failed checks, over at least so long. */
const MOST_FAILURES = 5;
const SHORTEST_FAILING_MS = 3 * DAY;

/** Whether a proven source counts as gone. */
export function isGivenUp({ count, since, at }: CheckFailure): boolean {
  const failingMs = new Date(at).getTime() - new Date(since).getTime();
  return count >= MOST_FAILURES && failingMs >= SHORTEST_FAILING_MS;
}

/** Whether a ping that was never proven has another check before it is judged; `checks` with this one. */
export function isCheckedSoon({ isTransient, checks }: { isTransient: boolean; checks: number }) {
  return isTransient && checks <= SOON.length;
}

type Checked = {
  pingId: string;
  status: PingStatus;
  state: VerificationState;
  /** The failure to read the source may be over soon. */
  isTransient: boolean;
  isProven: boolean;
  /** Failures in a row of a proven source; checks so far of another. */
  failures: number;
  goodChecks: number;
};

/** The time of the next look, null when there is none. */
export function nextCheckAt(checked: Checked, now: Date): Date | null {
  const waitMs = waitOf(checked);
  return waitMs === null ? null : new Date(now.getTime() + waitMs * spread(checked, waitMs));
}

function waitOf(checked: Checked): number | null {
  const { status, state, isTransient, isProven, failures, goodChecks } = checked;
  const isWanted = status === 'approved' || status === 'pending';
  if (isProven) {
    if (!isWanted) return null;
    if (state === 'linked') return at(WHILE_PROVEN, goodChecks - 1);
    return at(WHILE_FAILING, failures - 1);
  }
  // a page that was read and has no link is looked at again when it is pinged again
  if (state !== 'unreachable') return null;
  const waits = isTransient ? [...SOON, ...BEFORE_PROOF] : BEFORE_PROOF;
  return waits[failures - 1] ?? null;
}

function at(waits: readonly [number, ...number[]], index: number): number {
  return waits[Math.min(Math.max(index, 0), waits.length - 1)] ?? waits[0];
}

/**
 * From 0.9 to 1.1, always the same for a ping: what came together need not be asked for together.
 * Short waits are spread wider, from 0.5 to 1.5.
 */
function spread({ pingId }: Checked, waitMs: number): number {
  const part = waitMs < MINUTE ? 0.5 : 0.1;
  const digits = Number.parseInt(pingId.slice(-4), 16) || 0;
  return 1 - part + (digits / 0xffff) * 2 * part;
}
