// The header `Retry-After` as a wait (RFC 9110 section 10.2.3). Pure.

const LONGEST_MS = 86_400_000;

/** Milliseconds that it asks for, in seconds or by a date, at most a day; null without a usable one. */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  if (!header) return null;
  const ms = /^\s*\d+\s*$/.test(header)
    ? Number(header) * 1_000
    : new Date(header).getTime() - now.getTime();
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, LONGEST_MS) : null;
}
