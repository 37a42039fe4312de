// The announcements of one relation on a page: Link headers first, then elements in document order.
import type { HtmlElement, HtmlParent } from '../html/parse-html.js';
import { attribute, elementsWhere, tokens } from '../html/walk.js';
import { sameResource } from '../url/canonical-url.js';
import { resolveUrl } from '../url/resolve-url.js';
import { byElement, type FoundBy } from './endpoint.js';
import { parseLinkHeader } from './link-header.js';

/** Something that names an address, as written, and what that is relative to. */
export interface Announcement {
  readonly address: string;
  readonly baseUrl: string;
  readonly foundBy: FoundBy;
}

/** The links of Link headers with a relation. Those that start from another resource are not the page's. */
export const inLinkHeaders = (
  headers: readonly string[],
  rel: string,
  pageUrl: string,
): Announcement[] =>
  parseLinkHeader(headers)
    .filter((link) => link.rel.includes(rel) && startsFrom(link.anchor, pageUrl))
    .map(({ url }) => ({ address: url, baseUrl: pageUrl, foundBy: 'Link header' }));

function startsFrom(anchor: string | null, pageUrl: string): boolean {
  if (anchor === null) return true;
  return sameResource(resolveUrl(anchor, pageUrl)?.href ?? '', pageUrl);
}

/** The `<link>` and `<a>` elements with a relation and an `href`, empty ones included. */
export const inElements = (
  root: HtmlParent,
  rel: string,
  baseUrl: string,
  tagNames: readonly string[] = ['link', 'a'],
): Announcement[] =>
  elementsWhere(root, (element) => announces(element, rel, tagNames)).map((element) => ({
    address: attribute(element, 'href') ?? '',
    baseUrl,
    foundBy: byElement(element),
  }));

const announces = (element: HtmlElement, rel: string, tagNames: readonly string[]): boolean =>
  tagNames.includes(element.tagName) &&
  attribute(element, 'href') !== null &&
  tokens(element, 'rel').includes(rel);
