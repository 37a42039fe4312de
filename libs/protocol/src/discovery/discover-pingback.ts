// Finds the Pingback server of a page (Pingback 1.0, section 2.3 and 2.4).
import { parseDocument } from '../html/parse-html.js';
import type { HtmlParent } from '../html/parse-html.js';
import { baseUrlOf } from '../page/read-page.js';
import { inElements } from './announced.js';
import { firstUsable, type FoundEndpoint } from './endpoint.js';

/** A page as it came: its address after all redirects, its X-Pingback header, its text. */
export interface PingbackPage {
  readonly url: string;
  readonly xPingback: string | null;
  readonly html: string;
}

/* The expression of the specification. Like there, it is read in the text, not in the tree. */
const LITERAL = /<link rel="pingback" href="([^"]+)" ?\/?>/;
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};

/**
 * The Pingback server of a page, or null. The X-Pingback header overrides whatever the page says; then
 * the element in exactly the form of the specification, with its four entities expanded; then any
 * `<link rel="pingback">` of the parsed page, because many are written in another form. Only http and
 * https addresses are given.
 */
export const discoverPingback = ({ url, xPingback, html }: PingbackPage): string | null =>
  findPingback(url, xPingback, html, parseDocument(html).root)?.endpoint ?? null;

/** {@link discoverPingback} on a page that is parsed already, with what announced the server. */
export function findPingback(
  url: string,
  xPingback: string | null,
  html: string,
  root: HtmlParent,
): FoundEndpoint | null {
  // Repeated headers come joined; at most one is allowed, so the first stands for all.
  const header = xPingback?.split(/,\s+(?=https?:)/i, 1)[0]?.trim() ?? '';
  if (header !== '')
    return firstUsable([{ address: header, baseUrl: url, foundBy: 'X-Pingback header' }]);
  const literal = LITERAL.exec(html)?.[1];
  if (literal !== undefined) {
    const address = literal.replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? '');
    return firstUsable([{ address, baseUrl: url, foundBy: 'link element' }]);
  }
  return firstUsable(inElements(root, 'pingback', baseUrlOf(root, url), ['link']));
}
