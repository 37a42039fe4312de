// The names that lists in the DNS are asked for, and what their answers mean (RFC 5782). Pure.
import ipaddr from 'ipaddr.js';
import { isPublicUnicast } from '@trackwarden/safe-fetch';
import type { DnsList } from '@trackwarden/contracts';

type Kind = DnsList['of'];

/** `error`: the list says that it does not answer this question, or is none. */
export type ListAnswer =
  { kind: 'listed'; code: string } | { kind: 'not-listed' } | { kind: 'error'; reason: string };

/** An address backwards: octets of IPv4, nibbles of IPv6; null for what is no address. */
function reversed(ip: string): string | null {
  if (!ipaddr.isValid(ip)) return null;
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString().split('.').reverse().join('.');
  const nibbles = address.toByteArray().flatMap((byte) => [byte >> 4, byte & 15]);
  return nibbles
    .reverse()
    .map((nibble) => nibble.toString(16))
    .join('.');
}

/** Null for what is not asked about: private addresses, and addresses in lists of domains. */
export function questionFor(
  { zone, of }: Pick<DnsList, 'zone' | 'of'>,
  { senderIp, domain }: { senderIp: string; domain: string },
): string | null {
  if (of === 'source-domain')
    return /^[a-z0-9._-]+$/.test(domain) && !ipaddr.isValid(domain) ? nameIn(domain, zone) : null;
  // a proxy may write an IPv4 address in IPv6 clothes
  const ip = ipaddr.isValid(senderIp) ? ipaddr.process(senderIp).toString() : '';
  const backwards = isPublicUnicast(ip) ? reversed(ip) : null;
  return backwards === null ? null : nameIn(backwards, zone);
}

/** The entries that every list has for trying it (RFC 5782, section 5): one listed, one never. */
export const testEntries = (zone: string): Record<Kind, { listed: string; free: string }> => ({
  'sender-address': { listed: `2.0.0.127.${zone}`, free: `1.0.0.127.${zone}` },
  'source-domain': { listed: `test.${zone}`, free: `invalid.${zone}` },
});

/** A name in the DNS has at most 253 characters, each part of it 63. */
function nameIn(question: string, zone: string): string | null {
  const name = `${question}.${zone}`;
  return name.length <= 253 && name.split('.').every((part) => part !== '' && part.length <= 63)
    ? name
    : null;
}

/**
 * What addresses in an answer mean. Only 127.0.0.2 to 127.0.0.254 say "listed", and 127.0.1.2 to
 * 127.0.1.254 of a list of domains; 127.255.255.x and 127.0.0.1 are how lists refuse to answer, and
 * any other address comes from a name server that makes answers up.
 */
export function meaningOf(of: Kind, addresses: readonly string[]): ListAnswer {
  if (addresses.length === 0) return { kind: 'not-listed' };
  const strange = addresses.find((address) => !saysListed(of, address));
  if (strange !== undefined) return { kind: 'error', reason: reasonOf(strange) };
  return { kind: 'listed', code: [...addresses].sort().join(', ') };
}

function saysListed(of: Kind, address: string): boolean {
  const [first, second, third, last] = address.split('.').map(Number);
  if (first !== 127 || second !== 0 || last === undefined || last < 2 || last > 254) return false;
  return third === 0 || (of === 'source-domain' && third === 1);
}

/** The codes of refusal that large lists document. */
const refusals: Record<string, string> = {
  '127.0.0.1': 'it refuses to answer this name server',
  '127.0.1.255': 'it is a list of domains and was asked for an address',
  '127.255.255.252': 'there is a mistake in its name',
  '127.255.255.254': 'it takes no questions from public name servers',
  '127.255.255.255': 'it was asked too often',
};

function reasonOf(address: string): string {
  const known = refusals[address];
  return known === undefined
    ? `it answered ${address}, which means nothing in a list`
    : `it answered ${address}: ${known}`;
}
