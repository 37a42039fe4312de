// The way out through a forward proxy of the operator: a second wall behind our own checks.
import type { Socket } from 'node:net';
import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { plainHost } from './allowance.js';
import { askForTunnel } from './ask-for-tunnel.js';
import { Failure, asFailure } from './errors.js';
import type { OpenSocket, Trust } from './open-socket.js';
import { connectDirectly, connectTlsOver, openerBy, untilOpen } from './open-socket.js';
import { isPublicUnicast } from './public-unicast.js';
import { readUrl } from './read-url.js';

/** A proxy that answers `CONNECT` (RFC 9110 section 9.3.6). */
export interface EgressProxy {
  /** Name or IP address without brackets. */
  host: string;
  port: number;
  /** Whether the proxy itself is spoken to over TLS. */
  secure: boolean;
  /** The value of `Proxy-Authorization`, null without credentials. */
  authorization: string | null;
}

/**
 * Reads the address of a proxy, with credentials or without.
 *
 * @throws Error that says what is wrong and never repeats the address, which may hold a password
 * @example parseEgressProxy('http://user:secret@smokescreen.internal:4750')
 */
export const parseEgressProxy = (text: string): EgressProxy => {
  const url = readUrl(text);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!url || !isWeb || url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw new Error('must be the address of a proxy such as http://proxy.internal:4750');
  }
  const secure = url.protocol === 'https:';
  return {
    host: plainHost(url.hostname),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    secure,
    authorization: url.username === '' && url.password === '' ? null : basic(url),
  };
};

/**
 * Asks the proxy for a tunnel to the checked address, never to the name: a proxy that resolves it
 * again may get another answer than the one that was checked. TLS is proven for the name inside the
 * tunnel, so the proxy sees and changes nothing of https. An address that is not public is here by
 * an exception of the operator's and means a machine of our own network, not of the proxy's: it is
 * connected to directly.
 */
export const proxyOpener = (proxy: EgressProxy, trust: Trust = {}): OpenSocket => {
  const directly = connectDirectly(trust);
  return openerBy(async (address, target, wait) => {
    if (!isPublicUnicast(address)) return directly(address, target, wait);
    const socket = await connectToProxy(proxy, trust, wait);
    await askForTunnel(socket, { address, port: target.port }, proxy.authorization, wait);
    return target.secure ? connectTlsOver(socket, target.host, trust, wait) : socket;
  });
};

const connectToProxy = async (
  { host, port, secure }: EgressProxy,
  trust: Trust,
  wait: Parameters<OpenSocket>[1],
): Promise<Socket> => {
  const servername = isIP(host) === 0 ? host : '';
  const socket = secure
    ? connectTls({ host, port, ...trust, servername })
    : connectTcp({ host, port });
  try {
    return await untilOpen(socket, secure, wait);
  } catch (error) {
    if (wait.signal.aborted) throw error;
    // Its certificate is no matter of the host that was asked for.
    const { kind, cause } = asFailure(error, 'connect');
    const why = kind === 'timeout' ? 'does not answer' : 'cannot be reached';
    throw new Failure(kind === 'timeout' ? kind : 'connect', `the egress proxy ${why}`, { cause });
  }
};

const basic = ({ username, password }: URL): string =>
  `Basic ${Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')}`;

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};
