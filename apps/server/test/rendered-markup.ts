// What a recipe makes of a page: Liquid by its real engine, the others by the few constructs they use.
import { runInNewContext } from 'node:vm';
import { Liquid } from 'liquidjs';
import type { Recipe } from '@trackwarden/contracts';

/** A page of a site; `url` is absolute and percent-encoded. */
export type RenderedPage = { url: string; title: string };

type Render = (code: string, page: RenderedPage) => string;

/** The markup that a recipe adds to the head of a page. A construct that is not known here throws. */
export function renderedMarkup({ id, code }: Recipe, page: RenderedPage): string {
  const render = RENDERERS[id];
  if (render === undefined) throw new Error(`${id} writes no markup`);
  return render(code, page);
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
const withoutDoubleHyphens = (text: string): string => text.replaceAll('--', '&#45;&#45;');
/** As PHP's rawurlencode and Go's QueryEscape. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
export const pathOf = (url: string): string => new URL(url).pathname + new URL(url).search;

/** Each construct must occur, and nothing else of the language may be left. */
function substitute(code: string, constructs: Record<string, string>): string {
  const names = Object.keys(constructs);
  const missing = names.find((name) => !code.includes(name));
  if (missing !== undefined) throw new Error(`the recipe no longer has ${missing}`);
  const each = new RegExp(names.map((name) => name.replace(/[^\w\s]/g, '\\$&')).join('|'), 'g');
  const left = /\{[{%]|[%}]\}|<\?|\?>|\{[a-z]+\}|PAGE_/.exec(code.replace(each, ''));
  if (left !== null) throw new Error(`the recipe has an unknown construct: ${left[0]}`);
  return code.replace(each, (name) => constructs[name] ?? '');
}

/** The part of a recipe in the first group of the pattern; it must be there. */
export function literal(code: string, pattern: RegExp): string {
  const found = pattern.exec(code)?.[1];
  if (found === undefined) throw new Error(`the recipe no longer has ${pattern.source}`);
  return found;
}

const liquid = new Liquid();
liquid.registerFilter('absolute_url', (path: string) => new URL(path, 'https://blog.example').href);

/** Eleventy gives paths as they are written, Jekyll's come out encoded either way. */
const inLiquid: Render = (code, { url, title }) =>
  String(liquid.parseAndRenderSync(code, { page: { url: decodeURI(pathOf(url)), title }, title }));

const inNunjucks: Render = (code, { url, title }) => {
  const ping = literal(code, /set trackwardenPing = "([^"]+)" \+/);
  const lines = `{%- set trackwardenSite = "https://blog.example" -%}
{%- set trackwardenPath = page.url | urlencode -%}
{%- for plain in ["/", ":", "@", "&", "=", "+", "$", ",", ";"] -%}
{%- set trackwardenPath = trackwardenPath | replace(plain | urlencode, plain) -%}
{%- endfor -%}
{%- set trackwardenPage = trackwardenSite + trackwardenPath -%}
{%- set trackwardenTitle = title | escape | replace("--", "&#45;&#45;") | safe -%}
{%- set trackwardenPing = "${ping}" + (trackwardenPage | urlencode | replace("'", "%27")) -%}
`;
  return substitute(code, {
    [lines]: '',
    '{{ trackwardenPage | escape }}': escaped(url),
    '{{ trackwardenTitle }}': withoutDoubleHyphens(escaped(title)),
    '{{ trackwardenPing }}': ping + encodeURIComponent(url).replaceAll("'", '%27'),
  });
};

const inHugo: Render = (code, { url, title }) => {
  const ping = literal(code, /\$trackback := printf "([^"]+)%s"/);
  const block = literal(
    code,
    /\{\{ printf `([^`]*)` \$page \$page \$title \$trackback \| safeHTML \}\}/,
  );
  const lines = `{{- $page := htmlEscape .Permalink -}}
{{- $title := replace (htmlEscape .Title) "--" "&#45;&#45;" -}}
{{- $trackback := printf "${ping}%s" (urlquery .Permalink) -}}
`;
  const trackback = ping + encoded(url);
  const values = [
    escaped(url),
    escaped(url),
    withoutDoubleHyphens(escaped(title)),
    trackback,
  ].values();
  return substitute(code, {
    [lines]: '',
    '{{ $trackback }}': trackback,
    [`{{ printf \`${block}\` $page $page $title $trackback | safeHTML }}`]: block.replace(
      /%s/g,
      () => values.next().value ?? '',
    ),
  });
};

const inPhp: Render = (code, { url, title }) => {
  const head = literal(code, /add_action\( 'wp_head', function \(\) \{([\s\S]*?\n)\} \);/);
  const lines = `
	if ( ! is_singular() ) {
		return;
	}
	$page      = get_permalink( get_queried_object_id() );
	$title     = wp_strip_all_tags( get_the_title( get_queried_object_id() ) );
	$title     = str_replace( '--', '&#45;&#45;', esc_attr( $title ) );
	$trackback = trackwarden_trackback_url();
	?>
`;
  const ping = literal(
    code,
    /return '([^']+)' \. rawurlencode\( get_permalink\( get_queried_object_id\(\) \) \);/,
  );
  return substitute(head, {
    [lines]: '',
    '<?php echo esc_url( $page ); ?>': url.replaceAll('&', '&#038;').replaceAll("'", '&#039;'),
    '<?php echo $title; ?>': withoutDoubleHyphens(escaped(title.replace(/<[^>]*>/g, ''))),
    '<?php echo esc_url( $trackback ); ?>': ping + encoded(url),
    '\t<?php\n': '',
  });
};

const inAstro: Render = (code, { url, title }) => {
  const [, script = '', template = ''] = code.split(/^---\n/m);
  const values = runInNewContext(
    `${script.replace(/^interface [^}]+\}\n/m, '')}; ({ trackback, rdf })`,
    { URL, Astro: { url: new URL(url), site: new URL(url), props: { title, page: url } } },
  ) as { trackback: string; rdf: string };
  return substitute(template, {
    '{trackback}': `"${values.trackback.replaceAll('&', '&#38;').replaceAll('"', '&#34;')}"`,
    '<Fragment set:html={rdf} />': values.rdf,
  });
};

/** As the note tells a person to. */
const byHand: Render = (code, { url, title }) =>
  substitute(code, {
    ENCODED_PAGE_ADDRESS: encodeURIComponent(url),
    PAGE_ADDRESS: escaped(url),
    PAGE_TITLE: escaped(title).replaceAll('-', '&#45;'),
  });

const RENDERERS: Partial<Record<Recipe['id'], Render>> = {
  wordpress: inPhp,
  hugo: inHugo,
  eleventy: inLiquid,
  'eleventy-nunjucks': inNunjucks,
  jekyll: inLiquid,
  astro: inAstro,
  html: byHand,
};
