// The head of a page as a table: its meta and link elements, each read once.
import type { HtmlElement } from '../html/parse-html.js';
import { attribute, elementsWhere, tokens } from '../html/walk.js';
import { parseHttpUrl } from '../url/canonical-url.js';
import { resolveUrl } from '../url/resolve-url.js';
import { NO_PROOF_INSIDE } from './link-elements.js';
import type { HtmlPage } from './page.js';
import { plainText } from '../text/plain-text.js';

const MAX_VALUE = 2_000;

/** Looks things up in the elements that describe a page. */
export interface PageMeta {
  /** The first non-empty content of the named `<meta>` (`name`, `property` or `itemprop`), as text. */
  readonly content: (...names: readonly string[]) => string | null;
  /** The elements that carry a `rel` token, `<link>` and `<a>`, in document order. */
  readonly withRel: (rel: string) => readonly HtmlElement[];
  /** An address as written on this page, absolute; null unless http or https. */
  readonly absolute: (address: string | null) => string | null;
}

/** Reads the meta and rel elements of a page. */
export function pageMeta(page: HtmlPage): PageMeta {
  const elements = elementsWhere(page.root, ({ tagName }) =>
    ['meta', 'link', 'a'].includes(tagName),
  ).filter((element) => !NO_PROOF_INSIDE.has(element.parentNode?.nodeName ?? ''));
  const metas = new Map<string, string>();
  const rels = new Map<string, HtmlElement[]>();
  for (const element of elements) {
    if (element.tagName === 'meta') {
      const content = plainText((attribute(element, 'content') ?? '').slice(0, MAX_VALUE));
      for (const key of ['name', 'property', 'itemprop', 'http-equiv'] as const) {
        const name = (attribute(element, key) ?? '').trim().toLowerCase();
        if (name !== '' && content !== '' && !metas.has(name)) metas.set(name, content);
      }
    }
    for (const rel of new Set(tokens(element, 'rel'))) {
      const known = rels.get(rel);
      if (known === undefined) rels.set(rel, [element]);
      else known.push(element);
    }
  }
  return {
    content: (...names) =>
      names.map((name) => metas.get(name)).find((text) => text !== undefined) ?? null,
    withRel: (rel) => rels.get(rel) ?? [],
    absolute: (address) => absoluteUrl(address, page.baseUrl),
  };
}

/** An address made absolute against a base; null for none, a broken one, or one not http(s). */
export function absoluteUrl(address: string | null, baseUrl: string): string | null {
  const given = address?.trim() ?? '';
  const resolved = given === '' ? null : resolveUrl(given, baseUrl);
  if (resolved === null || resolved.href.length > 2_048) return null;
  return parseHttpUrl(resolved.href)?.href ?? null;
}
