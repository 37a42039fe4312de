// What the result of a fetch says about the hosts that gave it. Pure.
import { SafeFetchError, type SafeResponse } from '@trackwarden/safe-fetch';
import { retryAfterMs } from '../../retry-after.js';
import { hostKey } from './host-key.js';
import type { FetchResult } from './stored-result.js';

/** A host that wants to be left alone for longer is asked again anyway. */
const LONGEST_ASKED_MS = 3_600_000;

export function responseOf(result: FetchResult): SafeResponse {
  if (result instanceof SafeFetchError) throw result;
  return result;
}

/** The source's host and all that its redirects led to. */
export function hostsOnTheWay(url: string, result: FetchResult): string[] {
  const last = result instanceof SafeFetchError ? result.url : result.finalUrl;
  const all = [url, ...result.redirects.map((redirect) => redirect.url), last];
  return [...new Set(all.filter(isHttp).map(hostKey))];
}

export const isTimeout = (result: FetchResult): boolean =>
  result instanceof SafeFetchError && result.kind === 'timeout';

/** There was no page; whether it linked cannot be told. */
export const isFailure = (result: FetchResult): boolean =>
  result instanceof SafeFetchError || result.status < 200 || result.status > 299;

/** Worth another attempt soon. */
export function isTransient(result: FetchResult): boolean {
  if (result instanceof SafeFetchError)
    return ['dns', 'connect', 'timeout', 'protocol'].includes(result.kind);
  const { status } = result;
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

/** Until when the host that answered asks to be left alone (RFC 9110 section 10.2.3, RFC 6585 section 4). */
export function requestedRest(result: FetchResult, now: Date): { url: string; until: Date } | null {
  if (result instanceof SafeFetchError) return null;
  if (result.status !== 429 && result.status !== 503) return null;
  const ms = retryAfterMs(result.headers['retry-after'], now);
  if (ms === null) return null;
  const until = new Date(now.getTime() + Math.min(ms, LONGEST_ASKED_MS));
  return { url: result.finalUrl, until };
}

/** A redirect may lead to what is no address on the web, which is refused before anything is asked. */
function isHttp(url: string): boolean {
  try {
    return /^https?:$/.test(new URL(url).protocol);
  } catch {
    return false;
  }
}
