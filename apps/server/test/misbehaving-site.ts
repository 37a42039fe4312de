// A host on loopback that does to its visitors what a broken or hostile server does.
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export type MisbehavingSite = {
  /** The address of a page; `n` makes as many different addresses of one habit as are wanted. */
  page: (habit: Habit, n?: number) => string;
  /** Connections that are open now. */
  open: () => number;
  stop: () => Promise<void>;
};

type Answer = (socket: Socket, link: string, path: string) => void;

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n';
const ZEROS = Buffer.alloc(20_000_000);
const BOMBS = { gzip: gzipSync(ZEROS), br: brotliCompressSync(ZEROS, { params: {} }) };

const encoded = (coding: string, body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`${OK}Content-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n`),
    body,
  ]);

const forever = (socket: Socket, chunk: string): void => {
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
};

const drip = (socket: Socket, chunk: string): void => {
  const timer = setInterval(() => socket.write(chunk), 200);
  socket.on('close', () => {
    clearInterval(timer);
  });
};

const HABITS = {
  'never-answers': () => undefined,
  'drips-its-head': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nX-A: ');
    drip(socket, 'a');
  },
  'drips-its-body': (socket) => {
    socket.write(`${OK}\r\n`);
    drip(socket, 'a');
  },
  'falls-silent': (socket, link) => socket.write(`${OK}Content-Length: 100000\r\n\r\n${link}`),
  'endless-head': (socket) => {
    socket.write(OK);
    forever(socket, `X-A: ${'b'.repeat(1_000)}\r\n`);
  },
  'endless-body': (socket) => {
    socket.write(`${OK}\r\n`);
    forever(socket, `<p>${'and on '.repeat(1_000)}</p>`);
  },
  'gzip-bomb': (socket) => socket.end(encoded('gzip', BOMBS.gzip)),
  'brotli-bomb': (socket) => socket.end(encoded('br', BOMBS.br)),
  'deflate-garbage': (socket) => socket.end(encoded('deflate', Buffer.from('this is not deflate'))),
  'unknown-coding': (socket, link) => socket.end(encoded('aes256', Buffer.from(link))),
  'resets-in-mid-body': (socket, link) =>
    socket.write(`${OK}Content-Length: 100000\r\n\r\n${link}`, () => socket.resetAndDestroy()),
  'ends-too-early': (socket, link) => socket.end(`${OK}Content-Length: 100000\r\n\r\n${link}`),
  'says-too-little': (socket, link) =>
    socket.end(`${OK}Content-Length: ${link.length}\r\n\r\n${link}${'x'.repeat(1_000)}`),
  'redirects-in-a-circle': (socket, _link, path) =>
    socket.end(`HTTP/1.1 302 Found\r\nLocation: ${path}\r\nContent-Length: 0\r\n\r\n`),
  'redirects-on-and-on': (socket, _link, path) =>
    socket.end(`HTTP/1.1 302 Found\r\nLocation: ${path}0\r\nContent-Length: 0\r\n\r\n`),
  'unknown-charset': (socket, link) =>
    socket.end(
      Buffer.concat([
        Buffer.from(
          'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=x-\u00ff\r\n\r\n',
          'latin1',
        ),
        Buffer.from(`\xc3\x28caf\xe9 \x80\x00${link}`, 'latin1'),
      ]),
    ),
  'no-body': (socket) => socket.end(`${OK}Content-Length: 0\r\n\r\n`),
  'no-http': (socket) => socket.end('220 mail.example ESMTP\r\n'),
} satisfies Record<string, Answer>;

export type Habit = keyof typeof HABITS;

/** `target` is what the pages that get so far link to. */
export async function startMisbehavingSite(
  host: string,
  target: () => string,
): Promise<MisbehavingSite> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.once('data', (head) => {
      // a TLS handshake is answered in plain words
      if (head[0] === 0x16) socket.end('220 mail.example ESMTP\r\n');
      const path = head.toString('latin1').split(' ')[1] ?? '';
      const habit = path.split('/')[1] ?? '';
      const answer: Answer | undefined = habit in HABITS ? HABITS[habit as Habit] : undefined;
      // without a reader the end of the other side would go unnoticed
      socket.resume();
      if (answer) answer(socket, `<p><a href="${target()}">this</a></p>`, path);
      else socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    page: (habit, n = 1) => `http://${host}:${port}/${habit}/${n}`,
    open: () => sockets.size,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
