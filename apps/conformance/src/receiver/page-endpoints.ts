// Which endpoints a page offers, found as willing senders find them; how well they are offered is for the cases.
import type { Protocol } from '@trackwarden/contracts';
import { discoverTrackback } from '@trackwarden/protocol';

export interface FetchedPage {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

export type Endpoints = Record<Protocol, string | null>;

export function endpointsOf({ url, headers, html }: FetchedPage): Endpoints {
  const absolute = (address: string | null): string | null => {
    try {
      const found = address === null ? null : new URL(address, url);
      return found && /^https?:$/.test(found.protocol) ? found.href : null;
    } catch {
      return null;
    }
  };
  return {
    trackback: discoverTrackback(html, url),
    pingback: absolute(headers.get('x-pingback') ?? elementHref(html, 'pingback')),
    webmention: absolute(
      linkHeaderTarget(headers.get('link') ?? '', 'webmention') ?? elementHref(html, 'webmention'),
    ),
  };
}

/** The target of the first link of this relation in a Link header, or null. */
export function linkHeaderTarget(field: string, relation: string): string | null {
  for (const [, target = '', parameters = ''] of field.matchAll(/<([^>]*)>([^<]*)/g)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters);
    const relations = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/);
    if (relations.includes(relation)) return target;
  }
  return null;
}

/** The href of the first `<link>` or `<a>` of this relation outside comments, references expanded. */
export function elementHref(html: string, relation: string): string | null {
  const visible = html.replace(/<!--[\s\S]*?-->/g, '');
  for (const [tag] of visible.matchAll(/<(?:link|a)\s[^>]*>/gi)) {
    const rel = attributeOf(tag, 'rel')?.toLowerCase().split(/\s+/) ?? [];
    const href = attributeOf(tag, 'href');
    if (rel.includes(relation) && href !== null) return href;
  }
  return null;
}

/** The value of an attribute of a start tag, or null. */
export function attributeOf(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>"']+))`, 'i').exec(
    tag,
  );
  const raw = found?.[1] ?? found?.[2] ?? found?.[3];
  return raw === undefined ? null : expandHtml(raw);
}

const expandHtml = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|#38|#x26);/gi,
    (_all, name: string) => ({ lt: '<', gt: '>', quot: '"' })[name.toLowerCase()] ?? '&',
  );
