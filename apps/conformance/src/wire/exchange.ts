// One request and its answer over a socket of its own: nothing between the case and the bytes.
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Answer } from './answer.js';
import { requestBytes, type HttpRequest } from './http-request.js';
import { readAnswer } from './read-answer.js';
import { messageOf } from '../failure.js';

/** No usable answer came; the message says what came instead. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
}

/** A client that asked for `100 Continue` sends its body after this time anyway (RFC 9110, 10.1.1). */
const CONTINUE_WAIT_MS = 1_000;
const MAX_ANSWER_BYTES = 4_000_000;

export function exchange(request: HttpRequest, timeoutMs: number): Promise<Answer> {
  const { head, body } = requestBytes(request);
  const url = new URL(request.url);
  const method = request.method ?? 'GET';
  const expectsContinue = /^expect:/im.test(head.toString('latin1'));

  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let bodySent = false;
    const socket = open(url);
    const timer = setTimeout(() => fail(`no answer within ${timeoutMs / 1_000} s`), timeoutMs);
    const patience = expectsContinue ? setTimeout(sendBody, CONTINUE_WAIT_MS) : undefined;

    socket.on(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
      // in one write: a receiver that refuses by the head may close before a second one
      bodySent = !expectsContinue;
      socket.write(expectsContinue ? head : Buffer.concat([head, body]));
    });
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > MAX_ANSWER_BYTES) fail(`an answer of more than ${MAX_ANSWER_BYTES} bytes`);
      else look(false);
    });
    socket.on('end', () => look(true));
    // a receiver that refuses a long body may close before it has read all: its answer counts
    socket.on('error', (error) => look(true, reasonOf(error)));
    socket.on('close', () => look(true));

    function sendBody(): void {
      if (bodySent || socket.destroyed) return;
      bodySent = true;
      if (body.length > 0) socket.write(body);
    }
    function look(ended: boolean, reason = 'the connection was closed'): void {
      try {
        const progress = readAnswer(Buffer.concat(chunks), method, ended);
        if (progress.state === 'continue') sendBody();
        if (progress.state === 'done') {
          finish();
          resolve({ ...progress.message, url: request.url, receivedAt: Date.now() });
        } else if (ended)
          fail(bytes === 0 ? `${reason} without an answer` : `${reason} within the answer`);
      } catch (error) {
        fail(messageOf(error));
      }
    }
    function fail(message: string): void {
      finish();
      reject(new NoAnswer(message));
    }
    function finish(): void {
      clearTimeout(timer);
      clearTimeout(patience);
      socket.destroy();
    }
  });
}

function open(url: URL): Socket {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol === 'https:')
    return connectTls({ host, servername: host, port: Number(url.port || 443) });
  return connectPlain({ host, port: Number(url.port || 80) });
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'ECONNREFUSED') return 'the connection was refused';
  if (error.code === 'ENOTFOUND') return 'the host is unknown';
  return `the connection was lost (${error.code ?? error.message})`;
}
