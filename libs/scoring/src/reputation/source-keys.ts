// By which names a source is remembered: its path, host and domain, or its author.
import { domainOf, hostOf, isRelay, isSharedByAuthors, parseAddress } from '../address.js';
import type { SourceScope } from '../evidence.js';
import { pathsWithoutNames } from '../shared-platforms.js';
import { storable } from '../storable.js';

/** One name of a source, within one scope. */
export type SourceKey = { readonly scope: SourceScope; readonly key: string };

const longestPart = 100;

/** What stands before a person's name in a path. */
const beforeNames: ReadonlySet<string> = new Set(
  'user users u profile profiles author authors in people channel c id'.split(' '),
);
/** What many people write below. */
const ofNobody: ReadonlySet<string> = new Set(
  'r g groups group tag tags t s p item url search explore hashtag web share watch status events story.php profile.php permalink.php photo.php'.split(
    ' ',
  ),
);

/** The parts of a path in one spelling: names on shared hosts are not told apart by their case. */
function partsOf(url: URL): readonly string[] {
  const parts = url.pathname.split('/').filter((part) => part !== '');
  return parts.slice(0, 3).map((part) => spelt(part).slice(0, longestPart));
}

/** A part in one spelling. What no text may hold (`%00`), or would be read as more than one part, stays as it is written. */
function spelt(part: string): string {
  try {
    const decoded = decodeURIComponent(part);
    const isPlain = storable(decoded) === decoded && !decoded.includes('/');
    return (isPlain ? decoded : part).normalize('NFC').toLowerCase();
  } catch {
    return part.toLowerCase();
  }
}

const plainHost = (url: URL): string => hostOf(url).replace(/^www\./, '');

/** `@ann` or `~ann`: a person's part of a host, whoever runs it. */
const isPersonal = (part: string | undefined): boolean =>
  part !== undefined && /^[@~]./u.test(part);

/** Whose place it is on a host that many share; null where the path names nobody. */
function personalPlace(url: URL, host: string): string | null {
  const [first, second] = partsOf(url);
  if (first === undefined || ofNobody.has(first)) return null;
  if (pathsWithoutNames.has(host) || pathsWithoutNames.has(plainHost(url))) return null;
  if (!beforeNames.has(first)) return `${host}/${first}`;
  return second === undefined ? null : `${host}/${first}/${second}`;
}

/** A part of one owner's host, such as `blog.example/garden`; null for a page at its root or below a year. */
function sectionOf(url: URL): string | null {
  const [first, second] = partsOf(url);
  if (first === undefined || second === undefined || /^\d+$/.test(first)) return null;
  return `${plainHost(url)}/${first}`;
}

const keyOf = (scope: SourceScope, key: string | null): readonly SourceKey[] =>
  key === null ? [] : [{ scope, key }];

/** The address of an author in one spelling; null when it names a whole host. */
function authorPlace(author: URL): string | null {
  const parts = partsOf(author);
  return parts.length === 0 ? null : [plainHost(author), ...parts].join('/');
}

/**
 * The names under which decisions about a source are remembered, from the widest scope to the
 * narrowest; none when it is no http(s) address.
 *
 * - An owner's own host: `domain`, `host` where it differs, `path` (the first part, unless the page
 *   lies at the root), and `author` when the page names one of the same domain by an address below
 *   its root. Anybody can name an author of elsewhere.
 * - A host that many share, or a path as `/@ann` and `/~ann`: `path` alone, none where the path
 *   names nobody. What one of them did says nothing about the next.
 * - A relay, which passes on what others wrote: `author` alone.
 *
 * @example sourceKeys('https://medium.com/@ann/tea', null) // [{ scope: 'path', key: 'medium.com/@ann' }]
 */
export function sourceKeys(source: string, author: string | null): readonly SourceKey[] {
  const url = parseAddress(source);
  const domain = url === null ? null : domainOf(url);
  if (url === null || domain === null) return [];
  const named = author === null ? null : parseAddress(author);
  if (isRelay(url)) {
    if (named === null || isRelay(named)) return [];
    return keyOf('author', authorPlace(named) ?? plainHost(named));
  }
  if (isSharedByAuthors(source)) return keyOf('path', personalPlace(url, domain));
  if (isPersonal(partsOf(url)[0])) return keyOf('path', personalPlace(url, plainHost(url)));
  const host = plainHost(url);
  const isOwn = named !== null && domainOf(named) === domain;
  return [
    ...keyOf('domain', domain),
    ...keyOf('host', host === domain ? null : host),
    ...keyOf('path', sectionOf(url)),
    ...keyOf('author', isOwn ? authorPlace(named) : null),
  ];
}

/**
 * Whose decisions count for a source that was not read: the domain of one owner, or a person's path
 * on a shared host; null where the address names neither.
 *
 * @example ownerKey('https://blog.example/2026/tea') // { scope: 'domain', key: 'blog.example' }
 */
export function ownerKey(source: string): SourceKey | null {
  const keys = sourceKeys(source, null);
  return keys.find(({ scope }) => scope === 'domain') ?? keys[0] ?? null;
}
