// What proves a mention on a page, what does not, and what is kept of it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findLinks } from './find-links.js';
import type { LinkProof } from './link-proof.js';
import { readPage } from './read-page.js';

const TARGET = 'https://blog.example/post/1';

interface Row {
  name: string;
  html: string;
  url?: string;
  target?: string;
  targets?: string[];
  belowOrigins?: string[];
  /** The elements of the proofs, best first. */
  links: string[];
  hidden?: boolean;
}

const table = JSON.parse(
  readFileSync(new URL('../../fixtures/page-links.json', import.meta.url), 'utf8'),
) as Row[];

const linksIn = (
  content: string,
  {
    contentType = 'text/html; charset=utf-8',
    url = 'https://sender.example/a/post',
    targets = [TARGET],
    belowOrigins = [] as string[],
  } = {},
): LinkProof[] =>
  findLinks(readPage(Buffer.from(content), { contentType, url }), targets, { belowOrigins });

describe('links in HTML', () => {
  it.each(table)('$name', ({ html, links, hidden, ...row }) => {
    const proofs = linksIn(html, {
      url: row.url ?? 'https://sender.example/a/post',
      targets: row.targets ?? [row.target ?? TARGET],
      belowOrigins: row.belowOrigins ?? [],
    });
    expect(proofs.map(({ element }) => element)).toEqual(links);
    for (const proof of proofs) {
      expect(proof.visible).toBe(hidden !== true);
      expect(proof.hiddenBecause === null).toBe(proof.visible);
    }
  });

  it('say why they are hidden, and whether it is something around them', () => {
    const [around] = linksIn(`<div style="display:none"><a href="${TARGET}">w</a></div>`);
    const [itself] = linksIn(`<a style="font-size:0" href="${TARGET}">w</a>`);
    expect(around?.hiddenBecause).toBe('display: none around it');
    expect(itself?.hiddenBecause).toBe('font-size: 0');
  });

  it('come best first: seen before hidden, words before pictures, the article before its frame', () => {
    const link = (words: string, more = ''): string => `<a href="${TARGET}" ${more}>${words}</a>`;
    const proofs = linksIn(
      `<nav>${link('nav')}</nav><p>${link('hidden', 'hidden')}</p><img alt="picture" src="${TARGET}">
       <footer>${link('footer')}</footer><aside>${link('aside')}</aside><div>${link('body')}</div>
       <article><p>${link('article')}</p></article><header>${link('header')}</header>`,
    );
    expect(proofs.map(({ text }) => text)).toEqual([
      'article',
      'body',
      'header',
      'aside',
      'nav',
      'footer',
      'picture',
      'hidden',
    ]);
  });

  it('are twenty at most', () => {
    expect(linksIn(`<a href="${TARGET}">w</a>`.repeat(500))).toHaveLength(20);
  });

  it.each([
    ['<main>%</main>', 'article'],
    ['<div class="post hentry">%</div>', 'article'],
    ['<article><footer>%</footer></article>', 'footer'],
    ['<div role="navigation">%</div>', 'navigation'],
    ['<div id="sidebar"><ul><li>%</li></ul></div>', 'aside'],
    ['<div class="constructor toString">%</div>', 'body'],
  ])('in %s stand in the %s', (html, position) => {
    expect(linksIn(html.replace('%', `<a href="${TARGET}">w</a>`))[0]?.position).toBe(position);
  });

  it('give the tokens of rel', () => {
    expect(linksIn(`<a rel="NoFollow  ugc" href="${TARGET}">w</a>`)[0]?.rel).toEqual([
      'nofollow',
      'ugc',
    ]);
  });
});

describe('links in JSON', () => {
  const json = { contentType: 'application/json' };

  it('are string values that are the address, at any depth', () => {
    const proofs = linksIn(JSON.stringify({ items: [{ links: [[TARGET]] }, { url: 'x' }] }), json);
    expect(proofs).toMatchObject([{ url: TARGET, element: 'json', visible: true }]);
  });

  it.each([
    ['a key', { [TARGET]: 1 }],
    ['part of a value', { text: `see ${TARGET}` }],
    ['a longer address', { url: `${TARGET}0` }],
  ])('are not %s', (_name, value) => {
    expect(linksIn(JSON.stringify(value), json)).toEqual([]);
  });

  it('are none where the JSON is broken', () => {
    expect(linksIn(`{"a":"${TARGET}"`, json)).toEqual([]);
  });

  it('may be any page below an origin', () => {
    const below = { belowOrigins: ['https://blog.example/notes'], targets: [] };
    const value = ['https://blog.example/notes/7', 'https://blog.example/post/1', 'x'];
    expect(linksIn(JSON.stringify(value), { ...json, ...below })).toMatchObject([
      { url: 'https://blog.example/notes/7' },
    ]);
  });

  it('are found in every media type that ends in +json', () => {
    expect(
      linksIn(JSON.stringify(TARGET), { contentType: 'application/activity+json' }),
    ).toHaveLength(1);
  });
});

describe('links in plain text', () => {
  const text = { contentType: 'text/plain' };

  it.each(['%', 'see %.', '(%)', '[w](%), yes', '<%>', '"%"', 'a % b', '%/', 'はい、%。'])(
    'are found in %j',
    (pattern) => {
      expect(linksIn(pattern.replace('%', TARGET), text)).toHaveLength(1);
    },
  );

  it.each(['%0', '%/more', 'https://evil.example/?u=%', '%?p=2', 'x%-y'])(
    'are not found in %j',
    (pattern) => {
      expect(linksIn(pattern.replace('%', TARGET), text)).toEqual([]);
    },
  );

  it('may lead to any page below an origin', () => {
    const below = { belowOrigins: ['https://blog.example/notes'], targets: [] };
    const content = 'see https://blog.example/notes/7. and https://blog.example/notes-8';
    expect(linksIn(content, { ...text, ...below })).toMatchObject([
      { url: 'https://blog.example/notes/7.' },
    ]);
  });

  it('come with the words around them', () => {
    expect(linksIn(`I read ${TARGET} today.`, text)[0]?.context).toEqual({
      before: 'I read ',
      anchor: TARGET,
      after: ' today.',
    });
  });
});

describe('other media types', () => {
  it.each(['application/pdf', 'image/svg+xml', 'application/rss+xml', 'text/xml'])(
    '%s holds no link',
    (contentType) => {
      expect(linksIn(`<a href="${TARGET}">w</a>`, { contentType })).toEqual([]);
    },
  );
});
