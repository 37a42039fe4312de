// The headers that a recipe for WordPress or a web server adds to a page, by the few constructs it uses.
import type { Recipe } from '@trackwarden/contracts';
import { encoded, literal, pathOf, type RenderedPage } from './rendered-markup.js';

/** Names in lower case, repeated headers joined. */
export function renderedHeaders({ id, code }: Recipe, { url }: RenderedPage) {
  const fill = HEADER_WRITERS[id];
  if (fill === undefined) throw new Error(`${id} writes no headers`);
  const { links, pingback } = fill(code, url);
  return { link: links.filter((link) => link !== '').join(', '), 'x-pingback': pingback };
}

type HeaderWriter = (code: string, url: string) => { links: string[]; pingback: string };

const nginxHeaders: HeaderWriter = (code, url) => {
  const { protocol, host } = new URL(url);
  const unfit = literal(code, /if \(\$request_uri ~\* "(.+)"\) \{\n {4}set \$trackwarden '';\n\}/);
  const trackback = literal(code, /^set \$trackwarden '(.+)';$/m)
    .replace('$scheme', protocol.slice(0, -1))
    .replace('$host', host)
    .replace('$request_uri', () => pathOf(url));
  literal(code, /^(add_header Link \$trackwarden;)$/m);
  return {
    links: [
      literal(code, /^add_header Link '(.+)';$/m),
      new RegExp(unfit, 'i').test(pathOf(url)) ? '' : trackback,
    ],
    pingback: literal(code, /^add_header X-Pingback '(.+)';$/m),
  };
};

const caddyHeaders: HeaderWriter = (code, url) => {
  const { protocol, host } = new URL(url);
  const unfit = literal(
    code,
    /^@trackwarden expression `!\{http\.request\.uri\}\.matches\("\(\?i\)(.+)"\)`$/m,
  ).replaceAll('\\\\', '\\');
  const trackback = literal(code, /^header @trackwarden \+Link `(.+)`$/m)
    .replace('{scheme}', protocol.slice(0, -1))
    .replace('{hostport}', host)
    .replace('{uri}', () => pathOf(url));
  return {
    links: [
      literal(code, /^header \+Link `(.+)`$/m),
      new RegExp(unfit, 'i').test(pathOf(url)) ? '' : trackback,
    ],
    pingback: literal(code, /^header X-Pingback (.+)$/m),
  };
};

const wordpressHeaders: HeaderWriter = (code, url) => {
  literal(
    code,
    /(header\( 'Link: <' \. trackwarden_trackback_url\(\) \. '>; rel="trackback"', false \);)/,
  );
  const ping = literal(code, /return '([^']+)' \. rawurlencode\( get_permalink\( get_q/);
  return {
    links: [
      literal(code, /header\( 'Link: (<[^']+)', false \);/),
      `<${ping}${encoded(url)}>; rel="trackback"`,
    ],
    pingback: literal(code, /header\( 'X-Pingback: ([^']+)' \);/),
  };
};

const HEADER_WRITERS: Partial<Record<Recipe['id'], HeaderWriter>> = {
  wordpress: wordpressHeaders,
  nginx: nginxHeaders,
  caddy: caddyHeaders,
};
