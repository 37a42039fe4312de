// Takes the facts out of a source page.
import type { HtmlElement } from '../html/parse-html.js';
import { textOf } from '../html/text-of.js';
import { attribute, elementsWhere, isElement, tokens } from '../html/walk.js';
import { cleanText } from '../text/clean-text.js';
import { cropExcerpt, takeCharacters } from '../text/crop.js';
import { detectLanguage } from '../text/detect-language.js';
import { referenceReader, resolveUrl, staysOnHost } from '../url/resolve-url.js';
import { isoTime } from './iso-time.js';
import { jsonLdArticle } from './json-ld.js';
import { authorOf } from './page-author.js';
import type { PageFacts } from './page-facts.js';
import { primaryEntry } from './page-entry.js';
import type { PageEntry } from './page-entry.js';
import { pageMeta } from './page-meta.js';
import type { PageMeta } from './page-meta.js';
import type { HtmlPage, Page } from './page.js';
import { pageVariants } from './page-variants.js';
import { metaSaysNoindex } from './robots.js';
import { isNotDisplayed } from './visibility.js';

const MAX_TEXT = 20_000;
const MAX_TITLE = 250;
const MAX_DESCRIPTION = 500;
const MAX_SYNDICATION = 20;
const FEED = /^application\/(?:rss|atom|feed)\+(?:xml|json)$|^application\/json$/;

/** The facts of a page; of one that is not HTML only its text. Never throws. */
export function describePage(page: Page): PageFacts {
  if (page.kind !== 'html') return factsOfText(page);
  const meta = pageMeta(page);
  const article = jsonLdArticle(page.root);
  const entry = primaryEntry(page);
  const description = meta.content('og:description', 'description', 'twitter:description');
  const canonicalUrl = canonicalOf(meta);
  const text = cleanText(textOf(page.root, (node) => isElement(node) && isNotDisplayed(node)));
  return {
    title: cropped(entry?.name ?? article?.headline ?? titleOf(page, meta), MAX_TITLE),
    siteName: cropped(
      meta.content('og:site_name', 'application-name') ?? article?.siteName ?? null,
      MAX_TITLE,
    ),
    author: authorOf(page, meta, { entry: entry?.author ?? null, article }),
    publishedAt:
      isoTime(entry?.published ?? null) ??
      isoTime(article?.published ?? null) ??
      publishedAt(page, meta),
    ...language(languageOf(page), text),
    canonicalUrl,
    variants: pageVariants(meta),
    syndication: syndicationOf(meta, entry),
    url:
      entry?.url ??
      meta.absolute(article?.url ?? null) ??
      meta.absolute(meta.content('og:url')) ??
      canonicalUrl,
    noindex: metaSaysNoindex(meta.content('robots'), meta.content('googlebot')),
    description: cropped(description, MAX_DESCRIPTION),
    content: cropped(entry?.content ?? article?.description ?? description, MAX_DESCRIPTION),
    ...outgoing(page),
    textLength: text.length,
    charset: page.charset.label,
    text: takeCharacters(text, MAX_TEXT),
    hasFeed: meta
      .withRel('alternate')
      .some((link) => FEED.test((attribute(link, 'type') ?? '').trim().toLowerCase())),
    truncated: page.truncated,
  };
}

function factsOfText(page: Exclude<Page, HtmlPage>): PageFacts {
  const text = cleanText(
    page.kind === 'text' ? page.text : page.kind === 'json' ? page.strings.join(' ') : '',
  );
  return {
    title: null,
    siteName: null,
    author: { name: null, url: null, photo: null },
    publishedAt: null,
    ...language(null, page.kind === 'text' ? text : ''),
    canonicalUrl: null,
    variants: [],
    syndication: [],
    url: null,
    noindex: false,
    description: null,
    content: null,
    outgoingLinks: 0,
    outgoingHosts: 0,
    textLength: text.length,
    charset: page.charset.label,
    text: takeCharacters(text, MAX_TEXT),
    hasFeed: false,
    truncated: page.truncated,
  };
}

function language(
  declared: string | null,
  text: string,
): Pick<PageFacts, 'language' | 'isLanguageDetected'> {
  const found = declared ?? detectLanguage(text);
  return { language: found, isLanguageDetected: declared === null && found !== null };
}

function titleOf(page: HtmlPage, meta: PageMeta): string | null {
  const open = meta.content('og:title');
  if (open !== null) return open;
  for (const tagName of ['title', 'h1']) {
    // Not the <title> of a drawing: in SVG it is a tooltip.
    const [element] = elementsWhere(
      page.root,
      (candidate) => candidate.tagName === tagName && candidate.parentNode?.nodeName !== 'svg',
    );
    const text = element === undefined ? '' : cleanText(textOf(element));
    if (text !== '') return text;
  }
  return null;
}

function publishedAt(page: HtmlPage, meta: PageMeta): string | null {
  const declared = meta.content('article:published_time', 'datepublished', 'dc.date', 'date');
  const times = elementsWhere(
    page.root,
    (element) => element.tagName === 'time' && attribute(element, 'datetime') !== null,
  );
  const isPublication = (time: HtmlElement): boolean =>
    attribute(time, 'pubdate') !== null ||
    attribute(time, 'itemprop')?.toLowerCase() === 'datepublished' ||
    tokens(time, 'class').some((name) =>
      ['dt-published', 'published', 'entry-date'].includes(name),
    );
  const time = times.find(isPublication) ?? times[0];
  return isoTime(declared) ?? isoTime(time === undefined ? null : attribute(time, 'datetime'));
}

function languageOf(page: HtmlPage): string | null {
  const html = page.root.childNodes.find((node) => isElement(node) && node.tagName === 'html');
  if (html === undefined || !isElement(html)) return null;
  const tag = attribute(html, 'lang') ?? attribute(html, 'xml:lang') ?? '';
  return /^([a-z]{2,3})(?:[-_]|$)/.exec(tag.trim().toLowerCase())?.[1] ?? null;
}

function canonicalOf(meta: PageMeta): string | null {
  const link = meta.withRel('canonical').find(({ tagName }) => tagName === 'link');
  return link === undefined ? null : meta.absolute(attribute(link, 'href'));
}

function syndicationOf(meta: PageMeta, entry: PageEntry | null): string[] {
  const links = meta
    .withRel('syndication')
    .map((link) => meta.absolute(attribute(link, 'href')))
    .filter((address) => address !== null);
  return [...new Set([...(entry?.syndication ?? []), ...links])].slice(0, MAX_SYNDICATION);
}

function outgoing(page: HtmlPage): { outgoingLinks: number; outgoingHosts: number } {
  const own = resolveUrl(page.url)?.hostname ?? '';
  const [base, read] = [resolveUrl(page.baseUrl), referenceReader(page.baseUrl)];
  const hosts = elementsWhere(page.root, ({ tagName }) => tagName === 'a' || tagName === 'area')
    .map((element) => (attribute(element, 'href') ?? '').trim())
    .filter((href) => href !== '')
    .map((href) => (staysOnHost(href) ? base : read(href)))
    .filter((url) => url !== null)
    .filter(({ protocol, hostname }) => /^https?:$/.test(protocol) && hostname !== own)
    .map(({ hostname }) => hostname);
  return { outgoingLinks: hosts.length, outgoingHosts: new Set(hosts).size };
}

const cropped = (text: string | null, max: number): string | null =>
  text === null ? null : cropExcerpt(text, max);
