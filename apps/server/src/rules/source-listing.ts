// Which entry lists the source of a ping at a scope, or why none may. Pure.
import type { DecisionScope, UnlistedCode } from '@trackwarden/contracts';
import { isRelay, isSharedByAuthors, registrableDomain, sourceKeys } from '@trackwarden/scoring';
import { beginningsOf, hostOfUrl, placeOf } from './addresses.js';
import { authorKeys, entryKey } from './list-keys.js';

export type ListedSource = { source: string; author: string | null };
export type Listing = { value: string; key: string };

/** The narrowest entry of that scope that covers the source and nobody else of a host that many share. */
export function listingOf(scope: DecisionScope, ping: ListedSource): Listing | UnlistedCode {
  const value = valueOf(scope, ping);
  if (typeof value !== 'object') return value;
  const entry = entryKey(scope, value.value);
  return typeof entry === 'string' ? 'no-name' : { value: entry.value, key: entry.key };
}

function valueOf(
  scope: DecisionScope,
  { source, author }: ListedSource,
): { value: string } | UnlistedCode {
  const host = hostOfUrl(source);
  if (host === null) return 'no-name';
  switch (scope) {
    case 'url':
      return { value: source };
    case 'author':
      if (author === null || authorKeys(author, source).length === 0) return 'no-author';
      // the front page of a platform is nobody's
      return isSharedByAuthors(author) && placeOf(author)?.path === '/'
        ? 'shared'
        : { value: author };
    case 'path':
      return pathOf(source, host);
    case 'host':
      return isShared(host) ? 'shared' : { value: host };
    case 'domain': {
      const domain = registrableDomain(source) ?? host;
      return isShared(host) || isShared(domain) ? 'shared' : { value: domain };
    }
  }
}

/** A person's part of a shared host; of an owner's own host the first part. */
function pathOf(source: string, host: string): { value: string } | UnlistedCode {
  const place = placeOf(source);
  if (place === null || place.path === '/') return 'no-path';
  const parts = isShared(host) ? personalParts(source) : 1;
  if (parts === null) return 'shared';
  const value = beginningsOf(place).at(-1 - parts);
  return value === undefined ? 'no-path' : { value };
}

function personalParts(source: string): number | null {
  const key = sourceKeys(source, null).find(({ scope }) => scope === 'path')?.key;
  return key === undefined ? null : key.split('/').length - 1;
}

/** A public suffix, a platform, a relay, a host whose people differ by path: its name is nobody's own. */
function isShared(host: string): boolean {
  const url = `http://${host}/`;
  const below = `somebody.${host}`;
  return isSharedByAuthors(url) || isRelay(url) || registrableDomain(`http://${below}/`) === below;
}
