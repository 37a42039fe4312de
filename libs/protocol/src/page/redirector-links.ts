// Links of a page through shorteners: what has to be asked where it leads when the target itself is not linked.
import type { HtmlElement } from '../html/parse-html.js';
import { attribute, isElement, walk } from '../html/walk.js';
import { referenceReader, staysOnHost } from '../url/resolve-url.js';
import { NO_PROOF_INSIDE } from './link-elements.js';
import { positionOf } from './link-position.js';
import type { Page } from './page.js';
import { isShortAddress, wrappedTarget } from './redirectors.js';
import { hiddenBecause } from './visibility.js';

/** Looked at in a page, in document order. */
const MAX_CANDIDATES = 50;
/** Given of a page: each is a request to somebody. */
const MAX_LINKS = 3;

/**
 * The short addresses (t.co and the like) that the content of a page links to: `<a>` elements that a
 * reader sees, outside navigation, footer and asides, those in an article first. At most three, each
 * once, absolute. A short address inside a click counter's is given as itself.
 */
export function redirectorLinks(page: Page): string[] {
  if (page.kind !== 'html') return [];
  const read = referenceReader(page.baseUrl);
  const found: { element: HtmlElement; address: string }[] = [];
  walk(page.root, (node) => {
    if (!isElement(node) || NO_PROOF_INSIDE.has(node.tagName)) return 'skip';
    if (found.length === MAX_CANDIDATES) return 'stop';
    const reference = node.tagName === 'a' ? (attribute(node, 'href') ?? '').trim() : '';
    if (reference === '' || staysOnHost(reference)) return 'enter';
    const url = read(reference);
    const address = url && (wrappedTarget(url.href) ?? url.href);
    if (address !== null && isShortAddress(address)) found.push({ element: node, address });
    return 'enter';
  });
  const inContent = found
    .map(({ element, address }) => ({ element, address, position: positionOf(element) }))
    .filter(({ position }) => position === 'article' || position === 'body')
    .sort((a, b) => Number(b.position === 'article') - Number(a.position === 'article'))
    .filter(({ element }) => hiddenBecause(element) === null);
  return [...new Set(inContent.map(({ address }) => address))].slice(0, MAX_LINKS);
}
