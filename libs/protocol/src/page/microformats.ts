// The microformats of a page, parsed once and read as data from a stranger.
import type { mf2 as Mf2 } from 'microformats-parser';
// @ts-expect-error The package has types for its CommonJS file alone, which requires an ES module.
import { mf2 } from 'microformats-parser/dist/index.mjs';
import type { HtmlParent } from '../html/parse-html.js';
import { plainText } from '../text/plain-text.js';
import { NO_ADDRESS } from './microformats-attributes.js';
import { microformatsMarkup } from './microformats-markup.js';
import { absoluteUrl } from './page-meta.js';
import type { HtmlPage } from './page.js';

/** One microformat with its properties. */
export type Microformat = ReturnType<typeof Mf2>['items'][number];
type Value = Microformat['properties'][string][number];

/** Read of the markup of a text, in UTF-16 units. */
const MAX_HTML = 20_000;

const parse = mf2 as typeof Mf2;
const known = new WeakMap<HtmlParent, readonly Microformat[]>();

/** The microformats at the top of a page that has an entry; none of any other page. Never throws. */
export function microformatsOf(page: HtmlPage): readonly Microformat[] {
  const items = known.get(page.root) ?? parsed(page);
  known.set(page.root, items);
  return items;
}

function parsed(page: HtmlPage): readonly Microformat[] {
  const markup = microformatsMarkup(page);
  if (markup === null) return [];
  try {
    return parse(markup, { baseUrl: page.baseUrl }).items;
  } catch {
    // The parser throws for what it cannot read, and the page goes without.
    return [];
  }
}

/** The values of a property, none when it is missing. */
export const valuesOf = (item: Microformat, property: string): readonly Value[] =>
  Object.hasOwn(item.properties, property) ? (item.properties[property] ?? []) : [];

/** The first text that a property gives, clean and not empty, or null. */
export function textIn(item: Microformat, property: string): string | null {
  for (const value of valuesOf(item, property)) {
    const text = plainText(markupOf(value).slice(0, MAX_HTML));
    if (text !== '' && text !== NO_ADDRESS) return text;
  }
  return null;
}

function markupOf(value: Value): string {
  if (typeof value === 'string') return escapedAngles(value);
  if ('html' in value && typeof value.html === 'string') return value.html;
  if ('alt' in value) return '';
  return typeof value.value === 'string' ? escapedAngles(value.value) : '';
}

/* A text is no markup, whatever it looks like. */
const escapedAngles = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** The absolute http or https addresses that a property gives, in order; others are passed over. */
export function addressesIn(item: Microformat, property: string, baseUrl: string): string[] {
  return valuesOf(item, property)
    .flatMap((value) => candidatesIn(value))
    .filter((text) => /^\s*https?:\/\//i.test(text))
    .map((text) => absoluteUrl(text, baseUrl))
    .filter((url) => url !== null);
}

function candidatesIn(value: Value): string[] {
  if (typeof value === 'string') return [value];
  const nested = 'properties' in value ? valuesOf(value, 'url') : [];
  return [...nested, value.value].filter((text) => typeof text === 'string');
}
