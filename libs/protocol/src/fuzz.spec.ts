// Mutated corpora through every parser: a bounded number with a fixed seed here, more by `npm run fuzz`.
import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { contentTypes, naughty, seeds } from '../test/fuzz/corpus.js';
import { mutated, plans } from '../test/fuzz/mutation.js';
import { properties, type Property } from '../test/fuzz/properties.js';

const MINUTE = 60_000;
const runs = Number(process.env['FUZZ_RUNS'] ?? 120);
const minutes = Number(process.env['FUZZ_MINUTES'] ?? 0);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_021_128);

jest.setTimeout(2 * MINUTE + minutes * MINUTE);

const bounds: fc.Parameters<unknown> =
  minutes > 0
    ? {
        seed,
        numRuns: Number.MAX_SAFE_INTEGER,
        plugins: [fc.interruptAfterTimeLimit((minutes * MINUTE) / properties.length)],
      }
    : { seed, numRuns: runs };

/** The failing input in the form of a row of fixtures/fuzz-seeds.json. */
function tried(property: Property, bytes: Buffer, contentType: string | undefined): void {
  try {
    property.check(bytes, contentType);
  } catch (error) {
    const row = JSON.stringify({ of: property.of, contentType, base64: bytes.toString('base64') });
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error(`${property.name} breaks; for fixtures/fuzz-seeds.json:\n${row}\n${why}`);
  }
}

describe.each([...properties])('$name', (property) => {
  const own = seeds[property.of];
  const bytesOfOwn = own.map(({ bytes }) => bytes);

  it('is taken or refused as it should be, as every seed and every naughty string has it', () => {
    for (const { bytes, contentType } of own) tried(property, bytes, contentType);
    // each with a content type of its own, so that all of them come by
    [...bytesOfOwn, ...naughty].forEach((bytes, n) => {
      tried(property, bytes, contentTypes[n % contentTypes.length]);
    });
    expect(own.length).toBeGreaterThan(5);
  });

  it('is taken or refused as it should be, whatever happened to it on the way', () => {
    // mostly its own content type, or few bodies would be read at all
    const otherType = fc.oneof(
      { weight: 4, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom(...contentTypes.map((type) => ({ type }))) },
    );
    fc.assert(
      fc.property(plans(naughty), otherType, (plan, other) => {
        const contentType = other ? other.type : own[plan.seed % own.length]?.contentType;
        tried(property, mutated(bytesOfOwn, plan), contentType);
      }),
      bounds as fc.Parameters<[unknown, unknown]>,
    );
  });
});
