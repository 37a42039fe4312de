// How much of a short text stands in a long one.

const size = 3;
const fewestWords = 4;

const shingleAt = (words: readonly string[], at: number): string =>
  words.slice(at, at + size).join(' ');

/**
 * The share (0..1) of a part's distinct runs of three words that also stand in the whole; null when
 * the part has fewer than 4 words or the whole has none. Containment after Broder, "On the
 * resemblance and containment of documents" (1997).
 */
export function containment(part: readonly string[], whole: readonly string[]): number | null {
  if (part.length < fewestWords || whole.length === 0) return null;
  const starts = new Set(part.slice(0, 1 - size));
  const wanted = new Set(part.slice(size - 1).map((_, at) => shingleAt(part, at)));
  const found = new Set<string>();
  // the whole may be a long page: only where a run could begin is one made
  for (let at = 0; at <= whole.length - size; at += 1) {
    if (!starts.has(whole[at] ?? '')) continue;
    const shingle = shingleAt(whole, at);
    if (wanted.has(shingle)) found.add(shingle);
  }
  return found.size / wanted.size;
}
