// Third guard: connects to a checked address and to nothing else.
import type { Socket } from 'node:net';
import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Failure, asFailure } from './errors.js';

/** Where to connect: addresses that the guard let through, and the name the other side expects. */
export interface CheckedTarget {
  /** For SNI and the certificate; a name or an IP address without brackets. */
  host: string;
  port: number;
  secure: boolean;
  /** In order of preference. */
  addresses: readonly [string, ...string[]];
}

/** An open connection, after the TLS handshake for https, and the address it leads to. */
export interface OpenedSocket {
  socket: Socket;
  address: string;
}

/**
 * Reaches a checked target within `timeoutMs`; rejects with kinds `connect`, `tls` or `timeout`,
 * and leaves no socket behind when it rejects or `signal` is aborted.
 */
export type OpenSocket = (
  target: CheckedTarget,
  wait: { timeoutMs: number; signal: AbortSignal },
) => Promise<OpenedSocket>;

/** Reaches one address of a checked target. */
export type ConnectOne = (
  address: string,
  target: CheckedTarget,
  wait: { timeoutMs: number; signal: AbortSignal },
) => Promise<Socket>;

/** Certificate authorities in PEM instead of the system's. */
export interface Trust {
  ca?: string;
}

/**
 * Connects straight to the first checked address and, only if that cannot be reached, to one of
 * the other family: a host with a dead IPv6 address is common, a host with twenty addresses would
 * make one ping into twenty connections. The address is given as a literal, so that nothing below
 * resolves the name again. TLS still proves the name.
 *
 * @param trust further certificate authorities in PEM instead of the system's
 */
export const directOpener = (trust: Trust = {}): OpenSocket => openerBy(connectDirectly(trust));

/** An opener that tries two families at most, whichever way one address is reached. */
export const openerBy =
  (connectOne: ConnectOne): OpenSocket =>
  async (target, { timeoutMs, signal }) => {
    const candidates = twoFamilies(target.addresses);
    const wait = { timeoutMs: Math.ceil(timeoutMs / candidates.length), signal };
    let failure = new Failure('connect', 'no address to connect to');
    for (const address of candidates) {
      try {
        return { socket: await connectOne(address, target, wait), address };
      } catch (error) {
        failure = asFailure(error, 'connect');
        // A bad certificate is the host's answer, and an abort is ours: neither is worth a retry.
        if (failure.kind === 'tls' || signal.aborted) throw failure;
      }
    }
    throw failure;
  };

/** Straight to the address, with the TLS handshake when the target is secure. */
export const connectDirectly =
  (trust: Trust): ConnectOne =>
  (address, { host, port, secure }, wait) => {
    const where = { host: address, port, autoSelectFamily: false };
    const socket = secure
      ? connectTls({ ...where, ...trust, ...provenFor(host) })
      : connectTcp(where);
    return untilOpen(socket, secure, wait);
  };

// SNI is for names only (RFC 6066 section 3); an address is proven against `host` by itself.
const provenFor = (host: string) => ({
  servername: isIP(host) === 0 ? host : '',
  ALPNProtocols: ['http/1.1'],
});

/** The TLS handshake with the host over a socket that is open already. */
export const connectTlsOver = (
  socket: Socket,
  host: string,
  trust: Trust,
  wait: { timeoutMs: number; signal: AbortSignal },
): Promise<Socket> => {
  const secured = connectTls({ socket, host, ...trust, ...provenFor(host) });
  secured.once('close', () => socket.destroy());
  return untilOpen(secured, true, wait, true);
};

const twoFamilies = ([first, ...rest]: CheckedTarget['addresses']): string[] => {
  const other = rest.find((address) => isIP(address) !== isIP(first));
  return other === undefined ? [first] : [first, other];
};

/** The socket once it is connected, and shaken hands with when it is secure; none when it fails. */
export const untilOpen = (
  socket: Socket,
  secure: boolean,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
  isConnected = false,
): Promise<Socket> =>
  new Promise((resolve, reject) => {
    let reached = isConnected;
    const settle = (failure?: Failure) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      if (!failure) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(failure);
    };
    const onAbort = () => {
      settle(asFailure(signal.reason, 'aborted'));
    };
    const timer = setTimeout(() => {
      settle(new Failure('timeout', `connecting took longer than ${timeoutMs} ms`));
    }, timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    // This listener stays: an error between two owners of the socket must not end the process.
    socket.on('error', (error) => {
      settle(asFailure(error, secure && reached ? 'tls' : 'connect'));
    });
    socket.once('connect', () => {
      reached = true;
      if (!secure) settle();
    });
    socket.once('secureConnect', () => {
      settle();
    });
    socket.once('close', () => {
      settle(new Failure(secure && reached ? 'tls' : 'connect', 'the connection was closed'));
    });
    if (signal.aborted) onAbort();
  });
