// The history of a source in a scope's own words, and as weights: this site's whole, other sites' by half.
import { countOf } from '../count.js';
import type { SourceHistory, SourceScope } from '../evidence.js';
import { clip } from '../text.js';
import { posteriorOf, reputationLogOdds } from './posterior.js';
import type { DecisionWeights } from './posterior.js';

const most = 3;
const elsewhereCounts = 0.5;
/** Less than this is no reason to name. */
const least = 0.05;

const places: readonly SourceScope[] = ['domain', 'host', 'path'];

const weight = (count: number): number => (count > 0 ? Math.min(count, 1_000_000) : 0);

/** What all decisions about one scope weigh. */
export const weightsOf = ({ elsewhere, ...own }: SourceHistory): DecisionWeights => ({
  approved: weight(own.approvedWeight) + elsewhereCounts * weight(elsewhere?.approvedWeight ?? 0),
  spam: weight(own.spamWeight) + elsewhereCounts * weight(elsewhere?.spamWeight ?? 0),
});

/** The scopes of the source's address, the widest first. */
export const placesIn = (sources: readonly SourceHistory[]): readonly SourceHistory[] =>
  places.flatMap((scope) => sources.filter((one) => one.scope === scope).slice(0, 1));

/** Log-odds of spam by nested scopes, the widest first; -3..3, and 0 when they say next to nothing. */
export function logOddsBy(scopes: readonly SourceHistory[]): number {
  const logOdds = reputationLogOdds(posteriorOf(scopes.map(weightsOf)), most);
  return Math.abs(logOdds) < least ? 0 : logOdds;
}

const counts = ({ approved, spam }: { approved: number; spam: number }): string =>
  `${String(countOf(approved))} approved, ${String(countOf(spam))} spam`;

const decisionsOf = ({ approved, spam }: { approved: number; spam: number }): number =>
  countOf(approved) + countOf(spam);

/** The narrowest scope about which anything was decided, in words; null without one. */
export function tellNarrowest(scopes: readonly SourceHistory[]): string | null {
  const told = [...scopes]
    .reverse()
    .find((one) => decisionsOf(one) + (one.elsewhere ? decisionsOf(one.elsewhere) : 0) > 0);
  return told === undefined ? null : tell(told);
}

/** "Earlier pings from medium.com/@ann: 4 approved, 0 spam". */
export function tell(history: SourceHistory): string {
  const { scope, key, elsewhere } = history;
  const who = `${scope === 'author' ? 'by' : 'from'} ${clip(key, 100)}`;
  const others =
    elsewhere && decisionsOf(elsewhere) > 0
      ? `${counts(elsewhere)} on other sites of this installation`
      : null;
  if (others !== null && decisionsOf(history) === 0) return `Earlier pings ${who}: ${others}`;
  return `Earlier pings ${who}: ${counts(history)}${others === null ? '' : `; ${others}`}`;
}
