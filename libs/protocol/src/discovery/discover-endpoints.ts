// Every endpoint of a page in one reading, and which of them a sender should use.
import { parseDocument } from '../html/parse-html.js';
import { findPingback } from './discover-pingback.js';
import { findTrackback } from './discover-trackback.js';
import { findWebmention } from './discover-webmention.js';
import type { FoundBy } from './endpoint.js';

/** The protocols in the order in which a sender prefers them. */
const PREFERENCE = ['webmention', 'pingback', 'trackback'] as const;

/** A protocol of linkbacks. */
export type PingProtocol = (typeof PREFERENCE)[number];

/** A page as it came. */
export interface AnnouncingPage {
  /** The address that was asked for: what a TrackBack block may name. */
  readonly url: string;
  /** The address after all redirects: what relative endpoints are resolved against. */
  readonly finalUrl: string;
  /** Lower-case names; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The text of the page; empty for one that is not HTML, whose headers count all the same. */
  readonly html: string;
}

/** The endpoints of a page, absolute http or https addresses; null where it announces none. */
export interface Endpoints {
  readonly webmention: string | null;
  readonly pingback: string | null;
  readonly trackback: string | null;
  /** The one to use: Webmention before Pingback before TrackBack. */
  readonly preferred: { readonly protocol: PingProtocol; readonly endpoint: string } | null;
  /** What announced each. */
  readonly how: Readonly<Record<PingProtocol, FoundBy | null>>;
}

/** Finds the endpoints of all three protocols. Never throws; the page is the caller's to bound. */
export function discoverEndpoints({ url, finalUrl, headers, html }: AnnouncingPage): Endpoints {
  const { root } = parseDocument(html);
  const linkHeaders = headers['link'] === undefined ? [] : [headers['link']];
  const found = {
    webmention: findWebmention(finalUrl, linkHeaders, root),
    pingback: findPingback(finalUrl, headers['x-pingback'] ?? null, html, root),
    trackback: findTrackback({ urls: [url, finalUrl], linkHeaders, html, root }),
  };
  const protocol = PREFERENCE.find((candidate) => found[candidate] !== null);
  const endpoint = protocol && found[protocol]?.endpoint;
  return {
    webmention: found.webmention?.endpoint ?? null,
    pingback: found.pingback?.endpoint ?? null,
    trackback: found.trackback?.endpoint ?? null,
    preferred: protocol && endpoint ? { protocol, endpoint } : null,
    how: {
      webmention: found.webmention?.foundBy ?? null,
      pingback: found.pingback?.foundBy ?? null,
      trackback: found.trackback?.foundBy ?? null,
    },
  };
}
