// What fuzzing starts from: our own seeds, every fixture with a body or a page, and a public list of
// strings that break programs.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What a seed is meant for. */
export type SeedKind = 'trackback' | 'webmention' | 'xml' | 'html' | 'url';

/** Bytes to start from, and the content type that they came with. */
export interface Seed {
  contentType: string | undefined;
  bytes: Buffer;
}

interface Written {
  /** A form is one of TrackBack and of Webmention. */
  of: SeedKind | 'form';
  contentType?: string;
  text?: string;
  /** Instead of a text, where it is none. */
  base64?: string;
}

const folder = new URL('../../fixtures/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

const written = read('fuzz-seeds.json') as Written[];
const ofKind = (...kinds: Written['of'][]): Seed[] =>
  written
    .filter(({ of }) => kinds.includes(of))
    .map(({ contentType, text, base64 }) => ({
      contentType,
      bytes: base64 === undefined ? Buffer.from(text ?? '') : Buffer.from(base64, 'base64'),
    }));

/** The strings of these fields, of every fixture whose name starts so. */
const ofFixtures = (start: string, fields: readonly string[]): Seed[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith(start))
    .flatMap((name) => read(name) as Record<string, unknown>[])
    .flatMap((row) =>
      fields
        .map((field) => row[field])
        .filter((value) => typeof value === 'string')
        .map((value) => ({
          contentType: typeof row['contentType'] === 'string' ? row['contentType'] : undefined,
          bytes: Buffer.from(value),
        })),
    );

/** What to start from, for each kind of input. */
export const seeds: Readonly<Record<SeedKind, readonly Seed[]>> = {
  trackback: [
    ...ofKind('form', 'trackback'),
    ...ofFixtures('trackback-valid', ['body']),
    ...ofFixtures('trackback-invalid', ['body']),
  ],
  webmention: [...ofKind('form', 'webmention'), ...ofFixtures('webmention-', ['body'])],
  xml: [
    ...ofKind('xml'),
    ...ofFixtures('pingback-', ['body']),
    ...ofFixtures('trackback-response', ['body']),
  ],
  html: [
    ...ofKind('html'),
    ...ofFixtures('page-', ['html']),
    ...ofFixtures('discovery-', ['html']),
    ...ofFixtures('outgoing-', ['html']),
  ],
  url: [
    ...ofKind('url'),
    ...ofFixtures('canonical-url', ['given']),
    ...ofFixtures('same-resource', ['a', 'b']),
  ],
};

/** Content types to come with any body, good and bad. */
export const contentTypes: readonly (string | undefined)[] = [
  undefined,
  '',
  'text/html',
  'text/plain; charset=iso-2022-jp',
  'text/html; charset=utf-16',
  'application/json',
  'application/xml; charset="utf-8',
  'multipart/form-data',
  'multipart/form-data; boundary=""',
  `multipart/form-data; boundary=${'-'.repeat(300)}`,
  'text/html; charset=utf-8; charset=euc-jp;;;=',
  ...new Set(written.map(({ contentType }) => contentType)),
];

/** The big list of naughty strings. */
export const naughty: readonly Buffer[] = (
  createRequire(import.meta.url)('big-list-of-naughty-strings/blns.json') as string[]
)
  .filter((text) => text !== '')
  .map((text) => Buffer.from(text));
