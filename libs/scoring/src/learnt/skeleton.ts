// Names and phrases reduced to what a robot's template keeps.
import { foldConfusables } from '../confusables.js';
import { wordsOf } from '../text.js';

/**
 * The skeleton of a name: its words without case, disguise and digits, in alphabetical order, so that
 * "Cheap Boots 24" and "boots, CHEAP" are one. At most 12 words; empty when none is left.
 */
export function nameSkeleton(name: string): string {
  const words = wordsOf(name)
    .slice(0, 12)
    .map((word) => foldConfusables(word).replace(/\d+/g, ''));
  return [...new Set(words)]
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}

/**
 * The skeleton of a text that a template made: the words of all members that stand in the same order
 * everywhere, each run of others as `*` (the longest common subsequence, folded over the members). At most
 * 60 words of each and 50 members.
 *
 * @example templateSkeleton(['buy red hats now', 'buy blue boots now']) === 'buy * now'
 */
export function templateSkeleton(texts: readonly string[]): string {
  const members = texts.slice(0, 50).map((text) => wordsOf(text).slice(0, 60));
  const [first, ...others] = members;
  if (first === undefined) return '';
  const common = others.reduce<readonly string[]>(longestCommon, first);
  return withGaps(common, members);
}

function longestCommon(one: readonly string[], other: readonly string[]): readonly string[] {
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      const length =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
      lengths[row]?.fill(length, column, column + 1);
    }
  }
  const common: string[] = [];
  for (let row = 0, column = 0; row < one.length && column < other.length;) {
    const word = one[row];
    if (word !== undefined && word === other[column]) {
      common.push(word);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return common;
}

function withGaps(common: readonly string[], members: readonly (readonly string[])[]): string {
  const places = members.map(() => 0);
  const parts: string[] = [];
  for (const word of [...common, null]) {
    const gaps = members.map((words, at) => {
      const from = places[at] ?? 0;
      const found = word === null ? words.length : words.indexOf(word, from);
      places[at] = found + 1;
      return found > from;
    });
    if (gaps.some(Boolean)) parts.push('*');
    if (word !== null) parts.push(word);
  }
  return parts.join(' ');
}
