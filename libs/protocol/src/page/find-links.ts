// The proof of a ping: the links from its source page to the target (Webmention, section 3.2.2).
import { textOf } from '../html/text-of.js';
import type { HtmlElement } from '../html/parse-html.js';
import { attribute, elementsWhere, isElement, tokens, walk } from '../html/walk.js';
import { cleanText } from '../text/clean-text.js';
import { takeCharacters } from '../text/crop.js';
import { hostKey, isBelowOrigin, parseHttpUrl, resourceKey } from '../url/canonical-url.js';
import { referenceReader, resolveUrl, staysOnHost } from '../url/resolve-url.js';
import { bareProof, linksInText } from './bare-links.js';
import { contextOf } from './link-context.js';
import { NO_PROOF_INSIDE, isMedia, referenceOf } from './link-elements.js';
import { positionOf } from './link-position.js';
import { MAX_PROOFS } from './link-proof.js';
import type { LinkPosition, LinkProof } from './link-proof.js';
import type { HtmlPage, Page } from './page.js';
import { isRedirectorHost, wrappedTarget } from './redirectors.js';
import { startTag } from './start-tag.js';
import { hiddenBecause } from './visibility.js';

/** Matching elements looked at, in document order. */
const MAX_CANDIDATES = 100;
const MAX_ANCHOR = 300;
/** Read of a link's words, in UTF-16 units: white space is collapsed only later. */
const READ = 8_000;
/** Pictures in a link that are asked for their `alt`. */
const MAX_MEDIA = 10;

/** What proves a mention besides the targets themselves. */
export interface LinkOptions {
  /**
   * Sites, or parts of sites, any page of which is a target too, compared by `isBelowOrigin`: for a
   * category or an inbox of a whole site. A page of such a site then links to itself.
   */
  readonly belowOrigins?: readonly string[];
  /** Where short addresses lead, as asked: short address (absolute, normalised) to its end. */
  readonly leadsTo?: ReadonlyMap<string, string>;
}

/**
 * The links of a page to any of `targets` (the target and its aliases), compared by
 * `sameResource`; best first: visible before hidden, words before pictures, the article before the
 * frame around it, then document order. At most 20. In HTML only links in the parsed tree count,
 * never comments, scripts, styles, templates, `<noscript>`, form fields or addresses written as text;
 * a link through a known click counter (`?url=`), or a short address that `leadsTo` a target, counts
 * after those that lead straight there.
 * In JSON a string value that is the address; in plain text the address between delimiters. An
 * address of more than 8 192 characters, or more than 512 in its host, is none.
 */
export function findLinks(
  page: Page,
  targets: readonly string[],
  { belowOrigins = [], leadsTo = NOWHERE }: LinkOptions = {},
): LinkProof[] {
  const keys = new Set(targets.map(resourceKey).filter((key) => key !== null));
  const hosts = hostsOf([...targets, ...belowOrigins]);
  if (hosts.size === 0) return [];
  const isTarget = (address: string): boolean =>
    keys.has(resourceKey(address) ?? '') ||
    belowOrigins.some((origin) => isBelowOrigin(address, origin));
  switch (page.kind) {
    case 'html':
      return linksInHtml(page, isTarget, hosts, leadsTo);
    case 'json':
      return page.strings
        .filter(isTarget)
        .slice(0, MAX_PROOFS)
        .map((value) => bareProof(value.trim(), 'json', { before: '', after: '' }));
    case 'text':
      return linksInText(page.text, isTarget);
    case 'unsupported':
      return [];
  }
}

const NOWHERE: ReadonlyMap<string, string> = new Map();

const hostsOf = (addresses: readonly string[]): ReadonlySet<string> =>
  new Set(
    addresses
      .map(parseHttpUrl)
      .filter((url) => url !== null)
      .map(hostKey),
  );

function linksInHtml(
  page: HtmlPage,
  isTarget: (address: string) => boolean,
  hosts: ReadonlySet<string>,
  leadsTo: ReadonlyMap<string, string>,
): LinkProof[] {
  const [base, read] = [resolveUrl(page.baseUrl), referenceReader(page.baseUrl)];
  const isElsewhere = base !== null && !hosts.has(hostKey(base));
  const candidates: { element: HtmlElement; url: string; through: string | null }[] = [];
  walk(page.root, (node) => {
    if (!isElement(node)) return 'skip';
    if (NO_PROOF_INSIDE.has(node.tagName) || candidates.length === MAX_CANDIDATES) return 'skip';
    const reference = referenceOf(node);
    // Most links of a page lead elsewhere, which the host alone tells.
    if (reference === null || (isElsewhere && staysOnHost(reference))) return 'enter';
    const url = read(reference);
    if (url === null) return 'enter';
    if (hosts.has(hostKey(url)) && isTarget(url.href)) {
      candidates.push({ element: node, url: url.href, through: null });
    } else if (node.tagName === 'a' && isRedirectorHost(url)) {
      const inner = wrappedTarget(url.href) ?? url.href;
      const end = leadsTo.get(inner) ?? inner;
      if (end !== url.href && isTarget(end))
        candidates.push({ element: node, url: end, through: hostKey(url) });
    }
    return 'enter';
  });
  return candidates
    .map(({ element, url, through }) => {
      const [hidden, position] = [hiddenBecause(element), positionOf(element)];
      const rank = rankOf(element, hidden, position) - (through === null ? 0 : DETOUR);
      return { element, url, through, hidden, position, rank };
    })
    .sort((a, b) => b.rank - a.rank)
    .slice(0, MAX_PROOFS)
    .map(({ element, url, through, hidden, position }) => {
      const text = anchorText(element);
      return {
        url,
        html: startTag(element),
        text,
        context: contextOf(element, text),
        rel: tokens(element, 'rel'),
        visible: hidden === null,
        hiddenBecause: hidden,
        position,
        through,
        element: element.tagName,
      };
    });
}

/* Behind every link that leads straight there and is as visible. */
const DETOUR = 75;

const POSITION_RANK: Readonly<Record<LinkPosition, number>> = {
  article: 5,
  body: 4,
  header: 3,
  aside: 2,
  navigation: 1,
  footer: 0,
};

const rankOf = (element: HtmlElement, hidden: string | null, position: LinkPosition): number =>
  (hidden === null ? 100 : 0) + (element.tagName === 'a' ? 50 : 0) + POSITION_RANK[position];

function anchorText(element: HtmlElement): string {
  const words = cleanText(textOf(element, undefined, READ).slice(0, READ));
  return takeCharacters(words || alternativeOf(element), MAX_ANCHOR);
}

function alternativeOf(element: HtmlElement): string {
  const media = elementsWhere(element, isMedia).slice(0, MAX_MEDIA);
  for (const part of [element, ...media]) {
    const alternative = cleanText((attribute(part, 'alt') ?? '').slice(0, READ));
    if (alternative !== '') return alternative;
  }
  return '';
}
