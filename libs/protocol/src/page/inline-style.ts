// The part of CSS that hides text: declarations in a style attribute and their HTML 3.2 forerunners.
import type { HtmlElement } from '../html/parse-html.js';
import { attribute } from '../html/walk.js';

/** Property -> value, both in lower case; the last declaration wins, `!important` is dropped. */
export function inlineStyle(element: HtmlElement): ReadonlyMap<string, string> {
  const css = attribute(element, 'style');
  if (css === null) return NO_STYLE;
  // Many links may share the elements around them, and a style may be long: each is read once.
  const known = read.get(element) ?? declarationsIn(css);
  read.set(element, known);
  return known;
}

const NO_STYLE: ReadonlyMap<string, string> = new Map();
const read = new WeakMap<HtmlElement, ReadonlyMap<string, string>>();

/** The declarations between two braces, or of a `style` attribute; the first 4 000 characters are read. */
export function declarationsIn(text: string): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>();
  const css = text.slice(0, 4_000).replace(/\/\*[\s\S]*?\*\//g, '');
  for (const declaration of unescaped(css).toLowerCase().split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 0) continue;
    const value = declaration.slice(colon + 1).replace('!important', '');
    declarations.set(declaration.slice(0, colon).trim(), value.trim().replace(/\s+/g, ' '));
  }
  return declarations;
}

/* CSS Syntax, section 4.3.7: `\\70 ` is a p. */
const unescaped = (css: string): string =>
  css.replace(/\\(?:([0-9a-f]{1,6})\s?|([^\n]))/gi, (_all, hex?: string, literal?: string) =>
    hex === undefined ? (literal ?? '') : characterOf(Number.parseInt(hex, 16)),
  );

const characterOf = (code: number): string =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';

/**
 * A CSS length in pixels, roughly (`em` as 16, percent as a share of 400); null for a keyword or a
 * calculation.
 */
export function pixels(value: string | undefined): number | null {
  const [, number, unit = ''] = /^(-?(?:\d+(?:\.\d+)?|\.\d+))\s*([a-z%]*)$/.exec(value ?? '') ?? [];
  return number === undefined ? null : Number(number) * (PIXELS_BY_UNIT[unit] ?? 1);
}

const PIXELS_BY_UNIT: Readonly<Record<string, number>> = {
  em: 16,
  rem: 16,
  pt: 1.33,
  '%': 4,
  vw: 4,
  vh: 4,
};

/** A colour in one spelling (`#rrggbb`), or null for none, a transparent or an unknown one. */
export function colourOf(value: string | null | undefined): string | null {
  const given = (value ?? '').trim().toLowerCase();
  const short = /^#?([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(given);
  if (short !== null)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`;
  const long = /^#?([0-9a-f]{6})(?:ff)?$/.exec(given);
  if (long !== null) return `#${long[1] ?? ''}`;
  const rgb =
    /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*1(?:\.0*)?\s*)?\)$/.exec(given);
  if (rgb !== null) {
    return `#${rgb
      .slice(1)
      .map((part) => Math.min(255, Number(part)).toString(16).padStart(2, '0'))
      .join('')}`;
  }
  return NAMED[given] ?? null;
}

const NAMED: Readonly<Record<string, string>> = {
  white: '#ffffff',
  black: '#000000',
  silver: '#c0c0c0',
  gray: '#808080',
  grey: '#808080',
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  yellow: '#ffff00',
  whitesmoke: '#f5f5f5',
};

/** The colour of the background as set on this element, by style or by `bgcolor`. */
export function backgroundOf(
  element: HtmlElement,
  style: ReadonlyMap<string, string>,
): string | null {
  const css = style.get('background-color') ?? style.get('background');
  return (
    colourOf(css) ??
    (css ?? '')
      .split(' ')
      .map(colourOf)
      .find((colour) => colour !== null) ??
    colourOf(attribute(element, 'bgcolor'))
  );
}

/** The colour of the text as set on this element, by style or, for `<font>` and `<body>`, in HTML. */
export const textColourOf = (
  element: HtmlElement,
  style: ReadonlyMap<string, string>,
): string | null =>
  colourOf(style.get('color') ?? attribute(element, element.tagName === 'body' ? 'text' : 'color'));
