// nginx and Caddy: headers instead of markup, for pages that cannot be changed or are no HTML.
import type { Recipe } from '@trackwarden/contracts';
import type { Announced } from './announced.js';

const LIMIT =
  'cannot percent-encode an address, so TrackBack is not announced for pages with & or + or an encoded ASCII character in theirs; Webmention and Pingback are.';

export const nginx = ({ webmention, pingback, trackbackPrefix }: Announced): Recipe => ({
  id: 'nginx',
  name: 'nginx',
  file: 'the server block of your site',
  language: 'nginx',
  code: `set $trackwarden '<${trackbackPrefix}$scheme://$host$request_uri>; rel="trackback"';
if ($request_uri ~* "${NOT_PLAIN}") {
    set $trackwarden '';
}
add_header Link '<${webmention}>; rel="webmention"';
add_header Link $trackwarden;
add_header X-Pingback '${pingback}';
`,
  note: `A location with an add_header of its own needs the three add_header lines again. nginx ${LIMIT}`,
});

export const caddy = ({ webmention, pingback, trackbackPrefix }: Announced): Recipe => ({
  id: 'caddy',
  name: 'Caddy',
  file: 'the site block of your Caddyfile',
  language: 'caddyfile',
  code: `header +Link \`<${webmention}>; rel="webmention"\`
header X-Pingback ${pingback}

@trackwarden expression \`!{http.request.uri}.matches("(?i)${NOT_PLAIN.replaceAll('\\', '\\\\')}")\`
header @trackwarden +Link \`<${trackbackPrefix}{scheme}://{hostport}{uri}>; rel="trackback"\`
`,
  note: `Caddy ${LIMIT}`,
});

/* What would end the address, or would mean something else after one decoding. */
const NOT_PLAIN = String.raw`[&+<>\x5C]|%(2[1-9A-F]|[013-7])`;
