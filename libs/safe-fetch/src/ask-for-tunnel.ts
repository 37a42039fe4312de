// `CONNECT`: asks a proxy for a tunnel to one address and reads its answer.
import type { Socket } from 'node:net';
import { isIPv6 } from 'node:net';
import { Failure, asFailure } from './errors.js';

const MAX_HEAD_BYTES = 16_384;
const HEAD_END = '\r\n\r\n';

/**
 * Resolves when the socket has become the tunnel; destroys it otherwise. What the proxy says in
 * words is not repeated: it names addresses, which a stranger must not learn.
 *
 * @throws Failure `refused-address` when the proxy's rules forbid the address, else `connect`,
 * `protocol`, `timeout` or the reason of `signal`
 */
export const askForTunnel = async (
  socket: Socket,
  to: { address: string; port: number },
  authorization: string | null,
  wait: { timeoutMs: number; signal: AbortSignal },
): Promise<void> => {
  const authority = `${isIPv6(to.address) ? `[${to.address}]` : to.address}:${to.port}`;
  const lines = [`CONNECT ${authority} HTTP/1.1`, `Host: ${authority}`];
  if (authorization !== null) lines.push(`Proxy-Authorization: ${authorization}`);
  try {
    socket.write(lines.join('\r\n') + HEAD_END);
    judge(await readHead(socket, wait));
  } catch (error) {
    socket.destroy();
    throw asFailure(error, 'connect');
  }
};

/* `answer` is a head and what came with it. */
const judge = (answer: string): void => {
  const end = answer.indexOf(HEAD_END) + HEAD_END.length;
  const head = answer.slice(0, end);
  const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |\r\n)/.exec(head)?.[1]);
  if (status >= 200 && status <= 299) {
    // In HTTP and TLS we speak first: an answer to what was not asked yet is no host's.
    if (answer.length === end) return;
    throw new Failure('protocol', 'the egress proxy said more than its answer');
  }
  const wantsCredentials = /\r\nproxy-authenticate:/i.test(head);
  // Smokescreen answers 407 to what its rules forbid, without asking for credentials.
  if (status === 403 || (status === 407 && !wantsCredentials)) {
    throw new Failure('refused-address', 'the egress proxy does not let this address through');
  }
  if (status === 407) throw new Failure('connect', 'the egress proxy refuses our credentials');
  if (Number.isNaN(status)) throw new Failure('connect', 'the egress proxy does not speak HTTP');
  throw new Failure('connect', `the egress proxy answered with status ${status}`);
};

const readHead = (
  socket: Socket,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
): Promise<string> =>
  new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.off('data', onData).off('close', onClose);
      settle();
    };
    const fail = (failure: Failure) => {
      finish(() => {
        reject(failure);
      });
    };
    const onAbort = () => {
      fail(asFailure(signal.reason, 'aborted'));
    };
    const onClose = () => {
      fail(new Failure('connect', 'the egress proxy closed the connection'));
    };
    const onData = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf(HEAD_END);
      if (end < 0 && received.length <= MAX_HEAD_BYTES) return;
      if (end < 0) {
        fail(new Failure('connect', 'the answer of the egress proxy has no end'));
        return;
      }
      finish(() => {
        // Whoever owns the tunnel next reads on from here.
        socket.pause();
        resolve(received.toString('latin1'));
      });
    };
    const timer = setTimeout(() => {
      fail(new Failure('timeout', `the egress proxy took longer than ${timeoutMs} ms`));
    }, timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('data', onData).once('close', onClose);
    if (signal.aborted) onAbort();
    else if (socket.destroyed) onClose();
  });
