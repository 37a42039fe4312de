// What one connection may cost: heads and bodies that dribble, that never end, that are too large, too many at once.
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Protocol, Site } from '@trackwarden/contracts';
import { endpointsOf, knock, PROTOCOLS } from '../../test/knocking.js';
import { createSite } from '../../test/pinging.js';
import { sendRaw } from '../../test/raw-http.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

const TARGET = 'https://blog.example/entry';
const MOST_CONNECTIONS = 6;
const KB = 1024;
/** The most that each protocol takes as a body. */
const BODY_BYTES = { trackback: 64 * KB, pingback: 64 * KB, webmention: 16 * KB };
const FORM = 'content-type: application/x-www-form-urlencoded';
const TYPES = { trackback: FORM, pingback: 'content-type: text/xml', webmention: FORM };

let server: TestServer;
let site: Site;
const open: Socket[] = [];
/** What those have received that dribble until they are cut off, which takes seconds: side by side. */
const dribbled = new Map<'head' | Protocol, Promise<string>>();

beforeAll(async () => {
  server = await startTestServer({
    edge: {
      // long enough for whoever does not dribble, on a machine under load too
      headersTimeoutMs: 3_000,
      requestTimeoutMs: 4_000,
      checkEveryMs: 20,
      maxHeaderBytes: 4 * KB,
      connectionsPerAddress: MOST_CONNECTIONS,
    },
  });
  site = await createSite(server);
  dribbled.set('head', cutOff('POST /webmention HTTP/1.1\r\nhost: x\r\n', 'x-a: b\r\n'));
  for (const protocol of PROTOCOLS)
    dribbled.set(protocol, cutOff(headOf(protocol, 'content-length: 1000'), 'a'));
  // theirs is for the server to end
  open.length = 0;
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
  server.config.intakeLimits = false;
});
afterAll(() => server.stop());

type Talk = { socket: Socket; received: () => string; ended: Promise<void> };

function talk(localAddress = '127.0.0.1'): Talk {
  const { port } = new URL(server.url);
  const socket = connect({ port: Number(port), host: '127.0.0.1', localAddress });
  open.push(socket);
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return { socket, received: () => text, ended };
}

/** Writes one piece after another until the server has cut the connection. */
async function dribble({ socket, ended }: Talk, piece: string): Promise<void> {
  const timer = setInterval(() => {
    if (socket.writable) socket.write(piece);
  }, 10);
  await ended;
  clearInterval(timer);
}

async function cutOff(beginning: string, piece: string): Promise<string> {
  const slow = talk();
  slow.socket.write(beginning);
  await dribble(slow, piece);
  return slow.received();
}

function headOf(protocol: Protocol, ...lines: string[]): string {
  const { pathname, search } = new URL(endpointsOf(server, site, TARGET)[protocol]);
  const first = `POST ${pathname}${search} HTTP/1.1`;
  return [first, 'host: x', TYPES[protocol], ...lines, '', ''].join('\r\n');
}

const innocent = () =>
  knock('webmention', `${server.url}/webmention`, {
    source: 'http://127.0.0.1:9/innocent',
    target: TARGET,
  });

it('a head that dribbles is cut off, and others are served meanwhile', async () => {
  expect(await innocent()).toMatchObject({ isTaken: true });
  expect(await dribbled.get('head')).not.toContain('201');
});

describe.each(PROTOCOLS)('by %s', (protocol) => {
  const chunk = (bytes: number) => `${bytes.toString(16)}\r\n${'a'.repeat(bytes)}\r\n`;

  it('a body that dribbles is cut off', async () => {
    expect(await dribbled.get(protocol)).not.toMatch(/^HTTP\/1\.1 20/);
  });

  it('a body in chunks that never ends is refused at its bound', async () => {
    const endless = talk();
    const tooMuch = chunk(4 * KB).repeat(BODY_BYTES[protocol] / (4 * KB) + 1);
    endless.socket.write(`${headOf(protocol, 'transfer-encoding: chunked')}${tooMuch}`);
    await endless.ended;
    expect(endless.received()).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('a body that says to be too large is refused before it is sent', async () => {
    const head = headOf(protocol, `content-length: ${BODY_BYTES[protocol] + 1}`);
    expect((await sendRaw(server.url, Buffer.from(head))).status).toBe(413);
  });

  it('parts of a multipart body count', async () => {
    const { pathname, search } = new URL(endpointsOf(server, site, TARGET)[protocol]);
    const part = `--b\r\ncontent-disposition: form-data; name="x"\r\n\r\n${'a'.repeat(KB)}\r\n`;
    const body = `${part.repeat(BODY_BYTES[protocol] / KB)}--b--\r\n`;
    const head = `POST ${pathname}${search} HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: ${body.length}\r\n\r\n`;
    expect((await sendRaw(server.url, Buffer.from(head + body))).status).toBe(413);
  });
});

it('a head that is too large is refused', async () => {
  const head = `GET / HTTP/1.1\r\nhost: x\r\nx-large: ${'a'.repeat(5 * KB)}\r\n\r\n`;
  expect((await sendRaw(server.url, Buffer.from(head))).status).toBe(431);
});

describe('connections of one address', () => {
  const isCut = ({ socket, ended }: Talk) =>
    Promise.race([
      ended.then(() => true),
      new Promise<boolean>((resolve) => socket.once('data', () => resolve(false))),
    ]);
  const ask = (one: Talk) => one.socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n');

  it('are bounded, and those of another address are its own', async () => {
    server.config.intakeLimits = true;
    const held = Array.from({ length: MOST_CONNECTIONS }, () => talk('127.0.0.7'));
    const answers = held.map(isCut);
    held.forEach(ask);
    expect(await Promise.all(answers)).not.toContain(true);
    const oneMore = talk('127.0.0.7');
    expect(await isCut(oneMore)).toBe(true);
    const other = talk('127.0.0.8');
    const served = isCut(other);
    ask(other);
    expect(await served).toBe(false);
  });

  it('are free again when they end', async () => {
    server.config.intakeLimits = true;
    const held = Array.from({ length: MOST_CONNECTIONS }, () => talk('127.0.0.9'));
    await Promise.all(
      held.map((one) => {
        const answered = isCut(one);
        ask(one);
        return answered;
      }),
    );
    for (const one of held) one.socket.destroy();
    await Promise.all(held.map(({ ended }) => ended));
    await expectServed('127.0.0.9');
  });

  /** The server hears of an end a moment later than we do. */
  async function expectServed(address: string): Promise<void> {
    for (;;) {
      const one = talk(address);
      const cut = isCut(one);
      ask(one);
      if (!(await cut)) return;
    }
  }
});
