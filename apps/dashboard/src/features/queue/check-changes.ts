// What is different in a check from those before it.
import type { PingCheck } from '@trackwarden/contracts';

export type CheckChange =
  'state' | 'status' | 'address' | 'body' | 'title' | 'link' | 'visibility' | 'robots';

const wasRead = ({ verification: { state } }: PingCheck): boolean =>
  state === 'linked' || state === 'no-link';

/**
 * Compared with the `earlier` checks, newest first: what was found and the status with the last one,
 * the page with the last that could read it. Empty when nothing changed, null for the first check.
 */
export function changesSince(
  check: PingCheck,
  earlier: readonly PingCheck[],
): CheckChange[] | null {
  const [last] = earlier;
  if (last === undefined) return null;
  const changes: CheckChange[] = [];
  if (check.verification.state !== last.verification.state) changes.push('state');
  if (differs(check.verification.httpStatus, last.verification.httpStatus)) changes.push('status');
  const read = earlier.find(wasRead);
  return read === undefined || !wasRead(check) ? changes : [...changes, ...ofPage(check, read)];
}

function ofPage(check: PingCheck, before: PingCheck): CheckChange[] {
  const [now, then] = [check.verification, before.verification];
  const [link, old] = [now.link, then.link];
  const found: [CheckChange, boolean][] = [
    ['address', differs(now.finalUrl, then.finalUrl)],
    ['title', differs(check.title, before.title)],
    ['link', link !== null && old !== null && link.html !== old.html],
    ['visibility', link !== null && old !== null && link.visible !== old.visible],
    ['robots', differs(check.noindex, before.noindex)],
    ['body', differs(now.sha256, then.sha256)],
  ];
  return found.filter(([, isChanged]) => isChanged).map(([change]) => change);
}

const differs = <T>(one: T | null, other: T | null): boolean =>
  one !== null && other !== null && one !== other;
