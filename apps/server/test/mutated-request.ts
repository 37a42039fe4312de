// Requests as they come off a bad wire: what real senders write, damaged in the body or in the head,
// while the framing stays true so that each has an end.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';

type RawRequest = { head: string[]; body?: string; chunks?: string[] };
type Cut = { at: number; drop: number; insert: Uint8Array };

/** One request to make; the numbers choose among what is there. */
export type Plan = { request: number; body: Cut[]; line: number; head: Cut[] };

const naughty = createRequire(import.meta.url)('big-list-of-naughty-strings/blns.json') as string[];
const FRAMING = /^(?:content-length|transfer-encoding|expect|connection|host):/i;

const pieces = fc.oneof(
  fc.constantFrom(...naughty).map((text) => Buffer.from(text)),
  fc
    .constantFrom(
      ...[
        '\0',
        '%00',
        '%ff',
        '&',
        '=',
        '<',
        '>',
        '<![CDATA[',
        '<!DOCTYPE a>',
        '--',
        '%',
        '\r\n',
        '\xff\xfe',
        'a'.repeat(3_000),
      ],
    )
    .map((text) => Buffer.from(text, 'latin1')),
  fc.uint8Array({ minLength: 1, maxLength: 8 }),
);
const cut = fc.record({
  // not fc.double, whose values crowd at 0
  at: fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000),
  drop: fc.oneof(fc.constant(0), fc.nat(12)),
  insert: fc.oneof(fc.constant(new Uint8Array()), pieces),
});

export const plans: fc.Arbitrary<Plan> = fc.noBias(
  fc.record({
    request: fc.nat(1_000),
    body: fc.array(cut, { maxLength: 4 }),
    line: fc.nat(20),
    // most heads are left alone, so that what is in the bodies gets through
    head: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Cut[]>([]) },
      fc.array(cut, { maxLength: 2 }),
    ),
  }),
);

/** The requests of real senders of one protocol. */
export function realRequests(protocol: string): RawRequest[] {
  const file = new URL(`./fixtures/raw-${protocol}-requests.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as RawRequest[];
}

/** The bytes of a planned request; `values` fill the places that the recorded ones leave open. */
export function mutatedRequest(
  requests: readonly RawRequest[],
  plan: Plan,
  values: Readonly<Record<string, string>>,
): Buffer {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all);
  const { head, body = '', chunks } = requests[plan.request % requests.length]!;
  const whole: Buffer = Buffer.from(fill(chunks?.join('') ?? body));
  const content = plan.body.reduce(damaged, whole);
  const lines = head
    .map(fill)
    .filter((line) => !/^(?:content-length|transfer-encoding|expect):/i.test(line))
    .map((line): Buffer => Buffer.from(line, 'latin1'));
  const at = plan.line % lines.length;
  const line = lines[at]!;
  if (!FRAMING.test(line.toString('latin1')))
    lines[at] = withoutLineEnds(plan.head.reduce(damaged, line));
  const end = Buffer.from(`Content-Length: ${content.length}\r\n\r\n`);
  return Buffer.concat([...lines.flatMap((one) => [one, Buffer.from('\r\n')]), end, content]);
}

const damaged = (bytes: Buffer, { at, drop, insert }: Cut): Buffer => {
  const place = Math.floor(at * bytes.length);
  return Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + drop)]);
};

const withoutLineEnds = (line: Buffer): Buffer =>
  Buffer.from(line.toString('latin1').replace(/[\r\n]/g, '') || 'X: y', 'latin1');
