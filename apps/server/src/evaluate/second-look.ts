// The second look at a source that nobody knows: later, as another program, to see whether the link is there for all. Pure.
import type { Verification, VerificationState } from '@trackwarden/contracts';
import { standingOf, type Reputation } from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { SourceReading } from './read-source.js';

const MINUTE_MS = 60_000;
const SOONEST_MS = 10 * MINUTE_MS;
const LATEST_MS = 60 * MINUTE_MS;
/** After so many failures in a row it is given up: some hosts turn away whatever looks like a browser. */
const MOST_FAILURES = 3;

export type SecondLook = Pick<PingEntity, 'secondLookAt' | 'secondLookedAt'>;

/** A source reads differently by who asks. */
export function isCloaked({ state, otherLook }: Verification): boolean {
  return state === 'linked' && (otherLook?.state === 'no-link' || otherLook?.state === 'gone');
}

export function isSecondLookDue({ secondLookAt }: SecondLook, now: Date): boolean {
  return secondLookAt !== null && secondLookAt.getTime() <= now.getTime();
}

/** Whoever the owner trusts, or has approved before, is taken at the first look. */
export function isUnknown(reputation: Reputation): boolean {
  return reputation.trusted === null && standingOf(reputation).approved === 0;
}

/**
 * Both readings as one. Without a link for the other program the usual reading decides: the link is
 * gone, or shown to us only. Only a whole page takes something back.
 */
export function joinLooks(other: SourceReading, usual: SourceReading): SourceReading {
  const { userAgent, state, httpStatus, bytes, sha256 } = other.verification;
  const otherLook = { userAgent: userAgent ?? '', state, httpStatus, bytes, sha256 };
  return { ...usual, isSecondLook: true, verification: { ...usual.verification, otherLook } };
}

type Checked = {
  isSecondLook: boolean;
  state: VerificationState;
  isFirstProof: boolean;
  isUnknown: boolean;
  isCloaked: boolean;
  /** Checks of the source that failed in a row. */
  failures: number;
  /** 0..1, of the moment: a sender must not foresee the time. */
  chance: number;
};

/** What is planned after a check. A source that cloaks is looked at as both from now on. */
export function nextSecondLook(planned: SecondLook, checked: Checked, now: Date): SecondLook {
  const { secondLookAt, secondLookedAt } = planned;
  const asPlanned = { secondLookAt, secondLookedAt };
  if (checked.isFirstProof && secondLookedAt === null)
    return {
      secondLookAt: checked.isUnknown ? new Date(now.getTime() + delayMs(checked.chance)) : null,
      secondLookedAt: null,
    };
  if (secondLookAt === null || !checked.isSecondLook) return asPlanned;
  if (checked.isCloaked) return { secondLookAt, secondLookedAt: secondLookedAt ?? now };
  if (checked.state !== 'linked' && checked.failures < MOST_FAILURES) return asPlanned;
  return { secondLookAt: null, secondLookedAt: now };
}

const delayMs = (chance: number): number => SOONEST_MS + chance * (LATEST_MS - SOONEST_MS);
