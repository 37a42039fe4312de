// Said of a source that is being fetched at this moment, or whose host has enough to answer.

const SHORTEST_MS = 250;
const LONGEST_MS = 8_000;

/** The ping comes back to it in a moment. */
export class SourceIsBusy extends Error {
  constructor() {
    super('the source, or its host, is being fetched for another ping');
  }
}

/** The more often it came in vain, the seldomer: a crowd that waits must not keep the workers busy. */
export function busyWaitMs(timesBefore: number, random: number): number {
  const longest = Math.min(SHORTEST_MS * 2 ** timesBefore, LONGEST_MS);
  return (longest * (1 + random)) / 2;
}
