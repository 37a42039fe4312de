// The owner's block and trust lists: a domain covers itself and everything below it.
import { domainToASCII } from 'node:url';
import { isBelowDomain } from '../rules/addresses.js';

/** The entry that covers the address's host, compared by whole labels; null when none does. */
export function listed(url: string, domains: readonly string[]): string | null {
  const host = new URL(url).hostname.replace(/\.$/, '');
  return (
    domains.find((entry) => {
      const domain = domainToASCII(entry) || entry;
      return isBelowDomain(host, domain);
    }) ?? null
  );
}
