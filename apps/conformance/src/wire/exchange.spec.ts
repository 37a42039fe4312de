// The wire: what is sent is what was meant, byte for byte, and every kind of answer is read.
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { header } from './answer.js';
import { exchange, NoAnswer } from './exchange.js';
import { requestBytes } from './http-request.js';

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

/** Answers as soon as the first bytes have come. */
async function answering(...parts: (string | Buffer)[]): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => seen.push(data.toString('latin1')));
    socket.once('data', () => {
      for (const part of parts) socket.write(part);
      socket.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/a?b`, seen };
}

describe('a request', () => {
  it('is an ordinary one unless told', () => {
    const { head, body } = requestBytes({
      url: 'http://a.example:81/b?c',
      method: 'POST',
      body: 'é',
    });
    expect(head.toString()).toBe(
      'POST /b?c HTTP/1.1\r\nHost: a.example:81\r\nContent-Length: 2\r\nConnection: close\r\n\r\n',
    );
    expect(body.toString()).toBe('é');
  });

  it('can be HTTP/1.0 without Host, in its own spelling, with bytes left over', () => {
    const { head, body } = requestBytes({
      url: 'http://a.example/',
      version: '1.0',
      host: null,
      headers: [['content-TYPE', 'x']],
      body: 'b',
      afterBody: '\r\n\r\n',
    });
    expect(head.toString()).toBe(
      'GET / HTTP/1.0\r\ncontent-TYPE: x\r\nContent-Length: 1\r\nConnection: close\r\n\r\n',
    );
    expect(body.toString()).toBe('b\r\n\r\n');
  });

  it('can come in chunks', () => {
    const { head, body } = requestBytes({ url: 'http://a.example/', body: 'abcde', chunkBytes: 4 });
    expect(head.toString()).toContain('\r\nTransfer-Encoding: chunked\r\n');
    expect(body.toString()).toBe('4\r\nabcd\r\n1\r\ne\r\n0\r\n\r\n');
  });
});

describe('an answer', () => {
  const answers: readonly (readonly [string, (string | Buffer)[], string])[] = [
    ['with a length', ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab'], 'ab'],
    ['until the end', ['HTTP/1.0 200\r\n\r\nab'], 'ab'],
    [
      'in chunks',
      [
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n',
        '1;x=y\r\nb\r\n0\r\n\r\n',
      ],
      'ab',
    ],
    [
      'after an interim one',
      ['HTTP/1.1 103 Early Hints\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab'],
      'ab',
    ],
    ['in gzip', ['HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n', gzipSync('ab')], 'ab'],
    [
      'with a byte order mark',
      [
        'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\u00ef\u00bb\u00bf'.slice(0, -3),
        Buffer.from('\ufeffa'),
      ],
      '\ufeffa',
    ],
  ];
  it.each(answers)('%s is read', async (_name, parts, text) => {
    const { url } = await answering(...parts);
    expect(await exchange({ url }, 2_000)).toMatchObject({ status: 200, text });
  });

  it('keeps its headers', async () => {
    const { url } = await answering('HTTP/1.1 405 No\r\nALLOW: POST\r\nContent-Length: 0\r\n\r\n');
    expect(header(await exchange({ url }, 2_000), 'allow')).toBe('POST');
  });

  it('to Expect: 100-continue lets the body go', async () => {
    const { url, seen } = await answering(
      'HTTP/1.1 100 Continue\r\n\r\n',
      'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
    );
    const headers = [['Expect', '100-continue']] as const;
    expect((await exchange({ url, method: 'POST', headers, body: 'ab' }, 2_000)).status).toBe(200);
    expect(seen[0]).toMatch(/^POST \/a\?b HTTP\/1\.1\r\n/);
    expect(seen[0]).not.toMatch(/ab$/);
  });

  it('to HEAD with a body shows it', async () => {
    const { url } = await answering('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab');
    expect((await exchange({ url, method: 'HEAD' }, 2_000)).text).toBe('ab');
  });

  it('to HEAD has no body', async () => {
    const { url } = await answering('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n');
    expect((await exchange({ url, method: 'HEAD' }, 2_000)).text).toBe('');
  });

  const none: readonly (readonly [string, string[], RegExp])[] = [
    ['nothing at all', [], /closed without an answer|lost/],
    ['half of it', ['HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab'], /within the answer/],
    ['something else than HTTP', ['SSH-2.0-x\r\n\r\n'], /no HTTP status line/],
    ['a header without a name', ['HTTP/1.1 200 OK\r\n: x\r\n\r\n'], /no header line/],
  ];
  it.each(none)('that is %s is a failure', async (_name, parts, message) => {
    const { url } = await answering(...parts);
    const result = exchange({ url }, 2_000);
    await expect(result).rejects.toThrow(NoAnswer);
    await expect(result).rejects.toThrow(message);
  });
});
