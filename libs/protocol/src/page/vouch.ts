// Vouch, an extension of Webmention: a page on a known site that links to the site of an unknown one.
import type { HtmlElement } from '../html/parse-html.js';
import { attribute, isElement, tokens, walk } from '../html/walk.js';
import { hostKey, parseHttpUrl } from '../url/canonical-url.js';
import { referenceReader, resolveUrl, staysOnHost } from '../url/resolve-url.js';
import { NO_PROOF_INSIDE } from './link-elements.js';
import { pageMeta } from './page-meta.js';
import type { Page } from './page.js';
import { hiddenBecause } from './visibility.js';

/* Links that their own page does not stand for (HTML, section 4.6.7, and the search engines'). */
const NO_ENDORSEMENT: ReadonlySet<string> = new Set(['nofollow', 'ugc', 'sponsored']);
/** Links to the host looked at, in document order. */
const MAX_CANDIDATES = 100;

/**
 * Whether a page vouches for the site of a source: it has a visible `<a>` or `<area>` to any page of
 * the source's host, compared whole but for a leading `www.`, not marked `nofollow`, `ugc` or
 * `sponsored` and not on a page that is itself `nofollow`. A page never vouches for its own host.
 * Whether the page's own site is trusted is the caller's to know. Never throws.
 */
export function vouches(page: Page, sourceUrl: string): boolean {
  const source = parseHttpUrl(sourceUrl);
  const own = resolveUrl(page.url);
  if (page.kind !== 'html' || source === null) return false;
  const host = hostKey(source);
  if (host === '' || own === null || hostKey(own) === host) return false;
  if (/\b(?:nofollow|none)\b/i.test(pageMeta(page).content('robots') ?? '')) return false;
  const read = referenceReader(page.baseUrl);
  const base = resolveUrl(page.baseUrl);
  const isElsewhere = base !== null && hostKey(base) !== host;
  const leadsToSource = (element: HtmlElement): boolean => {
    const href = (attribute(element, 'href') ?? '').trim();
    if (href === '' || (isElsewhere && staysOnHost(href))) return false;
    const url = read(href);
    return url !== null && /^https?:$/.test(url.protocol) && hostKey(url) === host;
  };
  let looked = 0;
  let isVouched = false;
  walk(page.root, (node) => {
    if (isVouched || looked === MAX_CANDIDATES) return 'stop';
    if (!isElement(node) || NO_PROOF_INSIDE.has(node.tagName)) return 'skip';
    if ((node.tagName !== 'a' && node.tagName !== 'area') || !leadsToSource(node)) return 'enter';
    looked += 1;
    isVouched =
      !tokens(node, 'rel').some((rel) => NO_ENDORSEMENT.has(rel)) && hiddenBecause(node) === null;
    return 'enter';
  });
  return isVouched;
}
