// What a reading of a source keeps as evidence: the answer, the failure in one word, links through shorteners.
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createSafeFetch, parseAllowance, type SafeFetch } from '@trackwarden/safe-fetch';
import { startSourceSite, type Page, type SourceSite } from '../../test/source-site.js';
import { readSource } from './read-source.js';

const TARGET = 'https://blog.example/post/1';

describe('the reading of a source', () => {
  let web: SourceSite;
  let port: string;
  let fetch: SafeFetch;
  let asked: string[] = [];

  /** Every host of this web is the one server on loopback, but for `private.example` and `nowhere.example`. */
  beforeAll(async () => {
    web = await startSourceSite();
    port = new URL(web.url).port;
    fetch = createSafeFetch({
      allow: parseAllowance('127.0.0.1/32'),
      userAgent: 'unused',
      lookup: (host) =>
        host === 'nowhere.example'
          ? Promise.reject(Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' }))
          : Promise.resolve([
              { address: host === 'private.example' ? '10.0.0.7' : '127.0.0.1', family: 4 },
            ]),
      limits: { totalTimeoutMs: 1_000 },
    });
  });
  afterAll(async () => {
    await fetch.close();
    await web.stop();
  });
  afterEach(() => {
    asked = [];
  });

  const read = (source: string, targets = [TARGET]) =>
    readSource(fetch, {
      source,
      targets,
      userAgent: 'Trackwarden/test',
      now: new Date('2026-03-01T00:00:00Z'),
      signal: new AbortController().signal,
      askRedirector: (url, request) =>
        fetch(url, { ...request, beforeHop: ({ host }) => void asked.push(host) }),
    });
  const readPage = (page: Page | string) => {
    web.page('/post', page);
    return read(`http://sender.example:${port}/post`);
  };
  const short = (path: string, location: string): string => {
    web.page(path, { status: 301, headers: { location } });
    return `http://t.co:${port}${path}`;
  };

  it('keeps what was answered, its digest, and as whom it was asked', async () => {
    const body = `<html lang="en"><p>Read <a href="${TARGET}">this</a></p></html>`;
    const { verification } = await readPage(body);
    expect(verification).toMatchObject({
      state: 'linked',
      httpStatus: 200,
      bytes: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
      failure: null,
      userAgent: 'Trackwarden/test',
      link: { through: null },
    });
    expect(web.requests('/post').at(-1)?.headers['user-agent']).toBe('Trackwarden/test');
  });

  it.each<[string, Page | string, boolean]>([
    ['a header', { headers: { 'x-robots-tag': 'noindex, nofollow' }, body: 'x' }, true],
    ['a header for Google', { headers: { 'x-robots-tag': 'googlebot: none' }, body: 'x' }, true],
    [
      'a header for another',
      { headers: { 'x-robots-tag': 'otherbot: noindex' }, body: 'x' },
      false,
    ],
    ['a meta element', '<meta name="robots" content="noindex">', true],
    ['neither', '<p>x</p>', false],
  ])('knows whether search engines are kept out by %s', async (_how, page, expected) => {
    expect((await readPage(page)).facts?.noindex).toBe(expected);
  });

  it('says in which language the page is, and whether that was only detected', async () => {
    const text =
      'Ich habe diesen Eintrag gelesen und stimme ihm völlig zu, denn der Garten hat recht.';
    expect((await readPage(`<p>${text}</p>`)).facts).toMatchObject({
      language: 'de',
      isLanguageDetected: true,
    });
    expect((await readPage(`<html lang="nl"><p>${text}</p></html>`)).facts).toMatchObject({
      language: 'nl',
      isLanguageDetected: false,
    });
  });

  it.each<[string, string]>([
    ['refused-address', 'http://private.example/'],
    ['refused-scheme', 'ftp://sender.example/'],
    ['dns', 'http://nowhere.example/'],
    ['bad-url', 'http://user:secret@sender.example/'],
  ])('names the failure %s of %s', async (failure, source) => {
    expect((await read(source)).verification).toMatchObject({ failure, sha256: null });
  });

  it.each<[string, Page]>([
    ['http-status', { status: 404, body: 'no' }],
    ['content-type', { headers: { 'content-type': 'image/png' }, body: 'PNG' }],
    ['bad-encoding', { headers: { 'content-encoding': 'gzip' }, body: 'not gzip' }],
    ['too-many-redirects', { status: 302, headers: { location: '/post' } }],
    ['timeout', { after: new Promise(() => undefined) }],
    ['refused-address', { status: 302, headers: { location: 'http://private.example/' } }],
  ])('names the failure %s', async (failure, page) => {
    expect((await readPage(page)).verification.failure).toBe(failure);
  });

  describe('whose links go through shorteners', () => {
    it('is proven when one leads to the target, which is itself not asked', async () => {
      const { verification } = await readPage(
        `<p>Read <a href="${short('/abc', TARGET)}">this</a> now.</p>`,
      );
      expect(verification).toMatchObject({
        state: 'linked',
        link: { through: 't.co', text: 'this', before: 'Read ', after: ' now.' },
      });
      expect(asked).toEqual(['t.co']);
    });

    it('is proven over several shorteners and a click counter, three hops far', async () => {
      const counter = `https://l.facebook.com/l.php?u=${encodeURIComponent(TARGET)}`;
      const last = short('/third', counter);
      const { verification } = await readPage(
        `<p><a href="${short('/first', short('/second', last))}">this</a></p>`,
      );
      expect(verification.state).toBe('linked');
      const far = short('/0', short('/1', short('/2', short('/3', TARGET))));
      expect((await readPage(`<p><a href="${far}">w</a></p>`)).verification.state).toBe('no-link');
    });

    it('asks again by GET where HEAD is not known', async () => {
      web.page('/no-head', { status: 405 });
      await readPage(`<p><a href="http://t.co:${port}/no-head">w</a></p>`);
      expect(web.requests('/no-head').map(({ method }) => method)).toEqual(['HEAD', 'GET']);
    });

    it('asks three at most, and none when the link itself is there', async () => {
      const links = [1, 2, 3, 4, 5]
        .map((n) => `<a href="${short(`/n${n}`, 'https://other.example/')}">w</a>`)
        .join(' ');
      expect((await readPage(`<p>${links}</p>`)).verification.state).toBe('no-link');
      expect(asked).toEqual(['t.co', 't.co', 't.co']);
      asked = [];
      await readPage(`<p>${links} <a href="${TARGET}">w</a></p>`);
      expect(asked).toEqual([]);
    });

    it.each(['http://private.example/', 'https://blog.example/post/10', 'javascript:1'])(
      'is not proven by one that leads to %s, which is not asked either',
      async (location) => {
        const { verification } = await readPage(
          `<p><a href="${short('/away', location)}">w</a></p>`,
        );
        expect(verification.state).toBe('no-link');
        expect(asked).toEqual(['t.co']);
      },
    );
  });
});
