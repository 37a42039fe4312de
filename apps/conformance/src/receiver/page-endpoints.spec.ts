// Which endpoints a page offers, in all the ways in which pages do.
import { describe, expect, it } from '@jest/globals';
import { elementHref, endpointsOf, linkHeaderTarget } from './page-endpoints.js';

const url = 'http://blog.example/entry';
const page = (html: string, headers: Record<string, string> = {}) =>
  endpointsOf({ url, status: 200, headers: new Headers(headers), html });

describe('the endpoints of a page', () => {
  it('are none on a page without markup', () => {
    expect(page('<p>Hello</p>')).toEqual({ trackback: null, pingback: null, webmention: null });
  });

  it('are found in an RDF block, a link element and an a element', () => {
    const rdf = `<rdf:Description rdf:about="${url}" dc:identifier="${url}" trackback:ping="http://blog.example/tb/1" />`;
    const html = `<!-- ${rdf} --><link rel="pingback" href="http://blog.example/rpc?a=1&amp;b=2" /><a rel=webmention href=/wm>x</a>`;
    expect(page(html)).toEqual({
      trackback: 'http://blog.example/tb/1',
      pingback: 'http://blog.example/rpc?a=1&b=2',
      webmention: 'http://blog.example/wm',
    });
  });

  it('are found in headers, which come before elements', () => {
    const html = '<link rel="pingback" href="http://a.example/"><link rel="webmention" href="/b">';
    const headers = { 'x-pingback': 'http://blog.example/rpc', link: '</wm>; rel="x webmention"' };
    expect(page(html, headers)).toMatchObject({
      pingback: 'http://blog.example/rpc',
      webmention: 'http://blog.example/wm',
    });
  });

  it('are the page itself for an empty href, and none for another scheme', () => {
    expect(page('<link rel="webmention" href="">').webmention).toBe(url);
    expect(page('<link rel="webmention" href="javascript:x">').webmention).toBeNull();
  });

  it('are not found in comments, except RDF', () => {
    expect(page('<!-- <link rel="webmention" href="/wm"> -->').webmention).toBeNull();
  });
});

it.each([
  ['<a>; rel=webmention', 'a'],
  ['<a>; rel="other", <b>; rel="webmention"', 'b'],
  ['<a>; title="x"; rel="webmention"', 'a'],
  ['<a>; rel="webmentions"', null],
  ['', null],
])('the Link header %j names %j', (field, target) => {
  expect(linkHeaderTarget(field, 'webmention')).toBe(target);
});

it('an element is found by one of several words of rel', () => {
  expect(elementHref("<LINK HREF='/a' REL='me WebMention'>", 'webmention')).toBe('/a');
});
