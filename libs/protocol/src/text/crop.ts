// Cropping by whole characters, never inside a surrogate pair or a composed emoji.

const ELLIPSIS = '...';
/** UTF-16 units before the cut that are segmented: no character is longer, and segmenting is slow. */
const SEGMENTED = 1_000;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The longest start of `text` made of whole characters that has at most `max` code points.
 * A single character longer than that (a letter under a thousand accents) is cut between its code
 * points, so that the bound always holds.
 */
export function takeCharacters(text: string, max: number): string {
  const limit = offsetAfter(text, max);
  if (limit === text.length) return text;
  // One code point more than wanted tells the segmenter whether the last character goes on.
  const sampleEnd = limit + offsetAfter(text.slice(limit, limit + 2), 1);
  const sampleStart = wholePoint(text, Math.max(0, limit - SEGMENTED));
  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(sampleStart, sampleEnd))) {
    const next = sampleStart + index + segment.length;
    if (next > limit) break;
    end = next;
  }
  return text.slice(0, end > 0 ? end : limit);
}

/**
 * Movable Type's cropping rule (TrackBack 1.1): a text of more than `max` code points becomes its
 * first `max - 3`, in whole characters, and `...`.
 *
 * @param max in code points, 4 or more; 255 unless told
 * @example cropExcerpt('x'.repeat(256)).length // 255
 */
export function cropExcerpt(text: string, max = 255): string {
  if (offsetAfter(text, max) === text.length) return text;
  return takeCharacters(text, max - ELLIPSIS.length) + ELLIPSIS;
}

/* The index after the first `count` code points, or the length of a shorter text. */
function offsetAfter(text: string, count: number): number {
  if (text.length <= count) return text.length;
  let offset = 0;
  for (let points = 0; points < count && offset < text.length; points += 1) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

/* The index itself, or the one before when it falls inside a surrogate pair. */
const wholePoint = (text: string, index: number): number =>
  index > 0 && (text.codePointAt(index - 1) ?? 0) > 0xffff ? index - 1 : index;
