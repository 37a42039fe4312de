// The composition: each hop passes the same guards in the same order, and one clock runs over all.
import { lookup as systemLookup } from 'node:dns/promises';
import { setMaxListeners } from 'node:events';
import { askBeforeHop } from './before-hop.js';
import type { Deadline } from './deadline.js';
import { startDeadline } from './deadline.js';
import { Failure, type FollowedRedirect, SafeFetchError } from './errors.js';
import { guardAddress } from './guard-address.js';
import { guardUrl } from './guard-url.js';
import type { OpenResponse } from './hop.js';
import { withResponse } from './hop.js';
import { DEFAULT_LIMITS } from './limits.js';
import { directOpener } from './open-socket.js';
import { readBody } from './read-body.js';
import type { HopRequest } from './redirect.js';
import { createTrail, followingRequest, locationOf } from './redirect.js';
import { outgoingHeaders } from './request-headers.js';
import { mediaType } from './response-headers.js';
import type { Limits, SafeFetch, SafeFetchOptions, SafeRequest, SafeResponse } from './types.js';

type Settings = Required<Omit<SafeFetchOptions, 'limits'>> & { limits: Limits };

/**
 * Makes a fetch for addresses that a stranger chose. Every hop is checked anew: scheme, port and
 * credentials by reading the address; then the caller may hold it back; then all resolved
 * addresses; then the connection goes to a checked address only. Time, redirects, head, body and
 * decompressed body are bounded. Nothing is remembered between calls: no cookies, no pool, no cache.
 *
 * @example
 * const safeFetch = createSafeFetch({ allow: [], userAgent: 'Trackwarden/1.0 (+https://tw.example)' });
 * const page = await safeFetch('https://blog.example/post', { tooLarge: 'truncate' });
 */
export const createSafeFetch = (options: SafeFetchOptions): SafeFetch => {
  const settings: Settings = {
    lookup: (hostname) => systemLookup(hostname, { all: true }),
    now: () => new Date(),
    openSocket: directOpener(),
    ...options,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
  };
  const closing = new AbortController();
  // One listener for each call that is running, however many those are.
  setMaxListeners(0, closing.signal);
  const running = new Set<Promise<unknown>>();

  const safeFetch = async (url: string | URL, request: SafeRequest = {}): Promise<SafeResponse> => {
    const run = fetchOnce(settings, url, request, closing.signal);
    running.add(run);
    try {
      return await run;
    } finally {
      running.delete(run);
    }
  };
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.allSettled(running);
  };
  return Object.assign(safeFetch, { close });
};

const fetchOnce = async (
  settings: Settings,
  input: string | URL,
  request: SafeRequest,
  closing: AbortSignal,
): Promise<SafeResponse> => {
  const startedAt = settings.now().getTime();
  const { limits } = settings;
  const deadline = startDeadline(
    request.totalTimeoutMs ?? limits.totalTimeoutMs,
    request.signal ? [closing, request.signal] : [closing],
  );
  const redirects: FollowedRedirect[] = [];
  const trail = createTrail(limits.maxRedirects);
  let at = String(input);
  try {
    let next = firstRequest(settings, input, request);
    for (;;) {
      at = next.target.url.href;
      trail.enter(next);
      const hop = await runHop(settings, next, request, deadline);
      if (hop.end) {
        const totalMs = Math.max(0, settings.now().getTime() - startedAt);
        return { ...hop.end, finalUrl: at, redirects, timing: { totalMs } };
      }
      redirects.push({ url: at, status: hop.status, location: hop.location });
      at = hop.location;
      next = followingRequest(next, hop.status, guardUrl(at, settings.allow));
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new SafeFetchError(error.kind, error.message, at, redirects, { cause: error.cause });
  } finally {
    deadline.stop();
  }
};

const firstRequest = (settings: Settings, input: string | URL, given: SafeRequest): HopRequest => ({
  target: guardUrl(input, settings.allow),
  method: given.method ?? 'GET',
  headers: outgoingHeaders(settings.userAgent, given.accept, given.headers ?? {}),
  body: given.body ?? null,
});

type HopEnd = Omit<SafeResponse, 'finalUrl' | 'redirects' | 'timing'>;
type HopResult = { end: HopEnd } | { end: null; status: number; location: string };

const runHop = async (
  settings: Settings,
  request: HopRequest,
  given: SafeRequest,
  deadline: Deadline,
): Promise<HopResult> => {
  const { limits, allow, lookup, openSocket } = settings;
  const { host, port, secure, url } = request.target;
  await askBeforeHop(given.beforeHop, request.target, deadline);
  deadline.step('the name lookup', limits.connectTimeoutMs);
  const addresses = await deadline.race(guardAddress({ host, port }, allow, lookup));
  deadline.step('connecting', limits.connectTimeoutMs);
  const opened = await openSocket(
    { host, port, secure, addresses },
    { timeoutMs: limits.connectTimeoutMs, signal: deadline.signal },
  );
  return withResponse(opened, request, limits, deadline, async (response): Promise<HopResult> => {
    const location = given.redirect === 'refuse' ? null : locationOf(response, url);
    if (location !== null) return { end: null, status: response.status, location };
    const body = await bodyOf(response, request, given, limits, deadline);
    const { status, headers } = response;
    const contentType = headers['content-type'] ?? null;
    return { end: { status, headers, contentType, address: opened.address, ...body } };
  });
};

const bodyOf = async (
  { status, headers, body }: OpenResponse,
  { method }: HopRequest,
  given: SafeRequest,
  limits: Limits,
  deadline: Deadline,
): Promise<{ body: Uint8Array; truncated: boolean }> => {
  if (method === 'HEAD' || status === 204 || status === 304) {
    return { body: new Uint8Array(), truncated: false };
  }
  const type = mediaType(headers['content-type']);
  if (given.acceptContentType?.(type) === false) {
    // What an error page is made of says nothing: its status is the answer.
    if (status < 200 || status > 299) return { body: new Uint8Array(), truncated: true };
    throw new Failure('content-type', `the type ${type || '(none)'} is not wanted`);
  }
  const bounds = {
    maxBytes: given.maxBytes ?? limits.maxBytes,
    tooLarge: given.tooLarge ?? 'error',
    idleTimeoutMs: limits.idleTimeoutMs,
  };
  return readBody(body, headers['content-encoding'], bounds, deadline);
};
