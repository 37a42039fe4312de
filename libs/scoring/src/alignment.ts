// Which words of one text stand, in the same order, in another.

/**
 * A longest common subsequence as pairs of places, ascending (Wagner and Fischer 1974). Work and
 * memory grow with the product of both lengths: callers bound them.
 *
 * @example alignment(['a', 'b', 'c'], ['a', 'x', 'c']) // [[0, 0], [2, 2]]
 */
export function alignment(
  one: readonly string[],
  other: readonly string[],
): readonly (readonly [number, number])[] {
  const width = other.length + 1;
  // length of the best alignment of what is left from both places on
  const best = new Uint16Array((one.length + 1) * width);
  const bestAt = (a: number, b: number): number => best[a * width + b] ?? 0;
  for (let a = one.length - 1; a >= 0; a -= 1)
    for (let b = other.length - 1; b >= 0; b -= 1)
      best[a * width + b] =
        one[a] === other[b]
          ? bestAt(a + 1, b + 1) + 1
          : Math.max(bestAt(a + 1, b), bestAt(a, b + 1));
  const pairs: (readonly [number, number])[] = [];
  for (let a = 0, b = 0; a < one.length && b < other.length;) {
    if (one[a] === other[b]) pairs.push([a++, b++]);
    else if (bestAt(a + 1, b) >= bestAt(a, b + 1)) a += 1;
    else b += 1;
  }
  return pairs;
}
