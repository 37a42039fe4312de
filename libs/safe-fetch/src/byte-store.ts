// Collects bytes in one growing block, because a body sent byte by byte must not cost an object each.

/** Bytes up to a bound, and a count of all that were offered. */
export interface ByteStore {
  readonly offered: number;
  add(chunk: Uint8Array): void;
  /** What was kept: at most `maxBytes`. */
  bytes(): Uint8Array;
}

const FIRST_BLOCK_BYTES = 16 * 1024;

/** An empty store that keeps the first `maxBytes` bytes. */
export const createByteStore = (maxBytes: number): ByteStore => {
  let block = new Uint8Array(Math.min(FIRST_BLOCK_BYTES, maxBytes));
  let kept = 0;
  let offered = 0;
  return {
    get offered() {
      return offered;
    },
    add(chunk) {
      offered += chunk.length;
      const part = chunk.subarray(0, maxBytes - kept);
      if (kept + part.length > block.length) {
        const grown = new Uint8Array(
          Math.min(maxBytes, Math.max(block.length * 2, kept + part.length)),
        );
        grown.set(block.subarray(0, kept));
        block = grown;
      }
      block.set(part, kept);
      kept += part.length;
    },
    bytes: () => block.slice(0, kept),
  };
};
