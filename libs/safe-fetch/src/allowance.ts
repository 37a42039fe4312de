// Exceptions an operator makes: networks or single endpoints that may be reached though not public.
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { unmapped } from './public-unicast.js';
import { readUrl } from './read-url.js';

/**
 * `network`: every address in the CIDR, on any port. `endpoint`: exactly this host (canonical
 * name, or IP address without brackets) and port, whatever the name resolves to.
 */
export type FetchAllowance =
  { kind: 'network'; cidr: string } | { kind: 'endpoint'; host: string; port: number };

/**
 * Reads a list of CIDRs and `host:port` items separated by commas or spaces; '' is no exception.
 *
 * @throws Error naming the item that is neither.
 * @example parseAllowance('127.0.0.1/32, fd00::/8 hooks.internal.example:8443 [::1]:3000')
 */
export const parseAllowance = (text: string): FetchAllowance[] =>
  text
    .split(/[\s,]+/)
    .filter((item) => item !== '')
    .map((item) => parseNetwork(item) ?? parseEndpoint(item) ?? complain(item));

/** Whether the address lies in an allowed network; IPv4-mapped addresses count as IPv4. */
export const isAllowedAddress = (allow: readonly FetchAllowance[], address: string): boolean => {
  if (isIP(address) === 0) return false;
  const ip = unmapped(address);
  return allow.some((allowance) => {
    if (allowance.kind !== 'network') return false;
    const [base, bits] = ipaddr.parseCIDR(allowance.cidr);
    return base.kind() === ip.kind() && ip.match(base, bits);
  });
};

/** Whether exactly this host and port is allowed. */
export const isAllowedEndpoint = (
  allow: readonly FetchAllowance[],
  host: string,
  port: number,
): boolean => allow.some((a) => a.kind === 'endpoint' && a.host === host && a.port === port);

/** Whether any network is allowed at all, so that an odd port may still turn out to be fine. */
export const allowsNetworks = (allow: readonly FetchAllowance[]): boolean =>
  allow.some((allowance) => allowance.kind === 'network');

const parseNetwork = (item: string): FetchAllowance | null => {
  const base = item.slice(0, item.indexOf('/'));
  if (isIP(base) === 0 || !ipaddr.isValidCIDR(item)) return null;
  const bits = Number(item.slice(base.length + 1));
  const address = unmapped(base);
  if (isIP(base) === 4 || address.kind() === 'ipv6') {
    return { kind: 'network', cidr: `${address.toString()}/${bits}` };
  }
  // Addresses are compared unmapped, so a network of mapped ones has to be IPv4 as well.
  return bits < 96 ? null : { kind: 'network', cidr: `${address.toString()}/${bits - 96}` };
};

const parseEndpoint = (item: string): FetchAllowance | null => {
  const [, host, digits] = /^([^/@?#\\*]+):(\d{1,5})$/.exec(item) ?? [];
  const port = Number(digits);
  if (host === undefined || port < 1 || port > 65_535) return null;
  // Without brackets `::1` ends in what looks like a port.
  if (host.includes(':') && !host.startsWith('[')) return null;
  const url = readUrl(`http://${host}/`);
  return url && { kind: 'endpoint', host: plainHost(url.hostname), port };
};

/** A URL's host name as resolvers and sockets want it: no brackets, no trailing dot. */
export const plainHost = (hostname: string): string =>
  hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');

const complain = (item: string): never => {
  const hint = isIP(item) === 0 ? '' : `; did you mean ${item}/${isIP(item) === 4 ? 32 : 128}?`;
  throw new Error(`"${item}" is neither a CIDR such as 10.0.0.0/8 nor host:port${hint}`);
};
