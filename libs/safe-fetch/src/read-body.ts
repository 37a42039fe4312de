// Fourth guard: takes a body in, decompressed on the way, and never more of it than agreed.
import type { Readable } from 'node:stream';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Decoder } from './content-coding.js';
import { decodersFor } from './content-coding.js';
import type { Deadline } from './deadline.js';
import { Failure, asFailure, codeOf } from './errors.js';
import { createByteStore } from './byte-store.js';

/** How much of a body is wanted and what to do when there is more. */
export interface BodyBounds {
  maxBytes: number;
  tooLarge: 'truncate' | 'error';
  idleTimeoutMs: number;
}

// A page compresses five- to thirtyfold; past this, data was made to unfold.
const MAX_RATIO = 200;
const RATIO_FREE_BYTES = 256 * 1024;
// Compressed data may be a little longer than what it stands for; a flood of empty blocks is more.
const WIRE_SLACK_BYTES = 64 * 1024;

/**
 * Reads the body to its end or to its bound.
 *
 * @throws Failure `too-large`, `bad-encoding`, `protocol`, or the deadline's own
 */
export const readBody = async (
  source: Readable,
  contentEncoding: string | undefined,
  bounds: BodyBounds,
  deadline: Deadline,
): Promise<{ body: Uint8Array; truncated: boolean }> => {
  const decoders = decodersFor(contentEncoding);
  const store = createByteStore(bounds.maxBytes);
  const wireBytes = bounds.maxBytes + WIRE_SLACK_BYTES;
  deadline.step('the next part of the body', bounds.idleTimeoutMs);
  let chunks = 0;
  const arrival = gate(wireBytes, () => {
    chunks += 1;
    deadline.progress();
  });
  const layers = decoders.flatMap((decoder, i) =>
    i === 0 ? [decoder] : [gate(wireBytes), decoder],
  );
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      store.add(chunk);
      if (isBomb(store.offered, decoders[0])) done(new Failure('too-large', BOMB));
      else done(store.offered > bounds.maxBytes ? new Overflow() : null);
    },
  });
  try {
    await pipeline([source, arrival, ...layers, sink], { signal: deadline.signal });
    return { body: store.bytes(), truncated: false };
  } catch (error) {
    if (deadline.signal.aborted) throw asFailure(deadline.signal.reason, 'aborted');
    // An empty body is no broken archive, whatever the header says of it.
    if (chunks === 0 && isDecoding(error)) return { body: new Uint8Array(), truncated: false };
    if (!(error instanceof Overflow))
      throw asFailure(error, isDecoding(error) ? 'bad-encoding' : 'protocol');
    if (bounds.tooLarge === 'truncate') return { body: store.bytes(), truncated: true };
    throw new Failure('too-large', `the body is longer than ${bounds.maxBytes} bytes`);
  }
};

const BOMB = 'the body was compressed to unfold without end';

class Overflow extends Error {}

const gate = (maxBytes: number, onChunk?: () => void): Transform => {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onChunk?.();
      passed += chunk.length;
      if (passed > maxBytes) done(new Overflow());
      else done(null, chunk);
    },
  });
};

const isBomb = (bytes: number, outermost: Decoder | undefined): boolean =>
  outermost !== undefined &&
  bytes > RATIO_FREE_BYTES &&
  bytes > MAX_RATIO * Math.max(1, outermost.bytesWritten);

const isDecoding = (error: unknown): boolean =>
  /^(Z_|ERR_(_ERROR|BROTLI|ZLIB))/.test(codeOf(error));
