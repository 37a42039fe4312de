// When a rule or an entry ends: what has passed already is refused where somebody sets it. Pure.
import { DomainError } from '../errors.js';

type Time = Date | string | null | undefined;

/** Whether it has ended by then; what has no end never has. */
export const isOver = (expiresAt: Time, now: Date): boolean =>
  expiresAt !== null && expiresAt !== undefined && new Date(expiresAt) <= now;

/**
 * What has expired may be changed otherwise: the end that it has, `before`, is no new one. Throws
 * `validation-failed`.
 */
export function refusePast(expiresAt: string | null | undefined, before: Date | null, now: Date) {
  if (!isOver(expiresAt, now) || new Date(expiresAt ?? 0).getTime() === before?.getTime()) return;
  throw new DomainError('validation-failed', {
    errors: [{ pointer: '/expiresAt', message: 'must be in the future' }],
  });
}
