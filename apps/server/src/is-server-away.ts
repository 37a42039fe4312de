// Tells a failure of the servers that we stand on from one of our own data or code.

const systemCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'],
  ...['EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EMFILE', 'ENFILE', 'ENOMEM', 'ENOSPC'],
]);

/**
 * Classes of SQLSTATE (PostgreSQL, appendix A): connection, transaction rolled back (deadlocks),
 * resources, locks, operator's intervention, system. Then a server that takes no writes.
 */
const sqlStates = /^(?:08|40|53|55|57|58)[0-9A-Z]{3}$|^25006$/;

/** What pg, TypeORM and ioredis throw without a code. */
const messages = [
  /^connection (?:terminated|is closed)/i,
  /^client (?:has encountered a connection error|was closed)/i,
  /^timeout exceeded when trying to connect$/i,
  /^cannot use a pool after calling end/i,
  /^driver not connected$/i,
  /^stream isn't writeable/i,
  /^(?:query read timeout|command timed out)/i,
  /^(?:LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|OOM|NOREPLICAS|MISCONF|NOAUTH)\b/,
];
const names = new Set(['MaxRetriesPerRequestError', 'ConnectionNotFoundError', 'AbortError']);

/**
 * Whether the database or Redis was away, full, busy or in the way of itself: the same work may
 * succeed the next time. Looks into causes, and into what TypeORM and Node have wrapped.
 */
export function isServerAway(error: unknown): boolean {
  const seen = new Set<unknown>();
  const inside = (found: unknown): boolean => {
    if (typeof found !== 'object' || found === null || seen.has(found)) return false;
    seen.add(found);
    const { code, name, message, cause, driverError, errors } = found as Record<string, unknown>;
    return (
      (typeof code === 'string' && (systemCodes.has(code) || sqlStates.test(code))) ||
      (typeof name === 'string' && names.has(name)) ||
      (typeof message === 'string' && messages.some((known) => known.test(message))) ||
      [cause, driverError, ...(Array.isArray(errors) ? (errors as unknown[]) : [])].some(inside)
    );
  };
  return inside(error);
}
