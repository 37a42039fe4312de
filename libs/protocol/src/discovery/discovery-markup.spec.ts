// What is announced must be found again, by our discoverer and by the expressions that others use.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDocument } from '../html/parse-html.js';
import { elementsWhere } from '../html/walk.js';
import { discoverTrackback } from './discover-trackback.js';
import { discoveryMarkup } from './discovery-markup.js';

const target = {
  pageUrl: 'https://blog.example/entry?id=1&lang=en',
  title: 'A title',
  trackbackUrl: 'https://tw.example/trackback/k--1?target=https%3A%2F%2Fblog.example%2F&x=1',
  pingbackUrl: 'https://tw.example/pingback',
  webmentionUrl: 'https://tw.example/webmention',
};
const page = (markup: string): string =>
  `<!doctype html><html><head></head><body><p>Before</p>${markup}<p id="after">After</p></body></html>`;

describe('the RDF block', () => {
  it.each([
    'A title',
    '-->',
    '--!>',
    '--',
    '---',
    '<!--',
    '"quotes" \'and\' <tags> & co',
    ']]>',
    '日本語',
    '',
  ])('survives the title %j', (title) => {
    const html = page(discoveryMarkup({ ...target, title }).rdf);
    expect(discoverTrackback(html, target.pageUrl)).toBe(target.trackbackUrl);
    expect(elementsWhere(parseDocument(html).root, ({ tagName }) => tagName === 'p')).toHaveLength(
      2,
    );
  });

  it('never leaves its comment, whatever the title', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('-', '>', '<', '!', '"', "'", '&', 'a', ' ') }),
        (title) => {
          const { rdf } = discoveryMarkup({ ...target, title });
          expect(rdf.indexOf('--', 4)).toBe(rdf.indexOf('--1'));
          expect(rdf.endsWith('\n-->')).toBe(true);
          expect(rdf.slice(0, -3)).not.toContain('-->');
        },
      ),
    );
  });

  it('is read by a discoverer that wants the identifier literally', () => {
    const { rdf } = discoveryMarkup({ ...target, pageUrl: 'https://blog.example/entry' });
    expect(/dc:identifier="([^"]*)"/.exec(rdf)?.[1]).toBe('https://blog.example/entry');
    expect(/<rdf:RDF [^>]*>\n<rdf:Description[^>]*\/>\n<\/rdf:RDF>/.test(rdf)).toBe(true);
  });
});

describe('the elements and headers', () => {
  const markup = discoveryMarkup(target);

  it('have exactly the form that Pingback demands', () => {
    expect(/<link rel="pingback" href="([^"]+)" ?\/?>/.exec(markup.links)?.[1]).toBe(
      'https://tw.example/pingback',
    );
    expect(markup.headers['X-Pingback']).toBe('https://tw.example/pingback');
    expect(markup.headers['Link']).not.toContain('pingback');
  });

  it('name rel before href, ampersands escaped', () => {
    expect(markup.links.split('\n')[0]).toBe(
      '<link rel="trackback" href="https://tw.example/trackback/k--1?target=https%3A%2F%2Fblog.example%2F&amp;x=1">',
    );
  });

  it('announce Webmention and TrackBack in one Link header', () => {
    expect(markup.headers['Link']).toBe(
      `<https://tw.example/webmention>; rel="webmention", <${target.trackbackUrl}>; rel="trackback"`,
    );
  });

  it('leave out the protocols that are not offered', () => {
    const { links, headers } = discoveryMarkup({
      pageUrl: target.pageUrl,
      title: '',
      trackbackUrl: target.trackbackUrl,
    });
    expect(links).not.toMatch(/pingback|webmention/);
    expect(Object.keys(headers)).toEqual(['Link']);
  });

  it('cannot break out of an attribute or a header', () => {
    const { snippet, headers } = discoveryMarkup({
      ...target,
      trackbackUrl: 'https://tw.example/"\'><script>\r\nX: y',
    });
    expect(snippet).not.toContain('<script>');
    expect(headers['Link']).not.toMatch(/[\r\n]|<script/);
  });
});

describe('discoverTrackback', () => {
  const rdf = (attributes: string): string =>
    `<!-- <rdf:RDF><rdf:Description ${attributes}/></rdf:RDF> -->`;

  it.each([
    [
      'attributes in another order',
      rdf('trackback:ping="http://t.example/1" dc:identifier="http://b.example/p"'),
    ],
    [
      'single quotes',
      rdf("dc:identifier='http://b.example/p' trackback:ping='http://t.example/1'"),
    ],
    ['entities', rdf('dc:identifier="http&#58;//b.example/p" trackback:ping="http://t.example/1"')],
    [
      'a `>` inside a value',
      rdf(
        'dc:title="a > b" dc:identifier="http://b.example/p" trackback:ping="http://t.example/1"',
      ),
    ],
    [
      'another page first',
      rdf('dc:identifier="http://b.example/q" trackback:ping="http://t.example/2"') +
        rdf('dc:identifier="http://b.example/p" trackback:ping="http://t.example/1"'),
    ],
    ['a link element', '<link href="http://t.example/1" rel="Trackback nofollow">'],
    ['an anchor', '<a rel=trackback href="//t.example/1">TrackBack</a>'],
    [
      'RDF before a link element',
      `<link rel=trackback href="http://t.example/3">${rdf('dc:identifier="http://b.example/p" trackback:ping="http://t.example/1"')}`,
    ],
    [
      'RDF of another page beside a link element',
      `${rdf('dc:identifier="http://b.example/q" trackback:ping="http://t.example/2"')}<link rel=trackback href="http://t.example/1">`,
    ],
  ])('finds the address with %s', (_name, html) => {
    expect(discoverTrackback(html, 'http://b.example/p')).toBe('http://t.example/1');
  });

  it.each([
    ['nothing', '<p>no trackback</p>'],
    [
      'only another page',
      rdf('dc:identifier="http://b.example/p2" trackback:ping="http://t.example/1"'),
    ],
    [
      'an address that is not http',
      rdf('dc:identifier="http://b.example/p" trackback:ping="javascript:alert(1)"'),
    ],
    ['a link in a comment', '<!-- <link rel=trackback href="http://t.example/1"> -->'],
    [
      'an unclosed block',
      '<rdf:Description dc:identifier="http://b.example/p" trackback:ping="http://t',
    ],
  ])('gives null for %s', (_name, html) => {
    expect(discoverTrackback(html, 'http://b.example/p')).toBeNull();
  });
});
