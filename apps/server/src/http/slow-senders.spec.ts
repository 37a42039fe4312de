// What one connection may cost: heads and bodies that dribble, that never end, that are too large, too many at once.
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Site } from '@trackwarden/contracts';
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

beforeAll(async () => {
  server = await startTestServer({
    edge: {
      headersTimeoutMs: 300,
      requestTimeoutMs: 1_200,
      checkEveryMs: 20,
      maxHeaderBytes: 4 * KB,
      connectionsPerAddress: MOST_CONNECTIONS,
    },
  });
  site = await createSite(server);
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

const innocent = () =>
  knock('webmention', `${server.url}/webmention`, {
    source: 'http://127.0.0.1:9/innocent',
    target: TARGET,
  });

it('a head that dribbles is cut off, and others are served meanwhile', async () => {
  const slow = talk();
  slow.socket.write('POST /webmention HTTP/1.1\r\nhost: x\r\n');
  const cut = dribble(slow, 'x-a: b\r\n');
  expect(await innocent()).toMatchObject({ isTaken: true });
  await cut;
  expect(slow.received()).not.toContain('201');
});

describe.each(PROTOCOLS)('by %s', (protocol) => {
  const headOf = (...lines: string[]) => {
    const { pathname, search } = new URL(endpointsOf(server, site, TARGET)[protocol]);
    return [
      `POST ${pathname}${search} HTTP/1.1`,
      'host: x',
      TYPES[protocol],
      ...lines,
      '',
      '',
    ].join('\r\n');
  };
  const chunk = (bytes: number) => `${bytes.toString(16)}\r\n${'a'.repeat(bytes)}\r\n`;

  it('a body that dribbles is cut off', async () => {
    const slow = talk();
    slow.socket.write(headOf('content-length: 1000'));
    await dribble(slow, 'a');
    expect(slow.received()).not.toMatch(/^HTTP\/1\.1 20/);
  });

  it('a body in chunks that never ends is refused at its bound', async () => {
    const endless = talk();
    const tooMuch = chunk(4 * KB).repeat(BODY_BYTES[protocol] / (4 * KB) + 1);
    endless.socket.write(`${headOf('transfer-encoding: chunked')}${tooMuch}`);
    await endless.ended;
    expect(endless.received()).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('a body that says to be too large is refused before it is sent', async () => {
    const head = headOf(`content-length: ${BODY_BYTES[protocol] + 1}`);
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
