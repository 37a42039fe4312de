// Whether a page is a copy of others that have nearly the same text, and of how many. Pure.
import type { Copies } from '@trackwarden/scoring';
import type { LikePage } from './page-likeness-rows.js';

/** What is known of the page that may be a copy. */
export type Suspect = {
  pingId: string;
  /** Its registrable domain, and its address in canonical form. */
  domain: string;
  canonicalSource: string;
  receivedAt: Date;
  publishedAt: Date | null;
  /** Registrable domain of the page that it names as its original, when that is another one. */
  namesOriginalAt: string | null;
  targetDomain: string;
  isCopyOfTarget: boolean;
};

/**
 * Null for the first of those alike, and for a page that names one of them, or the entry, as its
 * original, as honest syndication does. Pages that name this one as theirs came from it, whenever
 * they came here.
 */
export function copiesOf(suspect: Suspect, found: readonly LikePage[]): Copies | null {
  const { domain, namesOriginalAt, targetDomain, isCopyOfTarget } = suspect;
  const alike = found.filter(({ originalAt }) => originalAt !== domain);
  const domains = new Set(alike.map((page) => page.domain));
  if (namesOriginalAt !== null)
    if (domains.has(namesOriginalAt) || namesOriginalAt === targetDomain) return null;
  const original =
    alike.find(({ originalAt }) => originalAt === null || !domains.has(originalAt)) ?? alike[0];
  const isListed = original?.syndicatedTo.includes(suspect.canonicalSource) === true;
  const isCopy = !isListed && isLater(suspect, alike);
  if (!isCopy && !isCopyOfTarget) return null;
  return {
    sources: isCopy ? domains.size : 0,
    ofTarget: isCopyOfTarget,
    firstPingId: isCopy ? (original?.pingId ?? null) : null,
  };
}

/**
 * Who came first is no copy, whatever dates the others state. Who came later is none when it was
 * published before all that came earlier, as they say themselves.
 */
function isLater(
  { pingId, receivedAt, publishedAt }: Suspect,
  alike: readonly LikePage[],
): boolean {
  const earlier = alike.filter(
    (page) =>
      page.receivedAt < receivedAt ||
      (page.receivedAt.getTime() === receivedAt.getTime() && page.pingId < pingId),
  );
  if (earlier.length === 0) return false;
  if (publishedAt === null) return true;
  return earlier.some((page) => page.publishedAt === null || page.publishedAt <= publishedAt);
}
