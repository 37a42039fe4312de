// What a page says so that others find where to ping it (TrackBack 1.2 "Auto-Discovery"; Pingback 1.0; Webmention).
import { cleanText } from '../text/clean-text.js';
import { escapeXml } from '../text/escape-xml.js';
import { resolveUrl } from '../url/resolve-url.js';

/** The page and its endpoints, all addresses absolute. */
export interface DiscoveryTarget {
  readonly pageUrl: string;
  readonly title: string;
  readonly trackbackUrl: string;
  readonly pingbackUrl?: string | undefined;
  readonly webmentionUrl?: string | undefined;
}

/** The ways to announce the endpoints; any one is enough for most senders. */
export interface DiscoveryMarkup {
  /** The RDF block in an HTML comment, for the body of the page. */
  readonly rdf: string;
  /** `<link>` elements for the head of the page, one a line. */
  readonly links: string;
  /** HTTP response headers of the page. */
  readonly headers: Readonly<Record<string, string>>;
  /** Elements and RDF block together: what to paste into a page. */
  readonly snippet: string;
}

/**
 * Writes the discovery markup of a page. The element for Pingback has exactly the form that its
 * specification demands, and `rel` stands before `href`, as some discoverers' expressions want it.
 */
export function discoveryMarkup(target: DiscoveryTarget): DiscoveryMarkup {
  const { trackbackUrl, pingbackUrl, webmentionUrl } = target;
  const links = [
    linkElement('trackback', trackbackUrl),
    ...(pingbackUrl === undefined ? [] : [linkElement('pingback', pingbackUrl)]),
    ...(webmentionUrl === undefined ? [] : [linkElement('webmention', webmentionUrl)]),
  ].join('\n');
  const rdf = rdfBlock(target);
  return { rdf, links, headers: headersOf(target), snippet: `${links}\n${rdf}` };
}

function rdfBlock({ pageUrl, title, trackbackUrl }: DiscoveryTarget): string {
  const page = escapeXml(href(pageUrl));
  return [
    '<!--',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"',
    '         xmlns:dc="http://purl.org/dc/elements/1.1/"',
    '         xmlns:trackback="http://madskills.com/public/xml/rss/module/trackback/">',
    '<rdf:Description',
    `    rdf:about="${page}"`,
    `    dc:identifier="${page}"`,
    `    dc:title="${withoutDoubleHyphens(escapeXml(cleanText(title)))}"`,
    `    trackback:ping="${escapeXml(href(trackbackUrl))}" />`,
    '</rdf:RDF>',
    '-->',
  ].join('\n');
}

/*
 * A title must not end the comment. Addresses cannot, since their `>` is always percent-encoded, and
 * they keep their hyphens: a discoverer compares and requests them as they stand.
 */
const withoutDoubleHyphens = (escaped: string): string =>
  escaped.replace(/-{2,}/g, (run) => '&#45;'.repeat(run.length));

/* Percent-encodes what has no place in an address, quotes and angle brackets among them. */
const href = (address: string): string =>
  (resolveUrl(address)?.href ?? encodeURI(cleanText(address))).replace(
    /["<>]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const linkElement = (rel: string, address: string): string =>
  `<link rel="${rel}" href="${escapeXml(href(address))}">`;

function headersOf(target: DiscoveryTarget): Record<string, string> {
  const { trackbackUrl, pingbackUrl, webmentionUrl } = target;
  const links = [
    ...(webmentionUrl === undefined ? [] : [`<${href(webmentionUrl)}>; rel="webmention"`]),
    `<${href(trackbackUrl)}>; rel="trackback"`,
  ];
  return {
    Link: links.join(', '),
    ...(pingbackUrl === undefined ? {} : { 'X-Pingback': href(pingbackUrl) }),
  };
}
