// Where endpoints are found, protocol by protocol; the first 23 rows for Webmention follow webmention.rocks.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { discoverEndpoints } from './discover-endpoints.js';
import { discoverPingback } from './discover-pingback.js';
import { discoverWebmention } from './discover-webmention.js';
import { discoveryMarkup } from './discovery-markup.js';
import { parseLinkHeader } from './link-header.js';

const table = <T>(name: string): T[] =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8')) as T[];

interface WebmentionRow {
  name: string;
  url: string;
  linkHeaders: string[];
  html: string;
  endpoint: string | null;
}
interface PingbackRow {
  name: string;
  xPingback: string | null;
  html: string;
  server?: string | null;
}

describe('the Webmention endpoint', () => {
  it.each(table<WebmentionRow>('discovery-webmention'))('$name', ({ endpoint, ...page }) => {
    expect(discoverWebmention(page)).toBe(endpoint);
  });
});

describe('the Pingback server', () => {
  it.each(table<PingbackRow>('discovery-pingback'))('$name', ({ server, ...page }) => {
    expect(discoverPingback({ url: 'https://blog.example/post', ...page })).toBe(server);
  });
});

describe('the Link header', () => {
  it('gives every link with all its relations', () => {
    expect(
      parseLinkHeader(['<a>; rel="x Y"; title="q\\"uoted"', '<b>;REL=z , <c>, <>;rel; rel=late']),
    ).toEqual([
      { url: 'a', rel: ['x', 'y'], anchor: null },
      { url: 'b', rel: ['z'], anchor: null },
      { url: 'c', rel: [], anchor: null },
      { url: '', rel: [], anchor: null },
    ]);
  });

  it('never throws, and reads a bounded number of links', () => {
    const unit = fc.constantFrom('<', '>', ';', ',', '"', '\\', '=', ' ', 'rel', 'webmention');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 200 }), (text) => {
        expect(parseLinkHeader([text]).length).toBeLessThanOrEqual(200);
      }),
    );
    expect(parseLinkHeader(['<a>;rel=x,'.repeat(5_000)])).toHaveLength(200);
  });
});

describe('all endpoints of a page', () => {
  const target = {
    pageUrl: 'https://blog.example/entry?a=1&b=2',
    title: 'An entry',
    trackbackUrl: 'https://tw.example/trackback/k?x=1&y=2',
    pingbackUrl: 'https://tw.example/pingback',
    webmentionUrl: 'https://tw.example/webmention',
  };
  const found = {
    webmention: target.webmentionUrl,
    pingback: target.pingbackUrl,
    trackback: target.trackbackUrl,
    preferred: { protocol: 'webmention', endpoint: target.webmentionUrl },
  };
  const page = { url: target.pageUrl, finalUrl: target.pageUrl, headers: {}, html: '' };
  const markup = discoveryMarkup(target);

  it('are found in the markup that we announce', () => {
    expect(discoverEndpoints({ ...page, html: markup.links })).toMatchObject({
      ...found,
      how: { webmention: 'link element', pingback: 'link element', trackback: 'link element' },
    });
    expect(discoverEndpoints({ ...page, html: markup.snippet })).toMatchObject({
      ...found,
      how: { trackback: 'RDF block' },
    });
  });

  it('are found in the headers that we announce, of a page that is no HTML too', () => {
    const headers = Object.fromEntries(
      Object.entries(markup.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    expect(discoverEndpoints({ ...page, headers })).toMatchObject({
      ...found,
      how: {
        webmention: 'Link header',
        pingback: 'X-Pingback header',
        trackback: 'Link header',
      },
    });
  });

  it('prefer Webmention, then Pingback, then TrackBack', () => {
    const preferred = (html: string) => discoverEndpoints({ ...page, html }).preferred;
    const [trackback = '', pingback = '', webmention = ''] = markup.links.split('\n');
    expect(preferred(trackback + pingback + webmention)?.protocol).toBe('webmention');
    expect(preferred(trackback + pingback)?.protocol).toBe('pingback');
    expect(preferred(trackback)?.protocol).toBe('trackback');
    expect(preferred(markup.rdf)?.protocol).toBe('trackback');
    expect(preferred('<p>nothing')).toBeNull();
  });

  it('take the TrackBack block of the address that was linked, also after a redirect', () => {
    const asked = { ...page, url: 'https://blog.example/?p=1', html: markup.rdf };
    const { rdf } = discoveryMarkup({ ...target, pageUrl: 'https://blog.example/?p=1' });
    expect(discoverEndpoints(asked).trackback).toBe(target.trackbackUrl);
    expect(discoverEndpoints({ ...asked, html: rdf }).trackback).toBe(target.trackbackUrl);
    expect(
      discoverEndpoints({ ...asked, html: rdf.replaceAll('?p=1', '?p=2') }).trackback,
    ).toBeNull();
  });
});
