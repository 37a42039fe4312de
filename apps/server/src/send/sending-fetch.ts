// How the sender asks and tells: through safe-fetch, saying what it does and nothing else about us.
import { SafeFetchError, type SafeRequest, type SafeResponse } from '@trackwarden/safe-fetch';
import { VERSION } from '../version.js';

/** Names the purpose and no address: where we run is nobody's business, and may be private. */
export const SENDING_USER_AGENT = `Trackwarden/${VERSION} (sending a linkback)`;

/** A fetch that is safe for addresses which strangers chose. */
export type SendingFetch = (url: string, request?: SafeRequest) => Promise<SafeResponse>;

/** How a request ended without any response. */
export type FetchFailure = {
  /** The address is one that nothing is ever sent to. */
  isRefused: boolean;
  /** Worth another attempt later. */
  isTransient: boolean;
  /** Ends a sentence. */
  message: string;
};

/** Throws on what is no failure of the other side: our own end, a host budget, a defect. */
export function fetchFailure(error: unknown): FetchFailure {
  if (!(error instanceof SafeFetchError) || error.kind === 'aborted') throw error;
  if (error.kind === 'held-back') throw error.cause;
  return { ...natureOf(error), message: error.message };
}

function natureOf({ kind }: SafeFetchError): Omit<FetchFailure, 'message'> {
  switch (kind) {
    case 'refused-address':
    case 'refused-scheme':
    case 'refused-port':
    case 'bad-url':
      return { isRefused: true, isTransient: false };
    case 'dns':
    case 'connect':
    case 'timeout':
    case 'protocol':
      return { isRefused: false, isTransient: true };
    case 'tls':
    case 'too-large':
    case 'bad-encoding':
    case 'too-many-redirects':
    case 'content-type':
    case 'aborted':
    case 'held-back':
      return { isRefused: false, isTransient: false };
  }
}

/** Answers that a later attempt may change. */
export const isTransientStatus = (status: number): boolean =>
  status >= 500 || status === 429 || status === 408 || status === 425;
