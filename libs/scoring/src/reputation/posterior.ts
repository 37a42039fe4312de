// What decisions say of the next ping of the same source: a Beta posterior, narrower scopes in wider ones.

/** Days after which a decision counts half. Blogs change hands and habits more slowly than texts do. */
export const reputationHalfLifeDays = 180;

/** What is left of one decision's weight, 0..1, by its age in days; 1 for ages below 0. */
export const decayedWeight = (ageDays: number): number =>
  2 ** (-Math.max(0, ageDays) / reputationHalfLifeDays);

/** Weights of decisions, finite and 0 or more each. */
export type DecisionWeights = { readonly approved: number; readonly spam: number };

/** The two parameters of a Beta distribution of the share of spam, above 0 each. */
export type Beta = { readonly approved: number; readonly spam: number };

const unknown: Beta = { approved: 1, spam: 1 };

/** So many decisions of a wider scope count at most for a narrower one: its own soon outweigh them. */
const mostCarried = 3;

const safe = (weight: number): number => (weight > 0 ? Math.min(weight, 1_000_000) : 0);

function carried({ approved, spam }: Beta): Beta {
  const share = Math.min(1, mostCarried / (approved + spam));
  return { approved: approved * share, spam: spam * share };
}

/**
 * The posterior of the narrowest scope. `scopes` go from the widest to the narrowest, and the
 * decisions of each are among those of the one before: they are taken out there, so that none
 * counts twice. What remains of a wider scope is the prior of the next, worth at most 3 decisions.
 * Beta(1, 1) without scopes. (Gelman et al., Bayesian Data Analysis, 2013, section 5.3.)
 *
 * @example posteriorOf([{ approved: 4, spam: 0 }]) // Beta: 5 approved, 1 spam
 */
export function posteriorOf(scopes: readonly DecisionWeights[]): Beta {
  let prior = unknown;
  for (const [at, scope] of scopes.entries()) {
    const within = scopes[at + 1] ?? { approved: 0, spam: 0 };
    const posterior = {
      approved: prior.approved + safe(safe(scope.approved) - safe(within.approved)),
      spam: prior.spam + safe(safe(scope.spam) - safe(within.spam)),
    };
    prior = at + 1 < scopes.length ? carried(posterior) : posterior;
  }
  return prior;
}

/** The expected share of spam, above 0 and below 1. */
export const meanOf = ({ approved, spam }: Beta): number => spam / (approved + spam);

/** Log-odds of spam of the mean, held to -`most`..`most`. */
export const reputationLogOdds = ({ approved, spam }: Beta, most: number): number =>
  Math.max(-most, Math.min(most, Math.log(spam / approved)));

/**
 * Between which shares of spam, 0..1, the true one lies with about 90 %: mean and standard
 * deviation of the Beta distribution, as if it were normal.
 */
export function boundsOf(beta: Beta): { readonly low: number; readonly high: number } {
  const mean = meanOf(beta);
  const reach = 1.645 * Math.sqrt((mean * (1 - mean)) / (beta.approved + beta.spam + 1));
  return { low: Math.max(0, mean - reach), high: Math.min(1, mean + reach) };
}
