// Whether a reader of the page sees a link, as far as the markup itself says.
import type { HtmlElement } from '../html/parse-html.js';
import { textOf } from '../html/text-of.js';
import { attribute, elementsWhere, selfAndAncestors } from '../html/walk.js';
import { cleanText } from '../text/clean-text.js';
import { backgroundOf, inlineStyle, pixels, textColourOf } from './inline-style.js';
import { isMedia } from './link-elements.js';
import { declaredFor, rulesAround } from './style-rules.js';

/** Further out than this, in pixels, nobody scrolls. */
const OFF_SCREEN = -400;

/**
 * Why a reader does not see the element, in one phrase, or null when nothing in the markup hides it.
 * Looks at attributes and inline styles of the element and all around it, and at the page's own
 * `<style>` rules for a class or an id. Style sheets elsewhere are not read: what they hide stays
 * unseen here.
 */
export function hiddenBecause(element: HtmlElement): string | null {
  if (element.tagName === 'link') return 'it is a link element, which browsers do not show';
  let colour: string | null = null;
  let background: string | null = null;
  let visibility: string | null = null;
  const rules = rulesAround(element);
  for (const ancestor of selfAndAncestors(element)) {
    const style = inlineStyle(ancestor);
    const ruled = declaredFor(ancestor, rules);
    const reason =
      hiddenByAttribute(ancestor, element) ?? hiddenByStyle(style) ?? hiddenByRule(ruled, style);
    if (reason !== null) return ancestor === element ? reason : `${reason} around it`;
    // Inherited properties: the innermost declaration decides.
    visibility ??= style.get('visibility') ?? ruled.get('visibility') ?? null;
    colour ??= textColourOf(ancestor, style);
    background ??= backgroundOf(ancestor, style);
  }
  if (visibility === 'hidden' || visibility === 'collapse') return `visibility: ${visibility}`;
  if (colour !== null && colour === background && !isMedia(element)) {
    return 'text in the colour of its background';
  }
  return isEmptyAnchor(element) ? 'an empty link' : null;
}

function hiddenByAttribute(ancestor: HtmlElement, element: HtmlElement): string | null {
  if (attribute(ancestor, 'hidden') !== null) return 'the attribute hidden';
  if (attribute(ancestor, 'aria-hidden')?.toLowerCase() === 'true') return 'aria-hidden';
  if (ancestor.tagName === 'dialog' && attribute(ancestor, 'open') === null)
    return 'a closed dialog';
  if (FALLBACK.has(ancestor.tagName) && ancestor !== element && element.tagName !== 'source') {
    return `the fallback content of <${ancestor.tagName}>`;
  }
  const [width, height] = [attribute(ancestor, 'width'), attribute(ancestor, 'height')];
  const isPicture = ancestor.tagName === 'img' || ancestor.tagName === 'video';
  return isPicture && (isTiny(width) || isTiny(height)) ? 'a picture of no size' : null;
}

const FALLBACK: ReadonlySet<string> = new Set(['video', 'audio', 'canvas', 'object']);

const isTiny = (size: string | null): boolean => size !== null && /^\s*[01](?:px)?\s*$/.test(size);

function hiddenByStyle(style: ReadonlyMap<string, string>): string | null {
  if (style.size === 0) return null;
  if (style.get('display') === 'none') return 'display: none';
  const opacity = Number.parseFloat(style.get('opacity') ?? '1');
  if (opacity < 0.05) return `opacity: ${style.get('opacity') ?? ''}`;
  if (isAtMost(style.get('font-size'), 1)) return `font-size: ${style.get('font-size') ?? ''}`;
  if (/^transparent$|^(?:rgb|hsl)a?\(.*[,/]\s*0*(?:\.0+)?%?\s*\)$/.test(style.get('color') ?? ''))
    return 'color: transparent';
  if (isAtMost(style.get('text-indent'), OFF_SCREEN)) return 'a text-indent off the screen';
  if (/scale[xy]?\(\s*0(?:\.0+)?\s*[,)]/.test(style.get('transform') ?? ''))
    return 'scaled to nothing';
  if (movesOff(style.get('transform') ?? '')) return 'a position off the screen';
  return hiddenByPlace(style) ?? hiddenBySize(style);
}

const movesOff = (transform: string): boolean =>
  [...transform.matchAll(/translate(?:x|y|3d)?\(([^)]*)\)/g)].some(([, by = '']) =>
    by.split(',').some((length) => isAtMost(length.trim(), OFF_SCREEN)),
  );

/* The attribute wins over the rule. */
function hiddenByRule(
  ruled: ReadonlyMap<string, string>,
  style: ReadonlyMap<string, string>,
): string | null {
  if (ruled.size === 0) return null;
  const reason = hiddenByStyle(new Map([...ruled, ...style]));
  return reason === null ? null : `${reason} by a style rule`;
}

function hiddenByPlace(style: ReadonlyMap<string, string>): string | null {
  const isClipped =
    /^rect\(\s*(?:0|1px)/.test(style.get('clip') ?? '') ||
    /^inset\(\s*(?:50|100)%/.test(style.get('clip-path') ?? '');
  if (isClipped) return 'clipped to nothing';
  const margins = ['margin-left', 'margin-top'];
  const isPlaced = ['absolute', 'fixed', 'relative'].includes(style.get('position') ?? '');
  const offsets = isPlaced ? ['left', 'top', 'right', 'bottom', ...margins] : margins;
  return offsets.some((side) => isAtMost(style.get(side), OFF_SCREEN))
    ? 'a position off the screen'
    : null;
}

/* Boxes of no size still show what overflows them, unless that is cut off. */
function hiddenBySize(style: ReadonlyMap<string, string>): string | null {
  const cutsOff = /hidden|clip/.test(style.get('overflow') ?? '');
  for (const side of ['width', 'height', 'max-width', 'max-height']) {
    const size = pixels(style.get(side));
    if (size !== null && (size <= 0 || (size <= 1 && cutsOff)))
      return `${side}: ${style.get(side) ?? ''}`;
  }
  return null;
}

function isAtMost(value: string | undefined, limit: number): boolean {
  const length = pixels(value);
  return length !== null && length <= limit;
}

function isEmptyAnchor(element: HtmlElement): boolean {
  if (element.tagName !== 'a') return false;
  const words = cleanText(textOf(element)).replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return words.trim() === '' && elementsWhere(element, isMedia).length === 0;
}

/** Whether the element is taken out of the page by itself: the attribute `hidden`, `display: none`. */
export const isNotDisplayed = (element: HtmlElement): boolean =>
  attribute(element, 'hidden') !== null || inlineStyle(element).get('display') === 'none';
