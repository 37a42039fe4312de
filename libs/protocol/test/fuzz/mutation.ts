// Turns a seed into a broken relative of it: a plan of small damages, the same for the same plan.
import fc from 'fast-check';

/** One damage. Places are fractions of the length, so that a plan fits every seed. */
type Damage =
  | { kind: 'flip'; at: number; bit: number }
  | { kind: 'drop'; at: number; length: number }
  | { kind: 'insert'; at: number; bytes: Uint8Array }
  | { kind: 'repeat'; at: number; length: number; times: number }
  | { kind: 'splice'; at: number; other: number; from: number; length: number }
  | { kind: 'move'; at: number; length: number; to: number };

/** Which seed, and what is done to it. */
export interface Plan {
  seed: number;
  damages: Damage[];
}

const MAX_BYTES = 48 * 1024;

/** Pieces that parsers trip over. */
const TOKENS = [
  '\0',
  '\r\n',
  '\r\n\r\n',
  '%',
  '%00',
  '%ff',
  '%u0041',
  '&',
  '&&',
  '=',
  ';',
  '+',
  '"',
  "'",
  '`',
  '<',
  '>',
  '</',
  '/>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE a [',
  '<?xml version="1.0" encoding="utf-16"?>',
  '&#0;',
  '&#x110000;',
  '&#xD800;',
  '&amp;',
  '&lt',
  '&x;',
  'charset=',
  'boundary=',
  '--b',
  '--b--',
  'utf-7',
  'utf-16le',
  'iso-2022-jp',
  '\x1b$B',
  '\xff\xfe',
  '\xef\xbb\xbf',
  '\xc0\x80',
  '\xed\xa0\x80',
  'javascript:',
  'data:',
  '//',
  '\\',
  '@',
  '../',
  '#',
  '?',
  ':',
  '[::1]',
  '.',
  '..',
  '\u3002',
  '<a href=',
  '<base href=',
  '<template>',
  '<svg>',
  '<table>',
  '<script>',
  '<style>',
  '<plaintext>',
  'style=',
  'class="h-entry"',
  '{',
  '}',
  '[',
  ']',
  '\\ud800',
  '1e999',
  '-1',
  '__proto__',
  'constructor',
].map((token) => Buffer.from(token, 'latin1'));

// not fc.double, whose values crowd at 0
const place = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000);
const bytes = (naughty: readonly Uint8Array[]) =>
  fc.oneof(
    fc.constantFrom(...TOKENS),
    fc.constantFrom(...naughty),
    fc.uint8Array({ minLength: 1, maxLength: 12 }),
  );
const size = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 400 }));

const damage = (naughty: readonly Uint8Array[]): fc.Arbitrary<Damage> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('flip' as const),
      at: place,
      bit: fc.integer({ min: 0, max: 7 }),
    }),
    fc.record({ kind: fc.constant('drop' as const), at: place, length: size }),
    fc.record({ kind: fc.constant('insert' as const), at: place, bytes: bytes(naughty) }),
    fc.record({
      kind: fc.constant('repeat' as const),
      at: place,
      length: size,
      times: fc.constantFrom(2, 3, 50, 2_000),
    }),
    fc.record({
      kind: fc.constant('splice' as const),
      at: place,
      other: fc.nat(10_000),
      from: place,
      length: size,
    }),
    fc.record({ kind: fc.constant('move' as const), at: place, length: size, to: place }),
  );

/** Plans; `naughty` are further pieces to insert. */
export const plans = (naughty: readonly Uint8Array[]): fc.Arbitrary<Plan> =>
  // without the bias to small numbers, which would try the first seeds again and again
  fc.noBias(
    fc.record({ seed: fc.nat(10_000), damages: fc.array(damage(naughty), { maxLength: 8 }) }),
  );

/** The seed after its damages, at most 48 KiB. */
export function mutated(seeds: readonly Uint8Array[], { seed, damages }: Plan): Buffer {
  let now: Buffer = Buffer.from(seeds[seed % seeds.length] ?? []);
  for (const one of damages) now = damaged(now, one, seeds).subarray(0, MAX_BYTES);
  return now;
}

function damaged(now: Buffer, one: Damage, seeds: readonly Uint8Array[]): Buffer {
  const at = Math.floor(one.at * now.length);
  const [before, after] = [now.subarray(0, at), now.subarray(at)];
  switch (one.kind) {
    case 'flip': {
      const copy = Buffer.from(now);
      const byte = copy[at];
      if (byte !== undefined) copy[at] = byte ^ (1 << one.bit);
      return copy;
    }
    case 'drop':
      return Buffer.concat([before, after.subarray(one.length)]);
    case 'insert':
      return Buffer.concat([before, one.bytes, after]);
    case 'repeat': {
      const piece = after.subarray(0, one.length);
      const times = Math.min(one.times, Math.ceil(MAX_BYTES / Math.max(1, piece.length)));
      return Buffer.concat([before, ...Array.from({ length: times }, () => piece), after]);
    }
    case 'splice': {
      const other = seeds[one.other % seeds.length] ?? new Uint8Array();
      const from = Math.floor(one.from * other.length);
      return Buffer.concat([before, other.subarray(from, from + one.length), after]);
    }
    case 'move': {
      const piece = after.subarray(0, one.length);
      const rest = Buffer.concat([before, after.subarray(one.length)]);
      const to = Math.floor(one.to * rest.length);
      return Buffer.concat([rest.subarray(0, to), piece, rest.subarray(to)]);
    }
  }
}
