// The bytes of a source page to a Page: media type, character set, tree, base address.
import { decodeBytes } from '../charset/decode-bytes.js';
import { parseMediaType } from '../form/media-type.js';
import { parseDocument } from '../html/parse-html.js';
import type { HtmlParent } from '../html/parse-html.js';
import { attribute, elementsWhere, isHtml } from '../html/walk.js';
import { parseHttpUrl } from '../url/canonical-url.js';
import { resolveUrl } from '../url/resolve-url.js';
import { jsonStrings } from './json-strings.js';
import { metaCharset } from './meta-charset.js';
import type { Page } from './page.js';

/** Longest usable `<base href>`, in UTF-16 units. */
const MAX_BASE = 2_048;

/** What came with the bytes of a page. */
export interface PageHeaders {
  /** The Content-Type header; without it the page is HTML when it has a tag, else text. */
  readonly contentType?: string | null | undefined;
  /** The address of the page after all redirects. */
  readonly url: string;
}

/**
 * Reads a source page. Character set: byte order mark, header, `<meta>`, the shape of UTF-8,
 * detection. Never throws, whatever the bytes; the bytes are the caller's to bound.
 */
export function readPage(bytes: Uint8Array, { contentType, url }: PageHeaders): Page {
  const type = parseMediaType(contentType ?? undefined);
  const { text, label, from } = decodeBytes(bytes, {
    bom: true,
    utf16: true,
    header: type.parameters.get('charset'),
    meta: metaCharset(bytes),
  });
  const base = { url, charset: { label, from }, truncated: false };
  switch (kindOf(type.essence, text)) {
    case 'html': {
      const { root, truncated } = parseDocument(text);
      return { ...base, kind: 'html', root, truncated, baseUrl: baseUrlOf(root, url) };
    }
    case 'json': {
      const { strings, truncated } = jsonStrings(text) ?? { strings: [], truncated: false };
      return { ...base, kind: 'json', strings, truncated };
    }
    case 'text':
      return { ...base, kind: 'text', text };
    case 'unsupported':
      return { ...base, kind: 'unsupported' };
  }
}

function kindOf(essence: string, text: string): Page['kind'] {
  if (essence === 'text/html' || essence === 'application/xhtml+xml') return 'html';
  if (essence === 'application/json' || essence === 'text/json' || essence.endsWith('+json')) {
    return 'json';
  }
  if (essence === '') return /<[a-z!]/i.test(text.slice(0, 4_096)) ? 'html' : 'text';
  return essence.startsWith('text/') && essence !== 'text/xml' ? 'text' : 'unsupported';
}

/**
 * What relative links of a page are resolved against. Only the first `<base>` that has an href counts
 * (HTML, section 4.2.3), usable or not.
 */
export function baseUrlOf(root: HtmlParent, url: string): string {
  const [base] = elementsWhere(
    root,
    (element) =>
      isHtml(element) && element.tagName === 'base' && attribute(element, 'href') !== null,
  );
  const href = base === undefined ? null : (attribute(base, 'href') ?? '').trim();
  const resolved = href === null ? null : resolveUrl(href, url);
  // Every relative link of the page is joined with it, so a long one costs as often.
  if (resolved === null || resolved.href.length > MAX_BASE) return url;
  return parseHttpUrl(resolved.href)?.href ?? url;
}
