// Finds the Webmention endpoint of a page (W3C Webmention, section 3.1.2).
import { parseDocument } from '../html/parse-html.js';
import type { HtmlParent } from '../html/parse-html.js';
import { baseUrlOf } from '../page/read-page.js';
import { inElements, inLinkHeaders } from './announced.js';
import { firstUsable, type FoundEndpoint } from './endpoint.js';

/** A page as it came: its address after all redirects, its Link headers, its text. */
export interface WebmentionPage {
  readonly url: string;
  readonly linkHeaders: readonly string[];
  readonly html: string;
}

/**
 * The Webmention endpoint of a page, absolute and with its query, or null. The first Link header with
 * the relation `webmention`; else the first `<link>` or `<a>` with it in document order. An empty
 * `href` means the page itself; an element without `href`, a comment and escaped markup say nothing.
 * Only http and https addresses are given.
 */
export const discoverWebmention = ({ url, linkHeaders, html }: WebmentionPage): string | null =>
  findWebmention(url, linkHeaders, parseDocument(html).root)?.endpoint ?? null;

/** {@link discoverWebmention} on a page that is parsed already, with what announced the endpoint. */
export const findWebmention = (
  url: string,
  linkHeaders: readonly string[],
  root: HtmlParent,
): FoundEndpoint | null =>
  firstUsable(inLinkHeaders(linkHeaders, 'webmention', url)) ??
  firstUsable(inElements(root, 'webmention', baseUrlOf(root, url)));
