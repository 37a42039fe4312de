// The pages that a page writes about: whom its author may want to tell.
import type { HtmlElement, HtmlParent } from '../html/parse-html.js';
import { textOf } from '../html/text-of.js';
import {
  attribute,
  elementsWhere,
  isElement,
  selfAndAncestors,
  tokens,
  walk,
} from '../html/walk.js';
import { NO_PROOF_INSIDE } from '../page/link-elements.js';
import type { HtmlPage, Page } from '../page/page.js';
import { hiddenBecause } from '../page/visibility.js';
import { cleanText } from '../text/clean-text.js';
import { takeCharacters } from '../text/crop.js';
import { canonicalUrl, hostKey, parseHttpUrl } from '../url/canonical-url.js';
import { referenceReader, staysOnHost } from '../url/resolve-url.js';
import { contentRoots, entryOf, isFrame } from './page-content.js';

const MAX_LINKS = 100;
/** Links looked at, in document order, hidden and repeated ones included. */
const MAX_CANDIDATES = 2_000;
const MAX_TEXT = 300;
/** Read of a link's words, in UTF-16 units: white space is collapsed only later. */
const READ = 4_000;

/** A link that leads to another host. */
export interface OutgoingLink {
  /** As written when that is an absolute address, because receivers look for exactly that. */
  readonly url: string;
  /** The words of the link, at most 300 code points. */
  readonly text: string;
}

/**
 * The links of a page's content to other hosts, in document order, each resource once under its first
 * spelling, at most 100. The content is the `e-content` of its first h-entry with what that entry
 * answers, likes, reposts or bookmarks; else its `<article>`s; else `<main>`; else the body. Links of
 * navigation, headers, footers and asides around or in it, and hidden links, do not count. Links with
 * `rel=nofollow` do: it speaks to search engines, not to the author of the other page.
 */
export function outgoingLinks(page: Page): OutgoingLink[] {
  if (page.kind !== 'html') return [];
  const own = hostAndPort(parseHttpUrl(page.url));
  const [ownBase, read] = [hostAndPort(parseHttpUrl(page.baseUrl)), referenceReader(page.baseUrl)];
  const found = new Map<string, OutgoingLink>();
  for (const element of contentLinks(page)) {
    const reference = (attribute(element, 'href') ?? '').trim();
    if (own === ownBase && staysOnHost(reference)) continue;
    const url = parseHttpUrl(read(reference)?.href ?? '');
    const key = url === null ? null : canonicalUrl(url.href);
    if (url === null || key === null || hostAndPort(url) === own || found.has(key)) continue;
    if (hiddenBecause(element) !== null) continue;
    const written = parseHttpUrl(reference) === null ? url.href : reference;
    found.set(key, { url: written, text: wordsOf(element) });
    if (found.size === MAX_LINKS) break;
  }
  return [...found.values()];
}

const hostAndPort = (url: URL | null): string =>
  url === null ? '' : `${hostKey(url)}:${url.port}`;

const wordsOf = (element: HtmlElement): string =>
  takeCharacters(cleanText(textOf(element, undefined, READ).slice(0, READ)), MAX_TEXT);

function contentLinks(page: HtmlPage): HtmlElement[] {
  const entry = entryOf(page);
  const responses = entry === null ? [] : elementsWhere(entry, isResponse);
  return [...responses, ...contentRoots(page).flatMap(linksBelow)].slice(0, MAX_CANDIDATES);
}

/* The properties by which an h-entry says what it responds to; they mostly stand before the content. */
const RESPONSES = ['u-in-reply-to', 'u-like-of', 'u-repost-of', 'u-bookmark-of', 'u-mention-of'];

/* The link itself, or the address of the citation around it. */
function isResponse(element: HtmlElement): boolean {
  if (!isLink(element)) return false;
  if (saysResponse(element)) return true;
  if (!tokens(element, 'class').includes('u-url')) return false;
  for (const ancestor of selfAndAncestors(element)) {
    if (tokens(ancestor, 'class').includes('h-cite')) return saysResponse(ancestor);
  }
  return false;
}

const saysResponse = (element: HtmlElement): boolean =>
  tokens(element, 'class').some((name) => RESPONSES.includes(name));

const isLink = (element: HtmlElement): boolean =>
  element.tagName === 'a' && attribute(element, 'href') !== null;

function linksBelow(root: HtmlParent): HtmlElement[] {
  const links: HtmlElement[] = [];
  walk(root, (node) => {
    if (links.length === MAX_CANDIDATES) return 'stop';
    if (!isElement(node) || NO_PROOF_INSIDE.has(node.tagName) || isFrame(node)) return 'skip';
    if (isLink(node)) links.push(node);
    return 'enter';
  });
  return links;
}
