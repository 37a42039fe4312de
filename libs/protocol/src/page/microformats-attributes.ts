// Which attributes of an element can give a microformats property its value.
import type { HtmlElement } from '../html/parse-html.js';
import { textOf } from '../html/text-of.js';
import { attribute } from '../html/walk.js';
import { absoluteUrl } from './page-meta.js';

const ADDRESS_BY_TAG: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  area: ['href'],
  link: ['href'],
  img: ['src'],
  audio: ['src'],
  source: ['src'],
  video: ['src', 'poster'],
  object: ['data'],
};

const VALUE_BY_TAG: Readonly<Record<string, readonly string[]>> = {
  abbr: ['title'],
  area: ['alt'],
  data: ['value'],
  del: ['datetime'],
  img: ['alt'],
  input: ['value'],
  ins: ['datetime'],
  link: ['title'],
  meta: ['content'],
  time: ['datetime'],
};

/* Values that are addresses where the property is one; `alt` and `datetime` never are. */
const OR_ADDRESS: ReadonlySet<string> = new Set(['title', 'value', 'content']);

const MAX_VALUE = 4_000;
/** Stands for an address that is broken or not http or https, and is dropped when it is read. */
export const NO_ADDRESS = 'about:invalid';

/**
 * The attributes as name and value, addresses absolute against `baseUrl`.
 *
 * @param isLink whether the element is an address by its class, whatever its attribute
 */
export function attributesFor(
  element: HtmlElement,
  baseUrl: string,
  isLink: boolean,
): (readonly [string, string])[] {
  const given = (name: string): string => (attribute(element, name) ?? '').slice(0, MAX_VALUE);
  const absolute = (name: string): string => absoluteUrl(given(name), baseUrl) ?? NO_ADDRESS;
  const values = [...namesIn(VALUE_BY_TAG, element), 'title'].map(
    (name) => [name, isLink && OR_ADDRESS.has(name) ? absolute(name) : given(name)] as const,
  );
  const addresses = namesIn(ADDRESS_BY_TAG, element).map((name) => [name, absolute(name)] as const);
  return [...addresses, ...values].filter(
    ([name], at, all) =>
      attribute(element, name) !== null && all.findIndex(([other]) => other === name) === at,
  );
}

/** Whether an element gives an address: by an attribute for it, or in words that are one. */
export function isOfAddress(element: HtmlElement): boolean {
  const names = [
    ...namesIn(ADDRESS_BY_TAG, element),
    ...namesIn(VALUE_BY_TAG, element).filter((name) => OR_ADDRESS.has(name)),
  ];
  if (names.some((name) => (attribute(element, name) ?? '') !== '')) return true;
  return /^\s*https?:\/\/\S+\s*$/i.test(textOf(element, undefined, 2_000).slice(0, 2_100));
}

const namesIn = (
  table: Readonly<Record<string, readonly string[]>>,
  { tagName }: HtmlElement,
): readonly string[] => (Object.hasOwn(table, tagName) ? (table[tagName] ?? []) : []);
