// Tells the public internet from everything that only answers inside some network.
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

// The one block from which IANA has allocated global unicast addresses: whatever lies outside it
// (`::127.0.0.1`, 64:ff9b::/96, fc00::/7, 5f00::/16 and what will be invented next) is not public.
const GLOBAL_UNICAST_V6: Network = ipaddr.parseCIDR('2000::/3');

// Inside that block: addresses that carry an IPv4 address or belong to no one. They are repeated
// here although ipaddr.js 2.5 knows them, because older versions called some of them unicast.
const NOT_PUBLIC_V6: Network[] = [
  '2001::/23', // IETF assignments: Teredo, benchmarking, ORCHID, AMT
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4, which reaches the IPv4 address inside it
  '3fff::/20', // documentation
].map((cidr) => ipaddr.parseCIDR(cidr));

/**
 * A valid address, with an IPv4-mapped IPv6 address as the IPv4 address it stands for.
 *
 * ipaddr.js reads the dotted `::1.2.3.4` as if it were `::ffff:1.2.3.4`, which is a different
 * address; so the dots are first rewritten by the WHATWG parser.
 */
export const unmapped = (address: string): ipaddr.IPv4 | ipaddr.IPv6 => {
  if (isIP(address) === 4) return ipaddr.IPv4.parse(address);
  const [withoutZone = ''] = address.split('%', 1);
  return ipaddr.process(new URL(`http://[${withoutZone}]/`).hostname.slice(1, -1));
};

/**
 * Whether an address belongs to the public internet: global unicast, not special by the IANA
 * registries (RFC 6890 and its successors). IPv4-mapped addresses are judged by the IPv4 address;
 * NAT64, 6to4, Teredo and IPv4-compatible ones are never public, since what they reach depends on
 * the network we stand in. Anything that is not an IP address in its usual form is not public.
 *
 * @example isPublicUnicast('93.184.216.34') // true
 * @example isPublicUnicast('::127.0.0.1') // false
 */
export const isPublicUnicast = (address: string): boolean => {
  if (isIP(address) === 0) return false;
  const ip = unmapped(address);
  if (ip.range() !== 'unicast') return false;
  if (ip.kind() === 'ipv4') return true;
  return ip.match(GLOBAL_UNICAST_V6) && !NOT_PUBLIC_V6.some((network) => ip.match(network));
};
