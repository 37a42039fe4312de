// HTTP by hand over a socket: the bytes that go out are exactly those of the test.
import { connect } from 'node:net';

export type RawAnswer = { status: number; headers: Record<string, string>; body: string };

/** Sends everything, or first the head and the rest after `100 Continue`; resolves with the whole answer. */
export function sendRaw(url: string, bytes: Buffer): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const headEnd = bytes.indexOf('\r\n\r\n') + 4;
  let waits = /^expect: 100-continue\r$/im.test(bytes.subarray(0, headEnd).toString('latin1'));
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = connect(Number(port), hostname, () => {
      socket.write(waits ? bytes.subarray(0, headEnd) : bytes);
    });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, Buffer.from(chunk)]);
      if (waits && received.toString('latin1').startsWith('HTTP/1.1 100 ')) {
        waits = false;
        received = Buffer.alloc(0);
        socket.write(bytes.subarray(headEnd));
      }
      const answer = parseAnswer(received);
      if (!answer) return;
      resolve(answer);
      socket.destroy();
    });
    socket.on('error', reject);
    socket.setTimeout(10_000, () => socket.destroy(new Error('no whole answer within 10 s')));
  });
}

/** Null while something is missing. */
function parseAnswer(received: Buffer): RawAnswer | null {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [statusLine = '', ...lines] = received.subarray(0, end).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = received.subarray(end + 4);
  if (body.length < Number(headers['content-length'] ?? 0)) return null;
  return { status: Number(statusLine.split(' ')[1]), headers, body: body.toString('utf8') };
}
