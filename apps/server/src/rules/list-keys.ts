// Entries of block and trust lists as the keys by which they are found; scopes and exceptions. Pure.
import type { ListScope } from '@trackwarden/contracts';
import { canonicalUrl } from '@trackwarden/protocol';
import { isRelay, ownershipOf, registrableDomain } from '@trackwarden/scoring';
import {
  beginningsOf,
  domainsOf,
  hostName,
  isBelowDomain,
  isBelowPlace,
  networkOf,
  placeOf,
} from './addresses.js';

export type EntryKey = { value: string; key: string; network: string | null };

/** The value as it is kept and its key; a sentence when the value does not fit the scope. */
export function entryKey(scope: ListScope, given: string): EntryKey | string {
  switch (scope) {
    case 'url':
    case 'author': {
      const url = canonicalUrl(given);
      if (url === null) return 'must be an absolute http or https address';
      return { value: url, key: `${scope}:${withoutScheme(url)}`, network: null };
    }
    case 'path': {
      const place = placeOf(given);
      if (place === null || place.host === '' || place.path === '/')
        return 'must be a host with a path, such as example.com/alice';
      const [value = ''] = beginningsOf(place);
      return { value, key: `path:${value}`, network: null };
    }
    case 'host':
    case 'domain': {
      const host = hostName(given);
      if (host === null || !/[.\]]/.test(host)) return 'must be a domain such as casino.example';
      if (scope === 'domain' && ownershipOf(host) === 'shared')
        return "is shared by many: each name below it is somebody else's. List one of them, or this one with the scope host or path";
      return { value: host, key: `${scope}:${host}`, network: null };
    }
    case 'network': {
      const network = networkOf(given);
      if (network === null) return 'must be an IP address or a network such as 203.0.113.0/24';
      return { value: network, key: `network:${network}`, network };
    }
  }
}

const withoutScheme = (url: string): string => url.replace(/^https?:\/\//, '');

/** The keys under which entries for this address may stand. */
export function keysOf(url: string): string[] {
  const canonical = canonicalUrl(url);
  const place = placeOf(url);
  if (canonical === null || place === null) return [];
  return [
    `url:${withoutScheme(canonical)}`,
    ...beginningsOf(place)
      .slice(0, -1)
      .map((beginning) => `path:${beginning}`),
    `host:${place.host}`,
    ...domainsOf(place.host).map((domain) => `domain:${domain}`),
  ];
}

/** The keys of an author whom a page names; none when anybody could have named them there. */
export function authorKeys(author: string | null, source: string): string[] {
  const canonical = author === null ? null : canonicalUrl(author);
  if (canonical === null) return [];
  const isOwn = registrableDomain(canonical) === registrableDomain(source);
  return isOwn || isRelay(source) ? [`author:${withoutScheme(canonical)}`] : [];
}

/** Whether an exception, a host or the beginning of an address, covers an address. */
export function isExcepted(url: string, exceptions: readonly string[]): boolean {
  const place = placeOf(url);
  if (place === null) return false;
  return exceptions.some((exception) => {
    const except = placeOf(exception);
    if (except === null || except.host === '') return false;
    if (except.path === '/') return isBelowDomain(place.host, except.host);
    return isBelowPlace(place, except);
  });
}
