// The name under which requests to a host are counted, whoever causes them. Pure.
import { registrableDomain } from '@trackwarden/scoring';
import { senderKeysOf } from './sender-network.js';

/**
 * The domain that one owner registered, or the blog on a shared platform: anybody can make up any
 * number of subdomains, and of addresses in the /64 that one IPv6 line has. `host` is the host name
 * of an address, IPv6 in brackets.
 */
export const countedHost = (host: string): string =>
  host.startsWith('[')
    ? senderKeysOf(host).address
    : (registrableDomain(`http://${host}/`) ?? host);
