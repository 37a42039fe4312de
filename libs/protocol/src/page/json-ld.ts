// What a page says about itself as JSON-LD (schema.org), read as data from a stranger.
import type { HtmlParent } from '../html/parse-html.js';
import { attribute, elementsWhere } from '../html/walk.js';
import { plainText } from '../text/plain-text.js';

/** The article that a page's JSON-LD describes; everything may be missing. */
export interface JsonLdArticle {
  readonly authorName: string | null;
  readonly authorUrl: string | null;
  readonly authorPhoto: string | null;
  readonly published: string | null;
  readonly siteName: string | null;
  readonly headline: string | null;
  readonly description: string | null;
  readonly url: string | null;
}

const MAX_SCRIPTS = 10;
const MAX_SCRIPT_LENGTH = 200_000;
const MAX_OBJECTS = 2_000;
const ARTICLE = /(?:Article|Posting|WebPage|CreativeWork|Review)$/;

type Thing = Readonly<Record<string, unknown>>;

/** The first article in the page's JSON-LD, broken scripts passed over. */
export function jsonLdArticle(root: HtmlParent): JsonLdArticle | null {
  const things = elementsWhere(
    root,
    (element) =>
      element.tagName === 'script' &&
      (attribute(element, 'type') ?? '').trim().toLowerCase() === 'application/ld+json',
  )
    .slice(0, MAX_SCRIPTS)
    .flatMap((script) =>
      thingsIn(script.childNodes.map((node) => ('value' in node ? node.value : '')).join('')),
    );
  const article =
    things.find((thing) => isArticle(thing) && 'author' in thing) ??
    things.find((thing) => isArticle(thing) && 'datePublished' in thing) ??
    things.find((thing) => isArticle(thing) && 'headline' in thing);
  if (article === undefined) return null;
  const author = dereferenced(article['author'], things);
  const image = dereferenced(author?.['image'], things);
  const mainPage = first(article['mainEntityOfPage']);
  return {
    authorName: textIn(author?.['name']) ?? textIn(first(article['author'])),
    authorUrl: textIn(author?.['url']) ?? textIn(first(author?.['sameAs'])),
    authorPhoto:
      textIn(first(author?.['image'])) ?? textIn(image?.['url']) ?? textIn(image?.['contentUrl']),
    published: textIn(article['datePublished']),
    siteName: textIn(dereferenced(article['publisher'], things)?.['name']),
    headline: textIn(article['headline']),
    description: textIn(article['articleBody']) ?? textIn(article['description']),
    url: textIn(article['url']) ?? textIn(isThing(mainPage) ? mainPage['@id'] : mainPage),
  };
}

function thingsIn(script: string): Thing[] {
  if (script.length > MAX_SCRIPT_LENGTH) return [];
  const things: Thing[] = [];
  const waiting: unknown[] = [parsed(script)];
  for (let at = 0; at < waiting.length && things.length < MAX_OBJECTS; at += 1) {
    const next = waiting[at];
    if (!isThing(next)) continue;
    if (!Array.isArray(next)) things.push(next);
    for (const value of Object.values(next)) waiting.push(value);
  }
  return things;
}

function parsed(script: string): unknown {
  try {
    return JSON.parse(script) as unknown;
  } catch {
    return null;
  }
}

/* `{"author": {"@id": "#me"}}` points to the thing with that id elsewhere in the graph. */
function dereferenced(value: unknown, things: readonly Thing[]): Thing | null {
  const thing = first(value);
  if (!isThing(thing)) return null;
  const id = thing['@id'];
  if (id === undefined || 'name' in thing || 'url' in thing) return thing;
  return things.find((other) => other['@id'] === id && other !== thing && 'name' in other) ?? thing;
}

const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null;

const first = (value: unknown): unknown => (Array.isArray(value) ? (value as unknown[])[0] : value);

function isArticle(thing: Thing): boolean {
  const type = first(thing['@type']);
  return typeof type === 'string' && ARTICLE.test(type);
}

function textIn(value: unknown): string | null {
  const text = typeof value === 'string' ? plainText(value.slice(0, 2_000)) : '';
  return text === '' ? null : text;
}
