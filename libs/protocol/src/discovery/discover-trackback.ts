// Finds the TrackBack address of a page, the way a sender does (TrackBack 1.2, "Auto-Discovery").
import { decodeHTMLAttribute } from 'entities';
import { parseDocument } from '../html/parse-html.js';
import type { HtmlParent } from '../html/parse-html.js';
import { baseUrlOf } from '../page/read-page.js';
import { sameResource } from '../url/canonical-url.js';
import { inElements, inLinkHeaders } from './announced.js';
import { firstUsable, type FoundEndpoint } from './endpoint.js';

const MAX_BLOCKS = 200;
const MAX_BLOCK_LENGTH = 8_192;
/* A name is tried from its first character only, or a long run of letters would be tried from each. */
const ATTRIBUTE = /(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * The address to ping for `pageUrl`, or null. First the RDF block whose `dc:identifier` is the page
 * (exactly, else by canonical form), wherever it stands, comments included; then the first
 * `<link rel="trackback">` or `<a rel="trackback">`. Only http and https addresses are given.
 */
export const discoverTrackback = (html: string, pageUrl: string): string | null =>
  findTrackback({ urls: [pageUrl], linkHeaders: [], html, root: parseDocument(html).root })
    ?.endpoint ?? null;

/** A page that is parsed already. `urls`: as it was linked to, and last its address after redirects. */
export interface TrackbackPage {
  readonly urls: readonly string[];
  readonly linkHeaders: readonly string[];
  readonly html: string;
  readonly root: HtmlParent;
}

/**
 * {@link discoverTrackback} with what announced the address. Between the RDF block and the elements
 * stands the Link header, which the last draft of the protocol proposed.
 */
export function findTrackback({
  urls,
  linkHeaders,
  html,
  root,
}: TrackbackPage): FoundEndpoint | null {
  const pageUrl = urls.at(-1) ?? '';
  const blocks = rdfDescriptions(html);
  const identifies = (same: (a: string, b: string) => boolean) =>
    blocks.find((attributes) =>
      urls.some((url) => same(attributes.get('dc:identifier') ?? '', url)),
    );
  const block = identifies((a, b) => a === b) ?? identifies(sameResource);
  const ping = block?.get('trackback:ping');
  return (
    (ping ? firstUsable([{ address: ping, baseUrl: pageUrl, foundBy: 'RDF block' }]) : null) ??
    firstUsable(inLinkHeaders(linkHeaders, 'trackback', pageUrl)) ??
    firstUsable(inElements(root, 'trackback', baseUrlOf(root, pageUrl)))
  );
}

function rdfDescriptions(html: string): Map<string, string>[] {
  const blocks: Map<string, string>[] = [];
  const start = /<rdf:Description\b/gi;
  for (let hit = start.exec(html); hit !== null && blocks.length < MAX_BLOCKS;) {
    const from = hit.index + hit[0].length;
    hit = start.exec(html);
    const to = Math.min(hit?.index ?? html.length, from + MAX_BLOCK_LENGTH);
    blocks.push(attributesOf(html.slice(from, to)));
  }
  return blocks;
}

/* Attributes follow each other up to the first `>` outside quotes; text after it is not theirs. */
function attributesOf(tag: string): Map<string, string> {
  const attributes = new Map<string, string>();
  let end = 0;
  for (const match of tag.matchAll(ATTRIBUTE)) {
    if (tag.slice(end, match.index).includes('>')) break;
    end = match.index + match[0].length;
    const [, name = '', double, single = ''] = match;
    attributes.set(name.toLowerCase(), decodeHTMLAttribute(double ?? single).trim());
  }
  return attributes;
}
