// Where on a page an endpoint was announced, and how an announced address becomes usable.
import type { HtmlElement } from '../html/parse-html.js';
import { parseHttpUrl } from '../url/canonical-url.js';
import { resolveUrl } from '../url/resolve-url.js';

/** What announced an endpoint. */
export type FoundBy =
  'Link header' | 'link element' | 'a element' | 'X-Pingback header' | 'RDF block';

/** An endpoint, absolute and http or https, with what announced it. */
export interface FoundEndpoint {
  readonly endpoint: string;
  readonly foundBy: FoundBy;
}

/** An announced address made absolute; null unless it is an http or https address without a user. */
export function endpointAt(address: string, baseUrl: string): string | null {
  const resolved = resolveUrl(address.trim(), baseUrl);
  return resolved === null ? null : (parseHttpUrl(resolved.href)?.href ?? null);
}

/** The name of an element that announces. */
export const byElement = ({ tagName }: HtmlElement): FoundBy =>
  tagName === 'link' ? 'link element' : 'a element';

/** The first candidate whose address is usable. */
export function firstUsable(
  candidates: Iterable<{ address: string; baseUrl: string; foundBy: FoundBy }>,
): FoundEndpoint | null {
  for (const { address, baseUrl, foundBy } of candidates) {
    const endpoint = endpointAt(address, baseUrl);
    if (endpoint !== null) return { endpoint, foundBy };
  }
  return null;
}
