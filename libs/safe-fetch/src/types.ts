// The shapes that callers of safe-fetch see: options, limits, request and response.
import type { FetchAllowance } from './allowance.js';
import type { FollowedRedirect } from './errors.js';
import type { OpenSocket } from './open-socket.js';

/** Answers a host name with all its addresses; `family` is 4 or 6. Rejects when there are none. */
export type Lookup = (hostname: string) => Promise<{ address: string; family: number }[]>;

/** Bounds of one call. Times in milliseconds, sizes in bytes. */
export interface Limits {
  /** Redirects followed before giving up; 0 makes the first redirect an error. */
  maxRedirects: number;
  /** For the name lookup, and again for the connection with its TLS handshake, of each hop. */
  connectTimeoutMs: number;
  /** From the open connection to the end of the response head, per hop. */
  headersTimeoutMs: number;
  /** The longest silence inside a body. */
  idleTimeoutMs: number;
  /** The whole call over all hops, waiting in `beforeHop` and reading the body included. */
  totalTimeoutMs: number;
  /** The body after decompression. */
  maxBytes: number;
  /** The response head of one hop. */
  maxHeaderBytes: number;
}

/** What {@link createSafeFetch} is built from. */
export interface SafeFetchOptions {
  /** Exceptions to the public-addresses-only rule, from {@link parseAllowance}. */
  allow: FetchAllowance[];
  /** Sent as `User-Agent` unless a request names its own. */
  userAgent: string;
  /** Resolver; by default the operating system's (`getaddrinfo`, so /etc/hosts counts). */
  lookup?: Lookup;
  limits?: Partial<Limits>;
  /** Clock behind `timing`; timeouts use real timers. */
  now?: () => Date;
  /** How a checked target is reached; replaced to go through a forward proxy. */
  openSocket?: OpenSocket;
}

/** One request; everything is optional and means a GET that follows redirects. */
export interface SafeRequest {
  method?: 'GET' | 'HEAD' | 'POST';
  /**
   * Extra headers. `Cookie`, `Referer`, `Host`, `Accept-Encoding` and connection headers are
   * left out whatever is given here; `Authorization` goes to the first origin only.
   */
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** `refuse` hands the 3xx response itself to the caller (webhooks follow none). */
  redirect?: 'follow' | 'refuse';
  /**
   * Asked once for every hop, the first request and each redirect, in order: after scheme, port,
   * credentials, redirect limit and circle have passed, before the name is looked up or anything
   * is connected. The hop waits for the promise. When it throws or rejects, the fetch ends in the
   * error `held-back` with what was thrown as its `cause`. Waiting counts towards the total time
   * and ends with it, with `signal` and with `close()`.
   *
   * This is where a caller's budget per host belongs. A budget that is only spent on the address
   * the caller asks for is spent by whoever redirects: any number of hosts, each within its own
   * budget, could point at one victim, and we would be the ones who flood it (reflected traffic).
   *
   * `url` is the address about to be asked, without fragment. `host` is its host name for use as a
   * key: lower case, punycode, without port and trailing dot; IPv6 addresses stand in brackets.
   * The addresses behind the name are not known yet, so the hop may still be refused for them.
   *
   * @example
   * await safeFetch(source, { beforeHop: ({ host }) => hostBudget.spend(host) });
   */
  beforeHop?: (hop: { url: string; host: string }) => Promise<void> | void;
  maxBytes?: number;
  totalTimeoutMs?: number;
  /** Value of the `Accept` header; `*` `/` `*` by default. */
  accept?: string;
  /**
   * Judges the media type (lower case, without parameters, '' when absent) of the final response
   * before its body is read. A 2xx response of a refused type is the error `content-type`; with
   * any other status the response is returned with an empty body marked as truncated.
   */
  acceptContentType?: (type: string) => boolean;
  /** `truncate` keeps the first `maxBytes` and flags the response; `error` (default) refuses it. */
  tooLarge?: 'truncate' | 'error';
  signal?: AbortSignal;
}

/** A response of any HTTP status with its body read, decompressed and bounded. */
export interface SafeResponse {
  status: number;
  /** The address that gave this response, without fragment. */
  finalUrl: string;
  redirects: FollowedRedirect[];
  /** Lower-case names; repeated headers joined by `, `; `Set-Cookie` left out. */
  headers: Record<string, string>;
  contentType: string | null;
  body: Uint8Array;
  /** Whether the page went on after what `body` holds. */
  truncated: boolean;
  /** The IP address that was connected to. */
  address: string;
  timing: { totalMs: number };
}

/** Fetches an address that a stranger chose; rejects with a {@link SafeFetchError}. */
export type SafeFetch = ((url: string | URL, request?: SafeRequest) => Promise<SafeResponse>) & {
  /** Aborts what is running, waits until its sockets are gone; later calls are refused. */
  close(): Promise<void>;
};
