// The same shuffle every time.

/** Numbers 0..n-1 in an order that depends on the seed alone (Fisher-Yates over a Lehmer generator). */
export function shuffled(count: number, seed: number): number[] {
  const order = Array.from({ length: count }, (_, at) => at);
  let state = (seed % 2_147_483_646) + 1;
  for (let at = count - 1; at > 0; at -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (at + 1);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}
