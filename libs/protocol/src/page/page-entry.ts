// The entry of a page: what its microformats say about the page itself.
import { cleanText } from '../text/clean-text.js';
import { sameResource } from '../url/canonical-url.js';
import { addressesIn, microformatsOf, textIn, valuesOf } from './microformats.js';
import type { Microformat } from './microformats.js';
import type { PageAuthor } from './page-author.js';
import type { HtmlPage } from './page.js';

/** What the primary entry says; addresses are absolute http or https, texts clean. */
export interface PageEntry {
  readonly name: string | null;
  readonly content: string | null;
  /** As written. */
  readonly published: string | null;
  readonly url: string | null;
  /** Copies of it elsewhere, as it says. */
  readonly syndication: readonly string[];
  readonly author: PageAuthor;
}

interface Placed {
  readonly entry: Microformat;
  readonly feed: Microformat | null;
}

/** Entries of one page that are looked at. */
const MAX_ENTRIES = 100;

/**
 * The entries of a page, those in feeds too: the one whose `u-url` is the page first, then in document
 * order. At most 100.
 */
export function entriesOf(page: HtmlPage): Microformat[] {
  const entries = placed(page).map(({ entry }) => entry);
  const own = entries.find((entry) => isAt(entry, page));
  return own === undefined ? entries : [own, ...entries.filter((entry) => entry !== own)];
}

/** The primary entry: the first of {@link entriesOf}, or null when the page has none. */
export function primaryEntry(page: HtmlPage): PageEntry | null {
  const [entry] = entriesOf(page);
  if (entry === undefined) return null;
  const feed = placed(page).find((place) => place.entry === entry)?.feed ?? null;
  const body = textIn(entry, 'content');
  const content = body ?? textIn(entry, 'summary');
  const name = textIn(entry, 'name');
  return {
    name: name === null || isStartOf(body ?? '', name) ? null : name,
    content,
    published: textIn(entry, 'published'),
    url: addressesIn(entry, 'url', page.baseUrl)[0] ?? null,
    syndication: addressesIn(entry, 'syndication', page.baseUrl),
    author: authorIn(page, entry) ?? (feed === null ? null : authorIn(page, feed)) ?? NOBODY,
  };
}

const NOBODY: PageAuthor = { name: null, url: null, photo: null };

const isAt = (entry: Microformat, page: HtmlPage): boolean =>
  addressesIn(entry, 'url', page.baseUrl).some((url) => sameResource(url, page.url));

/* Without recursion into anything but feeds: an entry within an entry is a quotation or a comment. */
function placed(page: HtmlPage): Placed[] {
  const isA = (item: Microformat, type: string): boolean => (item.type ?? []).includes(type);
  return microformatsOf(page)
    .flatMap((item): Placed[] =>
      isA(item, 'h-feed')
        ? (item.children ?? []).map((entry) => ({ entry, feed: item }))
        : [{ entry: item, feed: null }],
    )
    .filter(({ entry }) => isA(entry, 'h-entry'))
    .slice(0, MAX_ENTRIES);
}

/* A note has no title: where one is given, it is the beginning of the text (Post Type Discovery). */
function isStartOf(content: string, name: string): boolean {
  const start = name.replace(/\s*(?:…|\.{3})$/u, '');
  return cleanText(content).startsWith(start);
}

/* A card, a name, or the address of a card that stands elsewhere on the page. Nothing is fetched. */
function authorIn(page: HtmlPage, item: Microformat): PageAuthor | null {
  const [author] = valuesOf(item, 'author');
  if (author === undefined) return null;
  if (typeof author !== 'string' && 'properties' in author) return cardIn(page, author);
  const [url = null] = addressesIn(item, 'author', page.baseUrl);
  if (url === null) return { ...NOBODY, name: textIn(item, 'author') };
  const card = microformatsOf(page).find(
    (other) =>
      (other.type ?? []).includes('h-card') &&
      addressesIn(other, 'url', page.baseUrl).some((address) => sameResource(address, url)),
  );
  return card === undefined ? { ...NOBODY, url } : { ...cardIn(page, card), url };
}

const cardIn = (page: HtmlPage, card: Microformat): PageAuthor => ({
  name: textIn(card, 'name'),
  url: addressesIn(card, 'url', page.baseUrl)[0] ?? null,
  photo: addressesIn(card, 'photo', page.baseUrl)[0] ?? null,
});
