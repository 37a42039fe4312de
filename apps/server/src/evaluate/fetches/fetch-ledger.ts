// What the fleet keeps of its fetches of sources: who fetches what, what came of it, how hosts behave.

/** How a host has behaved lately; {@link blankStanding} for one that nothing is known of. */
export type Standing = {
  /** Fetches in a row that found no link. */
  unlinked: number;
  /** Fetches that ran out of time. */
  timeouts: number;
  /** The last fetch found no page at all. */
  isFailing: boolean;
  /** Left alone by our own choice. */
  restsUntil: Date | null;
  /** The host itself asked for it. */
  askedUntil: Date | null;
};

export const blankStanding: Standing = {
  unlinked: 0,
  timeouts: 0,
  isFailing: false,
  restsUntil: null,
  askedUntil: null,
};

export type Lease = { key: string; host: string; holder: string };

export type Ask = Lease & {
  now: Date;
  /** A result of a fetch that began before is of no use. */
  freshFrom: Date;
  /** By then the fetch has ended, or its process is dead. */
  leaseUntil: Date;
  /** Requests to the host at once. */
  mostAtOnce: number;
  /** Fetches in a row without a link before the host is left alone. */
  patience: number;
};

/**
 * - `ours`: fetch it. `shared`: this came of a fetch just now.
 * - `busy`: it is being fetched, or the host has enough to answer.
 * - `asked`: the host asked to be left alone. `rests`: we leave it alone.
 */
export type Claim =
  | { turn: 'ours' | 'busy' | 'asked' | 'rests'; standing: Standing }
  | { turn: 'shared'; standing: Standing; result: Buffer };

export type Outcome = {
  now: Date;
  /** Every host on the way. */
  hosts: readonly string[];
  isLinked: boolean;
  isFailure: boolean;
  isTimeout: boolean;
  /** The host that wants to be left alone until then. */
  asked: { host: string; until: Date } | null;
  patience: number;
  /** For others who name the same source; null when it is for nobody else. */
  result: Buffer | null;
};

export interface FetchLedger {
  claim(ask: Ask): Promise<Claim>;
  /** Of a host that a redirect leads to. */
  standing(host: string): Promise<Standing>;
  /** The fetch has ended; what came of it is kept for a short time. */
  settle(lease: Lease, outcome: Outcome): Promise<void>;
  /** The fetch did not take place. */
  release(lease: Lease): Promise<void>;
  /** A page of these hosts was found to link. */
  forgive(hosts: readonly string[]): Promise<void>;
}

/** The injection token: Redis where there is one, PostgreSQL otherwise. */
export const FETCH_LEDGER = Symbol('fetch ledger');

/** What came of a fetch is of use to others for so long. */
export const RESULT_LIVES_MS = 60_000;
/** All results that are kept, together, in bytes. */
export const MOST_RESULT_BYTES = 64_000_000;
/** A host that did not link is left alone for so long at first, then twice as long each time. */
export const FIRST_REST_MS = 60_000;
export const LONGEST_REST_MS = 24 * 3_600_000;
/** What is known of a host is forgotten so long after it was last asked, or after its rest. */
export const FORGET_AFTER_MS = 3_600_000;
export const FORGET_REST_AFTER_MS = 48 * 3_600_000;
