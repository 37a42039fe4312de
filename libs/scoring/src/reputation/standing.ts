// What the site has decided about whoever answers for a source, and since when it knows them.
import { countOf } from '../count.js';
import type { Reputation } from '../evidence.js';

/** Days from its first ping on in which no source is known well enough to publish by itself (Movable Type's rule). */
export const graceDays = 7;

/** How a source stands with this site. */
export type Standing = {
  /** Who answers for it: a registrable domain, or a person on a shared host; null when nobody can be named. */
  readonly key: string | null;
  /** Decisions by people on this site, whole, 0 or more. */
  readonly approved: number;
  readonly spam: number;
  /** Whether no ping of theirs came before this one. */
  readonly isFirst: boolean;
  /** First seen less than {@link graceDays} days ago; false in evidence that does not tell. */
  readonly isYoung: boolean;
};

/**
 * The standing of whoever answers for the source: of the domain where one owner has it, else of the
 * person at that path, or of the author whom a relay names.
 */
export function standingOf({ sources, domain }: Pick<Reputation, 'sources' | 'domain'>): Standing {
  if (sources === undefined) {
    const [approved, spam] = [countOf(domain.approved), countOf(domain.spam)];
    return { key: null, approved, spam, isFirst: domain.firstSeen, isYoung: false };
  }
  const of = (wanted: string) => sources.find(({ scope }) => scope === wanted);
  const owner = of('domain') ?? of('path') ?? of('author');
  if (owner === undefined) {
    return { key: null, approved: 0, spam: 0, isFirst: false, isYoung: true };
  }
  const { key, firstSeenDaysAgo } = owner;
  return {
    key,
    approved: countOf(owner.approved),
    spam: countOf(owner.spam),
    isFirst: firstSeenDaysAgo === null,
    isYoung: firstSeenDaysAgo === null || firstSeenDaysAgo < graceDays,
  };
}
