// Whom a page may be announced to, and whether it may be announced at all.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPage } from '../page/read-page.js';
import { discoverEndpoints } from './discover-endpoints.js';
import { outgoingLinks } from './outgoing-links.js';
import { contentText } from './page-content.js';
import { refusalToAnnounce } from './refusal-to-announce.js';

const table = <T>(name: string): T[] =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8')) as T[];

const pageOf = (html: string, url: string, contentType = 'text/html; charset=utf-8') =>
  readPage(Buffer.from(html), { contentType, url });

interface LinksRow {
  name: string;
  html: string;
  url: string;
  links: string[];
}
interface RefusalRow {
  name: string;
  html: string;
  code: string | null;
  status: number;
  requestedUrl: string;
  finalUrl: string;
}

describe('the outgoing links of a page', () => {
  it.each(table<LinksRow>('outgoing-links'))('are $name', ({ html, url, links }) => {
    expect(outgoingLinks(pageOf(html, url)).map((link) => link.url)).toEqual(links);
  });

  it('come with their words', () => {
    const html = '<p><a href="https://a.example/">  two\n<b>words</b></a></p>';
    expect(outgoingLinks(pageOf(html, 'https://me.example/'))).toEqual([
      { url: 'https://a.example/', text: 'two words' },
    ]);
  });

  it('are at most a hundred', () => {
    const html = Array.from({ length: 300 }, (_, n) => `<a href="//a.example/${String(n)}">w</a>`);
    expect(outgoingLinks(pageOf(html.join(''), 'https://me.example/'))).toHaveLength(100);
  });

  it('are none where no link is marked as one', () => {
    const text = pageOf('see https://a.example/', 'https://me.example/', 'text/plain');
    expect(outgoingLinks(text)).toEqual([]);
  });
});

describe('the text of the content', () => {
  it.each([
    [
      'the article without its frame',
      '<p>x</p><article><header>h</header><p>one</p><aside>a</aside> two</article>',
      'one two',
    ],
    [
      'the body without what is around and below',
      '<nav>n</nav><p>one</p><p hidden>h</p><div id=comments>c</div>',
      'one',
    ],
    [
      'the content of an entry',
      '<div class=h-entry><p>x</p><div class=e-content>one</div></div>',
      'one',
    ],
  ])('is %s', (_name, html, text) => {
    expect(contentText(pageOf(html, 'https://me.example/'))).toBe(text);
  });

  it('is all of a plain text, and bounded', () => {
    const text = 'word '.repeat(50_000);
    expect(contentText(pageOf('a\n b', 'https://me.example/', 'text/plain'))).toBe('a b');
    expect(contentText(pageOf(text, 'https://me.example/', 'text/plain'))).toHaveLength(50_000);
  });
});

describe('a page is refused', () => {
  it.each(table<RefusalRow>('refusal-to-announce'))(
    'or not: $name',
    ({ html, code, ...answer }) => {
      const refusal = refusalToAnnounce(pageOf(html, answer.finalUrl), answer);
      expect(refusal?.code ?? null).toBe(code);
      expect(refusal?.message ?? 'A sentence.').toMatch(/^[A-Z].*\.$/);
    },
  );

  it('by its status and addresses alone when there is nothing to read', () => {
    const url = 'https://me.example/';
    const answer = { requestedUrl: url, finalUrl: url };
    expect(refusalToAnnounce(null, { ...answer, status: 200 })).toBeNull();
    expect(refusalToAnnounce(null, { ...answer, status: 401 })?.code).toBe('needs-sign-in');
  });
});

it('whatever a page holds, its reading ends, and names only http and https addresses', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<a href="',
      '<link rel="pingback webmention" href="',
      '<rdf:Description dc:identifier="https://me.example/" trackback:ping="',
      'javascript:x',
      'https://a.example/',
      '">',
      '</a>',
      '<article class="h-entry e-content">',
      '<base href="',
      '<!--',
      '<template>',
      '<input type=password>',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  const url = 'https://me.example/';
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.string(), (pieces, link) => {
      const html = pieces.join('');
      const page = pageOf(html, url);
      const { webmention, pingback, trackback } = discoverEndpoints({
        url,
        finalUrl: url,
        headers: { link },
        html,
      });
      const endpoints = [webmention, pingback, trackback].filter((endpoint) => endpoint !== null);
      const addresses = [...endpoints, ...outgoingLinks(page).map((found) => found.url)];
      expect(addresses.filter((address) => !/^https?:\/\//i.test(address))).toEqual([]);
      expect(contentText(page)).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      refusalToAnnounce(page, { status: 200, requestedUrl: url, finalUrl: url });
    }),
  );
});
