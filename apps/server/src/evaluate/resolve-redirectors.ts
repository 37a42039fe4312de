// Asks the shorteners in a page where their addresses lead, hop by hop and never as far as a page.
import {
  isShortAddress,
  redirectorLinks,
  resolveUrl,
  wrappedTarget,
  type Page,
} from '@trackwarden/protocol';
import { SafeFetchError, type SafeFetch, type SafeRequest } from '@trackwarden/safe-fetch';

/** Shorteners on the way from one address to its end. */
const MAX_HOPS = 3;
const TIMEOUT_MS = 5_000;
/** A shortener's answer is read for its head only. */
const MAX_BYTES = 4_096;

/** A fetch within the budget of each host. */
export type Ask = (url: string, request: SafeRequest) => ReturnType<SafeFetch>;

/** Where the short addresses of a page lead; those that do not answer are left out. */
export async function resolveRedirectors(
  page: Page,
  ask: Ask,
): Promise<ReadonlyMap<string, string>> {
  const ends = new Map<string, string>();
  for (const address of redirectorLinks(page)) {
    const end = await endOf(address, ask);
    if (end !== null) ends.set(address, end);
  }
  return ends;
}

async function endOf(address: string, ask: Ask): Promise<string | null> {
  let at = address;
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const next = await nextOf(at, ask);
    if (next === null) return null;
    at = wrappedTarget(next) ?? next;
    if (!isShortAddress(at)) return at;
  }
  return null;
}

async function nextOf(address: string, ask: Ask): Promise<string | null> {
  const head = await redirectOf(address, 'HEAD', ask);
  // not all shorteners know HEAD
  const answer = head === null || head.status < 400 ? head : await redirectOf(address, 'GET', ask);
  return answer?.location ?? null;
}

async function redirectOf(
  address: string,
  method: 'HEAD' | 'GET',
  ask: Ask,
): Promise<{ status: number; location: string | null } | null> {
  try {
    const { status, headers } = await ask(address, {
      method,
      redirect: 'refuse',
      maxBytes: MAX_BYTES,
      tooLarge: 'truncate',
      totalTimeoutMs: TIMEOUT_MS,
    });
    const isRedirect = status >= 300 && status < 400;
    const location = isRedirect ? headers['location'] : undefined;
    return { status, location: location ? (resolveUrl(location, address)?.href ?? null) : null };
  } catch (error) {
    if (!(error instanceof SafeFetchError) || error.kind === 'aborted') throw error;
    if (error.kind === 'held-back') throw error.cause;
    return null;
  }
}
