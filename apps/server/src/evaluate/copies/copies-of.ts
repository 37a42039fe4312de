// Whether a page is a copy of others that have nearly the same text, and of how many. Pure.
import type { Copies } from '@trackwarden/scoring';
import type { LikePage } from './page-likeness-rows.js';

/** What is known of the page that may be a copy. */
export type Suspect = {
  pingId: string;
  receivedAt: Date;
  publishedAt: Date | null;
  /** Registrable domain of the page that it names as its original, when that is another one. */
  namesOriginalAt: string | null;
  targetDomain: string;
  isCopyOfTarget: boolean;
};

/**
 * Null for the first of those alike, and for a page that names one of them, or the entry, as its
 * original, as honest syndication does.
 */
export function copiesOf(suspect: Suspect, alike: readonly LikePage[]): Copies | null {
  const { namesOriginalAt, targetDomain, isCopyOfTarget } = suspect;
  const domains = new Set(alike.map(({ domain }) => domain));
  if (namesOriginalAt !== null)
    if (domains.has(namesOriginalAt) || namesOriginalAt === targetDomain) return null;
  const isCopy = isLater(suspect, alike);
  if (!isCopy && !isCopyOfTarget) return null;
  return {
    sources: isCopy ? domains.size : 0,
    ofTarget: isCopyOfTarget,
    firstPingId: isCopy ? (alike[0]?.pingId ?? null) : null,
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
