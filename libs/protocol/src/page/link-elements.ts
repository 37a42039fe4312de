// Which elements of a page can prove a mention, and by which attribute.
import { html } from 'parse5';
import type { HtmlElement } from '../html/parse-html.js';
import { attribute, isHtml, tokens } from '../html/walk.js';

/**
 * Webmention, section 3.2.2 ("a, img, video and other similar links"). `iframe`, `embed` and
 * `object` do not count: they show the target itself and say nothing about it. `srcset` neither: a
 * browser may never ask for it.
 */
const ATTRIBUTE_BY_TAG: Readonly<Record<string, string>> = {
  a: 'href',
  area: 'href',
  link: 'href',
  img: 'src',
  video: 'src',
  audio: 'src',
  source: 'src',
  blockquote: 'cite',
  q: 'cite',
  ins: 'cite',
  del: 'cite',
};

/*
 * A `<link>` proves something only when it is about the target. Style sheets, icons, feeds, endpoints
 * and hints for loading are not, and neither is `canonical`: it says "this page is that one".
 */
const REL_OF_A_MENTION: ReadonlySet<string> = new Set([
  'in-reply-to',
  'like-of',
  'repost-of',
  'bookmark-of',
  'mention-of',
  'cite-as',
  'via',
  'related',
]);

/** Elements in which nothing counts: programs, styles, inert copies, fallbacks, form state. */
export const NO_PROOF_INSIDE: ReadonlySet<string> = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'noembed',
  'noframes',
  'iframe',
  'textarea',
  'title',
  'select',
  'datalist',
]);

/** The address that an element refers to as written, or null when it cannot prove a mention. */
export function referenceOf(element: HtmlElement): string | null {
  const name = Object.hasOwn(ATTRIBUTE_BY_TAG, element.tagName)
    ? ATTRIBUTE_BY_TAG[element.tagName]
    : undefined;
  if (name === undefined || !isFollowed(element)) return null;
  if (
    element.tagName === 'link' &&
    !tokens(element, 'rel').some((rel) => REL_OF_A_MENTION.has(rel))
  )
    return null;
  const value = attribute(element, name)?.trim() ?? '';
  return value === '' ? null : value;
}

/* Of the elements in a drawing or a formula browsers follow the `a` of SVG alone. */
const isFollowed = (element: HtmlElement): boolean =>
  isHtml(element) || (element.tagName === 'a' && element.namespaceURI === html.NS.SVG);

/** Whether the element shows a picture, film or sound rather than words. */
export const isMedia = (element: HtmlElement): boolean =>
  ['img', 'video', 'audio', 'source', 'picture', 'svg', 'canvas', 'object'].includes(
    element.tagName,
  );
