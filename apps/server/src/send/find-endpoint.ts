// Reads a linked page and finds where it wants to be told.
import { isIP } from 'node:net';
import type { Protocol } from '@trackwarden/contracts';
import { decodeBytes, discoverEndpoints } from '@trackwarden/protocol';
import { isPublicUnicast, type SafeResponse } from '@trackwarden/safe-fetch';
import { retryAfterMs } from '../retry-after.js';
import { fetchFailure, isTransientStatus, type SendingFetch } from './sending-fetch.js';

const ACCEPT = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1';
const MAX_BYTES = 1_000_000;
const HTML = /^\s*(?:text\/html|application\/(?:xhtml\+)?xml|text\/xml)?\s*(?:;|$)/i;

const PRIVATE_SOURCE = 'The source is at a private address, which a public page must not be told.';

/** What is looked for, and for whom. */
export type EndpointSearch = {
  target: string;
  /** Only this protocol will do: an update or an end can be told by Webmention alone. */
  onlyWebmention: boolean;
  /** The source is not public itself: no public page may learn of it. */
  sourceIsPrivate: boolean;
};

export type EndpointFinding =
  | { kind: 'found'; protocol: Protocol; endpoint: string; foundBy: string }
  | { kind: 'no-endpoint' | 'refused'; because: string }
  | {
      kind: 'failed';
      because: string;
      httpStatus: number | null;
      isTransient: boolean;
      retryAfterMs: number | null;
    };

/** Never throws for what the page's host does. */
export async function findEndpoint(
  fetch: SendingFetch,
  search: EndpointSearch,
  now: Date,
): Promise<EndpointFinding> {
  let response: SafeResponse;
  try {
    response = await fetch(search.target, {
      accept: ACCEPT,
      maxBytes: MAX_BYTES,
      tooLarge: 'truncate',
    });
  } catch (error) {
    const { isRefused, isTransient, message } = fetchFailure(error);
    if (isRefused) return { kind: 'refused', because: `The page is not asked: ${message}.` };
    const because = `The page could not be read: ${message}.`;
    return { kind: 'failed', because, httpStatus: null, isTransient, retryAfterMs: null };
  }
  if (search.sourceIsPrivate && isPublicUnicast(response.address))
    return {
      kind: 'refused',
      because: PRIVATE_SOURCE,
    };
  if (response.status < 200 || response.status > 299)
    return {
      kind: 'failed',
      because: `The page answered with status ${response.status}.`,
      httpStatus: response.status,
      isTransient: isTransientStatus(response.status),
      retryAfterMs: retryAfterMs(response.headers['retry-after'], now),
    };
  return inPage(response, search);
}

function inPage(
  { headers, body, contentType, finalUrl }: SafeResponse,
  { target, onlyWebmention, sourceIsPrivate }: EndpointSearch,
): EndpointFinding {
  const isHtml = HTML.test(contentType ?? '');
  const html = isHtml ? decodeBytes(body, { bom: true, utf16: true }).text : '';
  const { webmention, preferred, how } = discoverEndpoints({
    url: target,
    finalUrl,
    headers,
    html,
  });
  const protocol = onlyWebmention ? 'webmention' : preferred?.protocol;
  const endpoint = onlyWebmention ? webmention : preferred?.endpoint;
  if (!protocol || !endpoint)
    return {
      kind: 'no-endpoint',
      because: onlyWebmention
        ? 'The page announces no Webmention endpoint any more.'
        : 'The page announces no endpoint: it takes no Webmention, Pingback or TrackBack.',
    };
  if (sourceIsPrivate && !isBeside(endpoint, finalUrl))
    return { kind: 'refused', because: PRIVATE_SOURCE };
  return { kind: 'found', protocol, endpoint, foundBy: how[protocol] ?? '' };
}

/** Where the page is, which was found to be private, or at a private address by its very name. */
function isBeside(endpoint: string, page: string): boolean {
  const { hostname } = new URL(endpoint);
  if (hostname === new URL(page).hostname) return true;
  const address = hostname.replace(/^\[|\]$/g, '');
  return isIP(address) !== 0 && !isPublicUnicast(address);
}
