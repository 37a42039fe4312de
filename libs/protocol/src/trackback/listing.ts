// The listing of a target's pings: RSS 0.91 inside the response envelope (TrackBack 1.1, ?__mode=rss).
import { cleanText } from '../text/clean-text.js';
import { escapeXml } from '../text/escape-xml.js';

/** What the listing is of, and the approved pings, in the order to be shown. */
export interface TrackbackListing {
  readonly title: string;
  readonly url: string;
  readonly description?: string;
  /** An RSS language code; `en-us` unless told. */
  readonly language?: string;
  readonly items: readonly {
    readonly title: string;
    readonly url: string;
    readonly excerpt: string;
  }[];
}

/** The listing as XML, to be sent as `TRACKBACK_CONTENT_TYPE`; empty excerpts are left out. */
export function trackbackListing(listing: TrackbackListing): string {
  const items = listing.items.flatMap(({ title, url, excerpt }) => [
    '<item>',
    element('title', title),
    element('link', url),
    ...(cleanText(excerpt) === '' ? [] : [element('description', excerpt)]),
    '</item>',
  ]);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<response>',
    '<error>0</error>',
    '<rss version="0.91"><channel>',
    element('title', listing.title),
    element('link', listing.url),
    element('description', listing.description ?? ''),
    element('language', listing.language ?? 'en-us'),
    ...items,
    '</channel>',
    '</rss></response>',
  ].join('\n');
}

const element = (name: string, text: string): string =>
  `<${name}>${escapeXml(cleanText(text))}</${name}>`;
