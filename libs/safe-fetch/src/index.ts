// Fetch for addresses that a stranger chose: what other packages may use of it.
export { type FetchAllowance, parseAllowance } from './allowance.js';
export { type EgressProxy, parseEgressProxy, proxyOpener } from './egress-proxy.js';
export { type FollowedRedirect, SafeFetchError, type SafeFetchErrorKind } from './errors.js';
export { DEFAULT_LIMITS } from './limits.js';
export type { CheckedTarget, OpenedSocket, OpenSocket } from './open-socket.js';
export { isPublicUnicast } from './public-unicast.js';
export { createSafeFetch } from './safe-fetch.js';
export type {
  Limits,
  Lookup,
  SafeFetch,
  SafeFetchOptions,
  SafeRequest,
  SafeResponse,
} from './types.js';
