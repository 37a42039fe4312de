// What every recipe announces, and the two pieces of markup that they share. Pure.

/** The addresses that a page announces, ready to stand in any of the recipes' languages. */
export type Announced = {
  webmention: string;
  pingback: string;
  /** What the percent-encoded address of the page is appended to. */
  trackbackPrefix: string;
  /** Where the site is, as `https://blog.example`. */
  origin: string;
};

const EXAMPLE_ORIGIN = 'https://blog.example';

export function announced(
  { key, origins = [] }: { key: string; origins?: readonly string[] },
  publicUrl: string,
  mark?: string,
): Announced {
  const base = plainAddress(publicUrl.replace(/\/+$/, ''));
  const dated = mark === undefined ? '' : `.${plainAddress(mark)}`;
  const query = mark === undefined ? '' : `?t=${plainAddress(mark)}`;
  return {
    webmention: `${base}/webmention${query}`,
    pingback: `${base}/pingback${query}`,
    trackbackPrefix: `${base}/trackback/${plainAddress(key)}${dated}?target=`,
    origin: plainAddress(origins[0] ?? EXAMPLE_ORIGIN),
  };
}

/** Only what means nothing in PHP, Liquid, Go templates, JavaScript, nginx or a Caddyfile. */
const plainAddress = (address: string): string =>
  address.replace(/[^\w:/.~[\]-]/g, (character) =>
    [...new TextEncoder().encode(character)].map((byte) => `%${hex(byte)}`).join(''),
  );

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');

/** The elements for the head; `trackback` is an expression of the recipe's language. */
export const linkElements = (
  { webmention, pingback }: Announced,
  trackback: string,
): string => `<link rel="webmention" href="${webmention}">
<link rel="pingback" href="${pingback}">
<link rel="trackback" href="${trackback}">`;

/** The block of TrackBack 1.2 in its comment; the values are expressions of the recipe's language. */
export const rdfBlock = (values: {
  page: string;
  title: string;
  trackback: string;
}): string => `<!--
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
         xmlns:dc="http://purl.org/dc/elements/1.1/"
         xmlns:trackback="http://madskills.com/public/xml/rss/module/trackback/">
<rdf:Description
    rdf:about="${values.page}"
    dc:identifier="${values.page}"
    dc:title="${values.title}"
    trackback:ping="${values.trackback}" />
</rdf:RDF>
-->`;
