// The bounds that hold when a caller names none.
import type { Limits } from './types.js';

/**
 * Enough for slow but real blogs, too little to be worth attacking: five redirects, a megabyte of
 * page, fifteen seconds in all.
 */
export const DEFAULT_LIMITS: Limits = {
  maxRedirects: 5,
  connectTimeoutMs: 5_000,
  headersTimeoutMs: 10_000,
  idleTimeoutMs: 5_000,
  totalTimeoutMs: 15_000,
  maxBytes: 1_000_000,
  maxHeaderBytes: 32_768,
};
