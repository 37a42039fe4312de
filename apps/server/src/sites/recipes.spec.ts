// Each recipe is rendered for nasty pages, and what it announces is read by our discoverer and by others'.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recipeSchema, type Recipe } from '@trackwarden/contracts';
import { discoverEndpoints, discoveryMarkup } from '@trackwarden/protocol';
import { renderedHeaders } from '../../test/rendered-headers.js';
import { renderedMarkup, type RenderedPage } from '../../test/rendered-markup.js';
import { recipesFor } from './recipes.js';

const KEY = '0123456789abcdef0123';
const HOME = 'https://pings.example';
const TRACKBACK = `${HOME}/trackback/${KEY}?target=`;
const ENDPOINTS = { webmention: `${HOME}/webmention`, pingback: `${HOME}/pingback` };
const recipes = recipesFor({ key: KEY, origins: ['https://blog.example'] }, HOME);
const withMarkup = recipes.filter(({ id }) => id !== 'nginx' && id !== 'caddy');
const withHeaders = recipes.filter(({ id }) => ['wordpress', 'nginx', 'caddy'].includes(id));
const named = (list: readonly Recipe[]) => list.map((recipe) => [recipe.name, recipe] as const);

const TITLES = [
  'A title',
  'a --> b',
  'a --!> b <!-- c',
  '-->',
  '---',
  '"double" and \'single\' quotes',
  '<script>alert(1)</script></title>&amp; & &lt;',
  ']]> {{ 7 * 7 }} {% raw %} ${1} %s `tick` <?php echo 1; ?>',
  '日本語 – Café',
  '',
];
const ADDRESSES = [
  'https://blog.example/entry',
  'https://blog.example/',
  'https://blog.example/日本語/café/',
  'https://blog.example/a--b/c-->d',
  'https://blog.example/it\'s/"quoted"/and <tagged>',
  'https://blog.example/a+b,c;d@e/',
].map((address) => new URL(address).href);
/** Static sites have no pages that differ by their query. */
const QUERIES = ['https://blog.example/?p=4', 'https://blog.example/entry?a=1&b=2--&lt=3'];

const TITLED: RenderedPage[] = [
  ...TITLES.map((title) => ({ title, url: 'https://blog.example/entry' })),
  ...ADDRESSES.map((url) => ({ title: 'A title', url })),
];
const BEFORE = '<!doctype html><html><head><title>A page</title>\n';
const AFTER = '\n</head><body><p id="after">After</p></body></html>';
const pageWith = (markup: string): string => `${BEFORE}${markup}${AFTER}`;

const decoded = (text: string): string =>
  text
    .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The way of Serendipity: literal elements, rel before href. */
const byLiteralElements = (html: string) => ({
  pingback: /<link rel="pingback" href="([^"]+)" ?\/?>/.exec(html)?.[1] ?? null,
  trackback: /<link rel="trackback" href="([^"]+)"/.exec(html)?.[1] ?? null,
});

/** The way of Movable Type: every RDF block in the text, the one whose identifier is the page. */
function byRdfScan(html: string, url: string): string | null {
  for (const [block] of html.matchAll(/<rdf:RDF.*?<\/rdf:RDF>/gs)) {
    const identifier = /dc:identifier="([^"]+)"/.exec(block)?.[1];
    if (identifier !== undefined && decoded(identifier) === url)
      return decoded(/trackback:ping="([^"]+)"/.exec(block)?.[1] ?? '');
  }
  return null;
}

function expectTrackbackOf(address: string | null, url: string): void {
  expect(address?.startsWith(TRACKBACK)).toBe(true);
  const target = new URL(address ?? '').searchParams.get('target');
  expect(new URL(target ?? '').href).toBe(url);
}

/** Without our elements and the comment, as a browser delimits it, the page is the one from before. */
function expectNothingElse(html: string): void {
  const rest = html
    .replace(/<link rel="(?:webmention|pingback|trackback)" href="[^"<>]*" ?\/?>\s*/g, '')
    .replace(/<!--[\s\S]*?--!?>/, '');
  expect(rest.replace(/\s+/g, '')).toBe(pageWith('').replace(/\s+/g, ''));
}

function expectAnnounced(recipe: Recipe, page: RenderedPage): void {
  const { url } = page;
  const html = pageWith(renderedMarkup(recipe, page));
  const ours = discoverEndpoints({ url, finalUrl: url, headers: {}, html });
  expect(ours).toMatchObject(ENDPOINTS);
  expect(ours.how).toEqual({
    webmention: 'link element',
    pingback: 'link element',
    trackback: 'RDF block',
  });
  expectTrackbackOf(ours.trackback, url);
  const literally = byLiteralElements(html);
  expect(literally.pingback).toBe(ENDPOINTS.pingback);
  expectTrackbackOf(literally.trackback, url);
  expectTrackbackOf(byRdfScan(html, url), url);
  // XML forbids it inside a comment
  expect(/dc:title="([^"]*)"/.exec(html)?.[1]).not.toContain('--');
  expectNothingElse(html);
}

describe('the recipes', () => {
  it('are as the contract says, each once', () => {
    for (const recipe of recipes) expect(recipeSchema.strict().parse(recipe)).toEqual(recipe);
    expect(recipes.map(({ id }) => id)).toEqual([
      'wordpress',
      'hugo',
      'eleventy',
      'eleventy-nunjucks',
      'jekyll',
      'astro',
      'html',
      'nginx',
      'caddy',
    ]);
  });

  it.each(named(withMarkup))('announce in the head, for any title: %s', (_name, recipe) => {
    for (const page of TITLED) expectAnnounced(recipe, page);
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('-', '>', '<', '!', '"', "'", '&', ';', 'a', '$', ' ') }),
        (title) => {
          expectAnnounced(recipe, { title, url: 'https://blog.example/entry' });
        },
      ),
    );
  });

  it.each(named(withMarkup.filter(({ id }) => ['wordpress', 'html'].includes(id))))(
    'announce pages that differ by their query: %s',
    (_name, recipe) => {
      for (const url of QUERIES) expectAnnounced(recipe, { title: 'A title', url });
    },
  );

  it.each(named(withHeaders))('announce by headers: %s', (_name, recipe) => {
    const headersOf = (url: string) => renderedHeaders(recipe, { title: '', url });
    const readHeaders = (url: string) =>
      discoverEndpoints({ url, finalUrl: url, headers: headersOf(url), html: '' });
    for (const url of [...ADDRESSES, ...QUERIES]) {
      const found = readHeaders(url);
      expect(found).toMatchObject(ENDPOINTS);
      const isAnnounced = found.trackback !== null;
      if (isAnnounced) expectTrackbackOf(found.trackback, url);
      // a web server cannot encode: better no address than a wrong one
      const isPlain = !/[&+]|%(?!20)[0-7]/.test(url);
      expect([url, isAnnounced]).toEqual([url, recipe.id === 'wordpress' || isPlain]);
    }
  });

  it('keep out of the code what an address could smuggle in', () => {
    const hostile = `https://pings.example/x'"\`$\{{%?><!--;y`;
    const site = { key: KEY, origins: [`https://blog'"{{x}}$\`.example`] };
    for (const [index, { code }] of recipesFor(site, hostile).entries()) {
      expect(code).toContain('https://pings.example/x%27%22%60%24%7B%7B%25%3F%3E%3C%21--%3By/');
      expect(code.match(/['"`$;{]/g)).toEqual(recipes[index]?.code.match(/['"`$;{]/g));
    }
  });
});

describe('the page of the documentation', () => {
  const text = readFileSync(new URL('../../../../docs/discovery.md', import.meta.url), 'utf8');

  it('shows the markup that is really written', () => {
    const fenced = [...text.matchAll(/```html\n([\s\S]*?)\n```/g)].map(([, code]) => code);
    const url = 'https://blog.example/entry';
    const { snippet } = discoveryMarkup({
      pageUrl: url,
      title: 'An entry',
      trackbackUrl: TRACKBACK + encodeURIComponent(url),
      pingbackUrl: ENDPOINTS.pingback,
      webmentionUrl: ENDPOINTS.webmention,
    });
    expect(fenced).toEqual([snippet]);
  });

  it('names every recipe and where its code goes', () => {
    const rows = text.split('\n').map((line) => line.replaceAll('`', '').replace(/ +/g, ' '));
    for (const { name, file } of recipes)
      expect(rows.some((row) => row.startsWith(`| ${name} | ${file} |`))).toBe(true);
  });
});
