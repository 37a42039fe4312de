// One form for the spellings of a page's address that are the same page on a given site. Pure.
import { canonicalUrl, isBelowOrigin } from '@trackwarden/protocol';
import type { SiteEntity } from '../database/entities/site.entity.js';

/**
 * The canonical address of a page of the site, with the scheme, host and port of the origin it lies
 * below: http and https are one site. Null when it lies below none of them.
 */
export function addressOn({ origins }: Pick<SiteEntity, 'origins'>, url: string): string | null {
  const canonical = canonicalUrl(url);
  if (canonical === null) return null;
  const origin = origins.find((candidate) => isBelowOrigin(url, candidate));
  if (origin === undefined) return null;
  const { pathname, search } = new URL(canonical);
  return `${new URL(origin).origin}${pathname}${search}`;
}

/** The same address with the trailing slash that this one lacks, or without its own; null for a home page. */
export function slashTwin(address: string): string | null {
  const url = new URL(address);
  if (url.pathname === '/') return null;
  url.pathname = url.pathname.endsWith('/') ? url.pathname.slice(0, -1) : `${url.pathname}/`;
  return url.href;
}
