// Who wrote a page, by its own word.
import type { HtmlElement } from '../html/parse-html.js';
import { textOf } from '../html/text-of.js';
import { attribute, elementsWhere, selfAndAncestors, tokens } from '../html/walk.js';
import { cleanText } from '../text/clean-text.js';
import { cropExcerpt } from '../text/crop.js';
import type { JsonLdArticle } from './json-ld.js';
import type { HtmlPage } from './page.js';
import type { PageMeta } from './page-meta.js';

/** An author as claimed by the page; addresses are absolute http or https or null. */
export interface PageAuthor {
  readonly name: string | null;
  readonly url: string | null;
  readonly photo: string | null;
}

const MAX_NAME = 150;
const MAX_CARDS = 20;

/**
 * The author of a page: each property from the first that has it of its entry, JSON-LD, the h-card
 * marked `p-author`, `<meta name="author">`, and `rel="author"`.
 */
export function authorOf(
  page: HtmlPage,
  meta: PageMeta,
  { entry, article }: { entry: PageAuthor | null; article: JsonLdArticle | null },
): PageAuthor {
  const card = hCard(page);
  const [related] = meta.withRel('author');
  const profile = meta.content('article:author');
  const name =
    entry?.name ??
    article?.authorName ??
    card?.name ??
    meta.content('author', 'dc.creator', 'parsely-author') ??
    (related === undefined ? null : textIn(related)) ??
    (profile !== null && !/^https?:/i.test(profile) ? profile : null);
  return {
    name: name === null || /^https?:\/\//i.test(name) ? null : cropExcerpt(name, MAX_NAME),
    url: firstUrl(meta, [
      entry?.url,
      article?.authorUrl,
      card?.url,
      related === undefined ? null : attribute(related, 'href'),
      profile !== null && /^https?:/i.test(profile) ? profile : null,
    ]),
    photo: firstUrl(meta, [entry?.photo, article?.authorPhoto, card?.photo]),
  };
}

function firstUrl(
  meta: PageMeta,
  addresses: readonly (string | null | undefined)[],
): string | null {
  for (const address of addresses) {
    const url = meta.absolute(address ?? null);
    if (url !== null) return url;
  }
  return null;
}

function hCard(
  page: HtmlPage,
): { name: string | null; url: string | null; photo: string | null } | null {
  const card = elementsWhere(page.root, (element) => {
    const classes = tokens(element, 'class');
    return (
      classes.includes('p-author') || (classes.includes('author') && classes.includes('vcard'))
    );
  })
    .slice(0, MAX_CARDS)
    .find((element) => !isQuoted(element));
  if (card === undefined) return null;
  const within = (...names: readonly string[]): HtmlElement | undefined =>
    elementsWhere(card, (element) =>
      tokens(element, 'class').some((name) => names.includes(name)),
    )[0];
  const name = within('p-name', 'fn');
  const link = within('u-url', 'url') ?? (card.tagName === 'a' ? card : within('fn', 'n'));
  const photo = within('u-photo', 'photo');
  return {
    name: textIn(name ?? card),
    url: link === undefined ? null : attribute(link, 'href'),
    photo: photo === undefined ? null : attribute(photo, 'src'),
  };
}

/* The author of a quotation or a comment is another one. */
const isQuoted = (element: HtmlElement): boolean =>
  [...selfAndAncestors(element)].some((around) => tokens(around, 'class').includes('h-cite'));

function textIn(element: HtmlElement): string | null {
  const text = cleanText(textOf(element));
  return text === '' ? null : text;
}
