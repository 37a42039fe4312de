// A page as a browser's parser reads it: which elements, attributes and addresses it really has.
import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';

export type ParsedHtml = {
  /** Names of elements, each once, sorted. */
  elements: string[];
  /** Names of attributes, each once, sorted. */
  attributes: string[];
  /** Values of every attribute that loads or leads somewhere. */
  addresses: string[];
  /** `rel` of every `<a>` that leads away from this origin. */
  outsideRels: (origin: string) => string[];
  text: string;
};

const LEADING = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'srcset',
  'poster',
  'data',
  'xlink:href',
]);

export function parsedHtml(html: string): ParsedHtml {
  const elements = new Set<string>();
  const attributes = new Set<string>();
  const addresses: string[] = [];
  const links: { href: string; rel: string }[] = [];
  const texts: string[] = [];
  const walk = (node: DefaultTreeAdapterTypes.ParentNode): void => {
    for (const child of node.childNodes) {
      if (child.nodeName === '#text' && 'value' in child) texts.push(child.value);
      if (!('tagName' in child)) continue;
      elements.add(child.tagName);
      const attribute = new Map(child.attrs.map(({ name, value }) => [name, value]));
      for (const [name, value] of attribute) {
        attributes.add(name);
        if (LEADING.has(name)) addresses.push(value);
      }
      if (child.tagName === 'a')
        links.push({ href: attribute.get('href') ?? '', rel: attribute.get('rel') ?? '' });
      walk(child);
    }
  };
  walk(parse(html));
  return {
    elements: [...elements].sort(),
    attributes: [...attributes].sort(),
    addresses,
    outsideRels: (origin) =>
      links
        .filter(({ href }) => /^[a-z]+:/i.test(href) && !href.startsWith(`${origin}/`))
        .map(({ rel }) => rel),
    text: texts.join(''),
  };
}
