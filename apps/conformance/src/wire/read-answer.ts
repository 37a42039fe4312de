// Reads an HTTP/1.x answer out of the bytes that a socket has given so far.
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { textOf, type Answer } from './answer.js';

type Message = Omit<Answer, 'url' | 'receivedAt'>;

export type Progress =
  | { readonly state: 'more' }
  /** 100 Continue came; the answer itself is still to come. */
  | { readonly state: 'continue' }
  | { readonly state: 'done'; readonly message: Message };

const MORE: Progress = { state: 'more' };

/** `ended`: the receiver has closed, so nothing more comes. Throws on what is no HTTP. */
export function readAnswer(bytes: Buffer, method: string, ended: boolean): Progress {
  let from = 0;
  let sawContinue = false;
  for (;;) {
    const end = bytes.indexOf('\r\n\r\n', from);
    if (end < 0) return sawContinue ? { state: 'continue' } : MORE;
    const [statusLine = '', ...lines] = bytes.toString('latin1', from, end).split('\r\n');
    const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(statusLine)?.[1]);
    if (Number.isNaN(status)) throw new Error(`no HTTP status line: ${JSON.stringify(statusLine)}`);
    if (status < 200) {
      from = end + 4;
      sawContinue ||= status === 100;
      continue;
    }
    const headers = lines.map(headerOf);
    const body = bodyOf(bytes.subarray(end + 4), status, headers, method, ended);
    if (body === null) return MORE;
    const plain = decoded(body, valueOf(headers, 'content-encoding'));
    return { state: 'done', message: { status, headers, body: plain, text: textOf(plain) } };
  }
}

function headerOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  if (colon < 1) throw new Error(`no header line: ${JSON.stringify(line)}`);
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}

function valueOf(headers: readonly (readonly [string, string])[], name: string): string {
  return headers.find(([given]) => given.toLowerCase() === name)?.[1].toLowerCase() ?? '';
}

function bodyOf(
  rest: Buffer,
  status: number,
  headers: readonly (readonly [string, string])[],
  method: string,
  ended: boolean,
): Buffer | null {
  // nothing may follow; what has come along is kept, so that a case can say so
  if (method === 'HEAD' || status === 204 || status === 304) return rest;
  if (valueOf(headers, 'transfer-encoding').includes('chunked')) return unchunked(rest);
  const length = valueOf(headers, 'content-length');
  if (length === '') return ended ? rest : null;
  if (rest.length < Number(length)) return null;
  return rest.subarray(0, Number(length));
}

function unchunked(rest: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = rest.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(rest.toString('latin1', at, lineEnd), 16);
    if (Number.isNaN(size)) throw new Error('a chunk without a size');
    if (rest.length < lineEnd + 2 + size + 2) return null;
    if (size === 0) return Buffer.concat(parts);
    parts.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}

function decoded(body: Buffer, coding: string): Buffer {
  if (body.length === 0) return body;
  if (coding === 'gzip') return gunzipSync(body);
  if (coding === 'br') return brotliDecompressSync(body);
  if (coding === 'deflate') return inflateSync(body);
  return body;
}
