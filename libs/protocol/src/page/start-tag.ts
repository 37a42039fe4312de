// A start tag written anew from the tree, harmless and short.
import type { HtmlElement } from '../html/parse-html.js';
import { cleanText } from '../text/clean-text.js';
import { takeCharacters } from '../text/crop.js';
import { escapeXml } from '../text/escape-xml.js';

const MAX_TAG = 500;
const MAX_VALUE = 300;
const NAME = /^[a-z_:][\w:.-]{0,40}$/i;
/** Shown first, so that they survive the bound. */
const FIRST = ['href', 'src', 'cite', 'rel', 'style', 'class'];

/**
 * The start tag of an element: attributes escaped, those that matter first, values cropped, oddly
 * named and overflowing ones left out; at most 500 UTF-16 units. It is a quotation for people, to be
 * escaped like any text where it is shown.
 */
export function startTag(element: HtmlElement): string {
  const rank = (name: string): number =>
    (FIRST.indexOf(name) + FIRST.length + 1) % (FIRST.length + 1);
  const attributes = element.attrs
    .filter(({ name }) => NAME.test(name))
    .sort((a, b) => rank(a.name) - rank(b.name));
  let tag = `<${NAME.test(element.tagName) ? element.tagName : 'unknown'}`;
  for (const { name, value } of attributes) {
    const next = ` ${name}="${escapeXml(takeCharacters(cleanText(value), MAX_VALUE))}"`;
    if (tag.length + next.length < MAX_TAG) tag += next;
  }
  return `${tag}>`;
}
