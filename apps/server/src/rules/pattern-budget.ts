// How long regular expressions may work: for a rule, for all rules of a ping, for a dry run.

/** What the regular expressions of one rule may take together on one ping. */
export const RULE_MS = 1_000;
/** What those of all rules may take on one ping: what the sender says first, the page afterwards. */
export const PING_MS = { beforeFetch: 1_000, afterScore: 2_000 } as const;

export type PatternBudget = { leftMs(): number; spend(ms: number): void };

/** So much work; waiting for a turn costs nothing. */
export function ofWork(ms: number): PatternBudget {
  let left = ms;
  return {
    leftMs: () => left,
    spend: (spent) => {
      left -= spent;
    },
  };
}

/** Until a moment, waiting included: for somebody who waits for the answer. `now` gives milliseconds. */
export function ofTime(ms: number, now: () => number): PatternBudget {
  const end = now() + ms;
  return {
    leftMs: () => end - now(),
    spend: () => {
      // time passes by itself
    },
  };
}
