// The part of a page that its author wrote for readers, without what stands around it.
import type { HtmlElement, HtmlNode, HtmlParent } from '../html/parse-html.js';
import { textOf } from '../html/text-of.js';
import { isElement, tokens, walk } from '../html/walk.js';
import type { HtmlPage, Page } from '../page/page.js';
import { isNotDisplayed } from '../page/visibility.js';
import { cleanText } from '../text/clean-text.js';
import { takeCharacters } from '../text/crop.js';

/** In code points. */
const MAX_TEXT = 50_000;
/** Read before white space is collapsed, in UTF-16 units. */
const READ = 400_000;

/**
 * The readable text of the content, at most 50 000 code points on one line: what a reader of the page
 * takes for the page itself. Of text and JSON all of it, of other kinds nothing.
 */
export function contentText(page: Page): string {
  switch (page.kind) {
    case 'html':
      return bounded(
        contentRoots(page)
          .map((root) => textOf(root, isNoContent, READ))
          .join('\n'),
      );
    case 'json':
      return bounded(page.strings.join('\n'));
    case 'text':
      return bounded(page.text);
    case 'unsupported':
      return '';
  }
}

const bounded = (text: string): string => takeCharacters(cleanText(text.slice(0, READ)), MAX_TEXT);

const isNoContent = (node: HtmlNode): boolean =>
  isElement(node) && (isFrame(node) || isNotDisplayed(node));

/** The first h-entry of a page that has its content marked as such, or null. */
export function entryOf(page: HtmlPage): HtmlElement | null {
  const entry = firstWithClass(page.root, 'h-entry');
  return entry && firstWithClass(entry, 'e-content') ? entry : null;
}

/**
 * The parts that hold the content: the `e-content` of the first h-entry; else the `<article>`s; else
 * `<main>`; else the whole page. Frames inside them are still to be left out.
 */
export function contentRoots(page: HtmlPage): HtmlParent[] {
  const entry = entryOf(page);
  const content = entry && firstWithClass(entry, 'e-content');
  if (content) return [content];
  const articles = topmost(page.root, 'article');
  const roots = articles.length > 0 ? articles : topmost(page.root, 'main');
  return roots.length > 0 ? roots : [page.root];
}

/* What stands around the content, and what others than the author wrote under it. */
const FRAME_TAGS: ReadonlySet<string> = new Set(['nav', 'header', 'footer', 'aside', 'menu']);
const FRAME_ROLES: ReadonlySet<string> = new Set(
  'navigation banner contentinfo complementary'.split(' '),
);
const FRAME_NAMES: ReadonlySet<string> = new Set(
  (
    'nav navigation menu footer sidebar blogroll widget comments comment comment-list commentlist ' +
    'p-comment respond webmentions pings trackbacks'
  ).split(' '),
);

/** Whether an element is navigation, header, footer or aside, or holds what others wrote below. */
export const isFrame = (element: HtmlElement): boolean =>
  FRAME_TAGS.has(element.tagName) ||
  tokens(element, 'role').some((role) => FRAME_ROLES.has(role)) ||
  (element.tagName !== 'body' && isNamedFrame(element));

const isNamedFrame = (element: HtmlElement): boolean =>
  [...tokens(element, 'class'), ...tokens(element, 'id')].some((name) => FRAME_NAMES.has(name));

/** The elements of this name that stand in no other one and in no frame. */
function topmost(root: HtmlParent, tagName: string): HtmlElement[] {
  const found: HtmlElement[] = [];
  walk(root, (node) => {
    if (!isElement(node)) return 'skip';
    if (node.tagName === tagName) found.push(node);
    return node.tagName === tagName || isFrame(node) ? 'skip' : 'enter';
  });
  return found;
}

function firstWithClass(root: HtmlParent, name: string): HtmlElement | null {
  let first: HtmlElement | null = null;
  walk(root, (node) => {
    if (isElement(node) && tokens(node, 'class').includes(name)) first = node;
    return first === null ? 'enter' : 'stop';
  });
  return first;
}
