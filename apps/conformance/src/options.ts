// What a run is told: the same from the command line and in process.
import type { Protocol } from '@trackwarden/contracts';
import type { CaseResult } from './report/report.js';

export interface ConformanceOptions {
  /** A page that takes pings, or the address of the receiver itself. */
  readonly receiver: string;
  /** Endpoints that are not to be discovered; null says that a protocol is not offered. */
  readonly endpoints?: Partial<Record<Protocol, string | null>>;
  /** The page to ping, when `receiver` is not it. */
  readonly target?: string;
  /** A second page that takes pings. */
  readonly otherTarget?: string;
  /** A page that takes none. */
  readonly unknownTarget?: string;
  /** Protocols to try; all of them unless told. */
  readonly only?: readonly Protocol[];
  /** Ids of cases; all of them unless told. */
  readonly cases?: readonly string[];
  /** The name and port under which the receiver reaches the suite's own source site. */
  readonly sourceHost?: string;
  readonly sourcePort?: number;
  /** How long to wait for a verification that comes after the answer; 30 000 unless told. */
  readonly timeoutMs?: number;
  /** The receiver is a Trackwarden: an API token with which to make a site for this run. */
  readonly token?: string;
  /** Called after each case. */
  readonly onResult?: (result: CaseResult) => void;
}

export const UNKNOWN_TARGET = 'https://unknown.invalid/no-such-page';
export const DEFAULT_TIMEOUT_MS = 30_000;
