// Which budgets a sender's address counts against: one customer of a provider, and the network around it. Pure.
import ipaddr from 'ipaddr.js';

const MAX_KEY = 64;

/** `address`: what one sender owns at the least; `network`: what one sender can easily rent. */
export type SenderKeys = { address: string; network: string };

/**
 * IPv4 by the address and its /24; IPv6 by the /64, which is one customer's line, and the /48. What
 * is no address (a proxy's word, or none) counts by itself.
 */
export function senderKeysOf(ip: string): SenderKeys {
  const address = addressOf(ip);
  if (address === null) return { address: ip.slice(0, MAX_KEY), network: ip.slice(0, MAX_KEY) };
  if (address.kind() === 'ipv4') {
    const own = address.toString();
    return { address: own, network: `${own.slice(0, own.lastIndexOf('.'))}.0/24` };
  }
  const parts = (address as ipaddr.IPv6).parts.map((part) => part.toString(16));
  return {
    address: `${parts.slice(0, 4).join(':')}::/64`,
    network: `${parts.slice(0, 3).join(':')}::/48`,
  };
}

/**
 * The network that a sender's address lies in, as a CIDR; null for an address of no public network:
 * behind a proxy that is not known as one, all senders of the world would share it.
 */
export function publicNetworkOf(ip: string): string | null {
  return addressOf(ip)?.range() === 'unicast' ? senderKeysOf(ip).network : null;
}

/** Some proxies add the port of the sender, and some brackets. */
function addressOf(ip: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(ip)?.[1] ?? /^([\d.]+):\d+$/.exec(ip)?.[1] ?? ip;
  // process: an IPv4 address in IPv6 clothes is the IPv4 address
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : null;
}
