// Finds the TrackBack address of a page, the way a sender does (TrackBack 1.2, "Auto-Discovery").
import { decodeHTMLAttribute } from 'entities';
import { parseDocument } from '../html/parse-html.js';
import { attribute, elementsWhere, tokens } from '../html/walk.js';
import { parseHttpUrl, sameResource } from '../url/canonical-url.js';
import { resolveUrl } from '../url/resolve-url.js';

const MAX_BLOCKS = 200;
const MAX_BLOCK_LENGTH = 8_192;
/* A name is tried from its first character only, or a long run of letters would be tried from each. */
const ATTRIBUTE = /(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * The address to ping for `pageUrl`, or null. First the RDF block whose `dc:identifier` is the page
 * (exactly, else by canonical form), wherever it stands, comments included; then the first
 * `<link rel="trackback">` or `<a rel="trackback">`. Only http and https addresses are given.
 */
export function discoverTrackback(html: string, pageUrl: string): string | null {
  const blocks = rdfDescriptions(html);
  const block =
    blocks.find((attributes) => attributes.get('dc:identifier') === pageUrl) ??
    blocks.find((attributes) => sameResource(attributes.get('dc:identifier') ?? '', pageUrl));
  return usable(block?.get('trackback:ping'), pageUrl) ?? linkedTrackback(html, pageUrl);
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

function linkedTrackback(html: string, pageUrl: string): string | null {
  const [element] = elementsWhere(
    parseDocument(html).root,
    (candidate) =>
      (candidate.tagName === 'link' || candidate.tagName === 'a') &&
      tokens(candidate, 'rel').includes('trackback') &&
      attribute(candidate, 'href') !== null,
  );
  return element === undefined ? null : usable(attribute(element, 'href'), pageUrl);
}

function usable(address: string | null | undefined, pageUrl: string): string | null {
  const resolved = address === null || address === undefined ? null : resolveUrl(address, pageUrl);
  return resolved === null ? null : (parseHttpUrl(resolved.href)?.href ?? null);
}
