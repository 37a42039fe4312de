// Streaming decoders for `Content-Encoding`, so that a bomb is stopped while it unfolds.
import { Duplex } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  type Inflate,
  type InflateRaw,
} from 'node:zlib';
import { Failure } from './errors.js';

/** A decompressor that knows how many compressed bytes it has used up so far. */
export type Decoder = Duplex & { readonly bytesWritten: number };

// Each layer multiplies what a bomb can do; servers that compress twice by mistake exist, thrice not.
const MAX_LAYERS = 2;

/**
 * The decoders for a `Content-Encoding` value (RFC 9110 section 8.4), outermost coding first.
 *
 * @throws Failure `bad-encoding` when a coding is unknown or there are too many
 */
export const decodersFor = (contentEncoding: string | undefined): Decoder[] => {
  const codings = (contentEncoding ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > MAX_LAYERS) {
    throw new Failure('bad-encoding', `more than ${MAX_LAYERS} content codings`);
  }
  return codings.map(decoderFor).reverse();
};

const decoderFor = (coding: string): Decoder => {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return new EitherInflate();
    default:
      throw new Failure('bad-encoding', `unknown content coding ${coding.slice(0, 40)}`);
  }
};

/**
 * `deflate` means zlib (RFC 9110 section 8.4.1.2), but enough servers send bare deflate that every
 * browser looks at the first byte: the low half of a zlib header is 8.
 */
class EitherInflate extends Duplex {
  #inner: Inflate | InflateRaw | undefined;

  get bytesWritten(): number {
    return this.#inner?.bytesWritten ?? 0;
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#inner ??= this.#start(chunk);
    this.#inner.write(chunk, done);
  }

  override _final(done: () => void): void {
    if (this.#inner) this.#inner.end();
    else this.push(null);
    done();
  }

  override _read(): void {
    this.#inner?.resume();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#inner?.destroy();
    done(error);
  }

  #start(first: Buffer): Inflate | InflateRaw {
    const inner = ((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
    inner.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) inner.pause();
    });
    inner.on('end', () => this.push(null));
    inner.on('error', (error) => this.destroy(error));
    return inner;
  }
}
