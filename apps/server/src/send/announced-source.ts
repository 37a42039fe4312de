// Reads the page that is to be announced: whether it is public, what it says, whom it links to.
import { createHash } from 'node:crypto';
import type { AnnounceRefusal } from '@trackwarden/contracts';
import {
  canonicalUrl,
  contentText,
  cropExcerpt,
  deletedByMeta,
  describePage,
  findLinks,
  outgoingLinks,
  readPage,
  refusalToAnnounce,
  type Page,
} from '@trackwarden/protocol';
import { isPublicUnicast, type SafeResponse } from '@trackwarden/safe-fetch';
import { retryAfterMs } from '../retry-after.js';
import { fetchFailure, isTransientStatus, type SendingFetch } from './sending-fetch.js';

const ACCEPT = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1';
const MAX_BYTES = 1_000_000;
/** Longest address that is told or stored. */
const MAX_ADDRESS = 2_048;

/** A page that anybody can read. */
export type PublicSource = {
  kind: 'public';
  page: Page;
  title: string;
  /** At most 255 characters, cropped as TrackBack wants it. */
  excerpt: string;
  /** The page's own name of its site. */
  siteName: string | null;
  /** The same as long as title and content are. */
  contentHash: string;
  /** The host that answered is reached only by an allowance of the operator. */
  isPrivate: boolean;
};

export type SourceReading =
  | PublicSource
  | { kind: 'gone' }
  | { kind: 'refused'; refusal: AnnounceRefusal }
  | {
      kind: 'unreachable';
      refusal: AnnounceRefusal;
      isTransient: boolean;
      retryAfterMs: number | null;
    };

/** Said of a gone page that was never announced: there is nobody to tell. */
export const SOURCE_GONE: AnnounceRefusal = {
  code: 'source-gone',
  message: 'The page is gone (status 410), and nobody was told of it.',
};

/** Never throws for what the page's host does. */
export async function readAnnounced(
  fetch: SendingFetch,
  source: string,
  now: Date,
): Promise<SourceReading> {
  let response: SafeResponse;
  try {
    response = await fetch(source, { accept: ACCEPT, maxBytes: MAX_BYTES, tooLarge: 'truncate' });
  } catch (error) {
    const { isRefused, isTransient, message } = fetchFailure(error);
    if (isRefused)
      return refused('private-address', `The page is not at a public address: ${message}.`);
    return unreachable(`The page could not be read: ${message}.`, isTransient, null);
  }
  return judge(response, source, now);
}

function judge(response: SafeResponse, source: string, now: Date): SourceReading {
  const { status, finalUrl, contentType, body, address } = response;
  const isRead = status >= 200 && status <= 299;
  const page = isRead ? readPage(body, { url: finalUrl, contentType }) : null;
  const refusal = refusalToAnnounce(page, { status, requestedUrl: source, finalUrl });
  if (refusal) return refused(refusal.code, refusal.message);
  if (status === 410) return { kind: 'gone' };
  if (page === null)
    return unreachable(
      `The page answered with status ${status}.`,
      isTransientStatus(status),
      retryAfterMs(response.headers['retry-after'], now),
    );
  if (deletedByMeta(page)) return { kind: 'gone' };
  const facts = describePage(page);
  const text = contentText(page);
  const title = facts.title ?? source;
  return {
    kind: 'public',
    page,
    title,
    excerpt: cropExcerpt(facts.description ?? text),
    siteName: facts.siteName,
    contentHash: createHash('sha256').update(`${title}\n${text}`).digest('base64url'),
    isPrivate: !isPublicUnicast(address),
  };
}

const refused = (code: AnnounceRefusal['code'], message: string): SourceReading => ({
  kind: 'refused',
  refusal: { code, message },
});

const unreachable = (
  message: string,
  isTransient: boolean,
  retryMs: number | null,
): SourceReading => ({
  kind: 'unreachable',
  refusal: { code: 'source-unreachable', message },
  isTransient,
  retryAfterMs: retryMs,
});

/** The pages to tell, by canonical address: as the page spells them, or as they were asked for. */
export type Targets = {
  linked: ReadonlyMap<string, string>;
  /** Asked for, but the page does not link to them. */
  notLinked: ReadonlyMap<string, string>;
};

/** Without `asked` every link of the content. */
export function targetsOf(page: Page, asked: readonly string[] | null): Targets {
  const linked = new Map<string, string>();
  const notLinked = new Map<string, string>();
  for (const given of asked ?? outgoingLinks(page).map(({ url }) => url)) {
    const found = asked === null ? given : findLinks(page, [given])[0]?.url;
    const target = found ?? given;
    const canonical = canonicalUrl(target);
    if (canonical === null || Math.max(canonical.length, target.length) > MAX_ADDRESS) continue;
    (found === undefined ? notLinked : linked).set(canonical, target);
  }
  return { linked, notLinked };
}

/** Whether the page links to an address anywhere, in whatever spelling. */
export const linksTo = (page: Page, target: string): boolean =>
  findLinks(page, [target]).length > 0;
