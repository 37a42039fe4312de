// How much of a short text stands in a long one.

const size = 3;
const fewestWords = 4;

const shingles = (words: readonly string[]): readonly string[] =>
  words.slice(size - 1).map((_, at) => words.slice(at, at + size).join(' '));

/**
 * The share (0..1) of a part's distinct runs of three words that also stand in the whole; null when
 * the part has fewer than 4 words or the whole has none. Containment after Broder, "On the
 * resemblance and containment of documents" (1997).
 */
export function containment(part: readonly string[], whole: readonly string[]): number | null {
  if (part.length < fewestWords || whole.length === 0) return null;
  const wanted = new Set(shingles(part));
  const present = new Set(shingles(whole));
  let found = 0;
  for (const shingle of wanted) if (present.has(shingle)) found += 1;
  return found / wanted.size;
}
