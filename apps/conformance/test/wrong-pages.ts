// Pages that offer their endpoints wrongly, in one way each.

export interface WrongPage {
  readonly headers?: Readonly<Record<string, string>>;
  readonly html: (pageUrl: string) => string;
}

const NAMESPACES =
  'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:trackback="http://madskills.com/public/xml/rss/module/trackback/"';

const block = (attributes: string, namespaces = NAMESPACES): string =>
  `<!-- <rdf:RDF ${namespaces}><rdf:Description ${attributes} /></rdf:RDF> -->`;

const attributes = (page: string, ping = 'http://blog.example/tb'): string =>
  `rdf:about="${page}" dc:identifier="${page}" dc:title="A" trackback:ping="${ping}"`;

export const wrongPages = {
  nothing: { html: () => '<p>Hello</p>' },
  'other-identifier': { html: (page) => block(attributes(`${page}?utm_source=rdf`)) },
  'other-ping': { html: (page) => block(attributes(page)) },
  'no-namespaces': { html: (page) => block(attributes(page), 'xmlns:rdf="x"') },
  'single-quotes': { html: (page) => block(attributes(page).replace(/"/g, "'")) },
  'broken-comment': { html: (page) => block(attributes(page).replace('"A"', '"A -- B"')) },
  'other-order': { html: () => '<link href="http://blog.example/rpc" rel="pingback">' },
  'two-addresses': {
    headers: { 'x-pingback': 'http://blog.example/a' },
    html: () => '<link rel="pingback" href="http://blog.example/b">',
  },
  'relative-header': { headers: { 'x-pingback': '/rpc' }, html: () => '' },
  'other-entity': { html: () => '<link rel="pingback" href="http://blog.example/?a&#38;b">' },
  'link-header': {
    headers: { link: '<http://blog.example/rpc>; rel="pingback"' },
    html: () => '<link rel="pingback" href="http://blog.example/rpc">',
  },
} satisfies Record<string, WrongPage>;
