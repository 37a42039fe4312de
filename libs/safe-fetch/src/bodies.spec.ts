// Bodies that are endless, bombs or badly compressed: bounded, cut or refused, never swallowed whole.
import { afterEach, describe, expect, it } from '@jest/globals';
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { LOOPBACK_ALLOWED, closeAll, errorOf, forever, serve, serveRaw } from '../test/loopback.js';
import { createSafeFetch } from './safe-fetch.js';

afterEach(closeAll);

const safeFetch = createSafeFetch(LOOPBACK_ALLOWED);

describe('a large answer', () => {
  it('without end is too large', async () => {
    const server = await serve((_request, response) => {
      forever(response, Buffer.alloc(65_536, 'a'));
    });
    expect((await errorOf(safeFetch(server.origin))).kind).toBe('too-large');
  });

  it('without end is cut where the caller wants the beginning', async () => {
    const server = await serve((_request, response) => {
      forever(response, Buffer.alloc(65_536, 'a'));
    });
    const response = await safeFetch(server.origin, { maxBytes: 100_000, tooLarge: 'truncate' });
    expect([response.body.length, response.truncated]).toEqual([100_000, true]);
  });

  it.each([
    [9, true],
    [10, false],
    [11, false],
  ])('of 10 bytes with a limit of %d is truncated: %s', async (maxBytes, truncated) => {
    const server = await serve((_request, response) => response.end('0123456789'));
    const response = await safeFetch(server.origin, { maxBytes, tooLarge: 'truncate' });
    expect(response.truncated).toBe(truncated);
    expect(Buffer.from(response.body).toString()).toBe('0123456789'.slice(0, maxBytes));
  });

  it('byte by byte is kept in one block', async () => {
    const server = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
      forever(socket, '1\r\nx\r\n'.repeat(1_000));
    });
    const response = await safeFetch(server.origin, { maxBytes: 50_000, tooLarge: 'truncate' });
    expect(response.body.buffer.byteLength).toBe(50_000);
  });

  it('head is too large', async () => {
    const server = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      forever(socket, `X-A: ${'b'.repeat(1_000)}\r\n`);
    });
    expect((await errorOf(safeFetch(server.origin))).kind).toBe('too-large');
  });
});

describe('a compressed answer', () => {
  const zeros = Buffer.alloc(30_000_000);

  it.each([
    ['gzip', gzipSync(zeros)],
    ['deflate', deflateRawSync(zeros)],
    ['br', brotliCompressSync(zeros, { params: {} })],
    ['gzip, gzip', gzipSync(gzipSync(zeros))],
  ])('that is a bomb in %s is too large, even to be cut', async (coding, bytes) => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': coding }).end(bytes);
    });
    for (const tooLarge of ['error', 'truncate'] as const) {
      expect((await errorOf(safeFetch(server.origin, { tooLarge }))).kind).toBe('too-large');
    }
  });

  it('of empty members without end is too large', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      forever(response, Buffer.concat(Array.from({ length: 1_000 }, () => gzipSync(''))));
    });
    const error = await errorOf(safeFetch(server.origin, { maxBytes: 1_000 }));
    expect(error.kind).toBe('too-large');
  });

  it('that is honest and long is cut', async () => {
    const page = gzipSync(Array.from({ length: 200_000 }, (_, i) => `${i * 7919}`).join(' '));
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(page);
    });
    const response = await safeFetch(server.origin, { tooLarge: 'truncate' });
    expect([response.body.length, response.truncated]).toEqual([1_000_000, true]);
  });

  it.each([
    ['garbage as gzip', 'gzip', Buffer.from('this is not gzip')],
    ['garbage as brotli', 'br', Buffer.from('this is not brotli')],
    ['garbage as deflate', 'deflate', Buffer.from('this is not deflate')],
    ['cut gzip', 'gzip', gzipSync('hello '.repeat(1_000)).subarray(0, 20)],
    ['cut brotli', 'br', brotliCompressSync('hello '.repeat(1_000)).subarray(0, 8)],
    ['cut deflate', 'deflate', deflateRawSync('hello '.repeat(1_000)).subarray(0, 8)],
    [
      'a wrong checksum',
      'gzip',
      Buffer.concat([gzipSync('hello').subarray(0, -8), Buffer.alloc(8)]),
    ],
    ['an unknown coding', 'zstd', Buffer.from('hello')],
    ['an unknown coding among known', 'gzip, aes', gzipSync('hello')],
    ['three layers', 'gzip, gzip, gzip', gzipSync(gzipSync(gzipSync('hello')))],
  ])('with %s is badly encoded', async (_what, coding, bytes) => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': coding }).end(bytes);
    });
    expect((await errorOf(safeFetch(server.origin))).kind).toBe('bad-encoding');
  });
});
