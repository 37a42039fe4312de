// Comparing addresses by whole labels and whole segments, never by substrings. Pure.
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import { canonicalUrl, parseHttpUrl } from '@trackwarden/protocol';

/** A label as hosts bear them; an underscore is no letter of a domain, and some bear it all the same. */
const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

/** A host without final dot, in lower case and punycode, IPv6 in brackets; null when no host has this name. */
export function hostName(text: string): string | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^\*?\./, '')
    .replace(/\.$/, '');
  const bare = plain.replace(/^\[(.*)\]$/, '$1');
  if (bare.includes(':')) return ipv6Name(bare);
  if (/[\s/@?#\\]/.test(plain)) return null;
  const ascii = domainToASCII(plain);
  if (ipaddr.IPv4.isValidFourPartDecimal(ascii)) return ascii === plain ? ascii : null;
  const isName = ascii.length <= 253 && ascii.split('.').every((label) => LABEL.test(label));
  return isName ? ascii : null;
}

/** As a URL writes it. */
function ipv6Name(text: string): string | null {
  if (!ipaddr.IPv6.isValid(text) || text.includes('%')) return null;
  return new URL(`http://[${text}]/`).hostname;
}

/** The host of an address, without a final dot. */
export function hostOfUrl(url: string): string | null {
  const parsed = parseHttpUrl(url);
  return parsed === null ? null : parsed.hostname.replace(/\.$/, '');
}

/** Whether a host is the domain or a name below it. */
export const isBelowDomain = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`);

/** An address as `host/path`: scheme, port, query and fragment do not matter. */
export type Place = { host: string; path: string };

/** Reads `https://host/path`, `host/path` or `/path` (any host: an empty name). */
export function placeOf(text: string): Place | null {
  const trimmed = text.trim();
  const url = trimmed.startsWith('/') ? `http://any.invalid${trimmed}` : withScheme(trimmed);
  // one spelling for `/%61` and `/a`, and for dots in a path
  const canonical = canonicalUrl(url);
  if (canonical === null) return null;
  const parsed = new URL(canonical);
  const host = trimmed.startsWith('/') ? '' : parsed.hostname.replace(/\.$/, '');
  return { host, path: parsed.pathname };
}

const withScheme = (text: string): string =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;

/** Whether a place is the other or lies below it: `/a` covers `/a` and `/a/b`, not `/ab`. */
export function isBelowPlace(place: Place, prefix: Place): boolean {
  if (prefix.host !== '' && place.host !== prefix.host) return false;
  const beginning = prefix.path.replace(/\/+$/, '');
  return place.path === beginning || place.path.startsWith(`${beginning}/`);
}

/** Every beginning of a place by whole segments, the longest first: `h/a/b`, `h/a`, `h`. */
export function beginningsOf({ host, path }: Place): string[] {
  const segments = path.split('/').filter(Boolean).slice(0, 32);
  return Array.from({ length: segments.length + 1 }, (_, at) =>
    [host, ...segments.slice(0, segments.length - at)].join('/'),
  );
}

/** A host and every domain above it down to two labels or a whole address: `a.b.c`, `b.c`. */
export function domainsOf(host: string): string[] {
  if (host.startsWith('[') || ipaddr.isValid(host)) return [host];
  const labels = host.split('.');
  return labels
    .map((_, at) => labels.slice(at).join('.'))
    .slice(0, Math.max(1, Math.min(labels.length - 1, 20)));
}

/** Bits of an IPv6 address before the IPv4 address that is written as one. */
const MAPPED_BITS = 96;

/** An IP address or a CIDR as PostgreSQL and the matcher take it; null when the text is none. */
export function networkOf(text: string): string | null {
  const trimmed = text.trim();
  const [alone = ''] = trimmed.split('/');
  // short forms as `12` are addresses to a C library and words to everybody else
  if (!ipaddr.IPv4.isValidFourPartDecimal(alone) && !ipaddr.IPv6.isValid(alone)) return null;
  // a zone is of one machine only
  if (alone.includes('%')) return null;
  if (!trimmed.includes('/')) return plain(trimmed);
  if (!ipaddr.isValidCIDR(trimmed)) return null;
  const [address, bits] = ipaddr.parseCIDR(trimmed);
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= MAPPED_BITS)
    return firstOf(`${address.toIPv4Address().toString()}/${bits - MAPPED_BITS}`);
  return firstOf(trimmed);
}

/** A network by its first address. */
function firstOf(cidr: string): string {
  const [address, bits] = ipaddr.parseCIDR(cidr);
  const first =
    address.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(cidr)
      : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return `${first.toString()}/${bits}`;
}

/** IPv4 written as IPv6 is IPv4. */
const plain = (text: string): string => ipaddr.process(text).toString();

/** Whether an address lies in a network. */
export function isInNetwork(address: string, network: string): boolean {
  const cidr = networkOf(network);
  if (cidr === null || !ipaddr.isValid(address)) return false;
  const ip = ipaddr.process(address);
  if (!cidr.includes('/')) return ip.toString() === cidr;
  const [base, bits] = ipaddr.parseCIDR(cidr);
  if (ip.kind() !== base.kind()) return false;
  return ip.match(base, bits);
}
