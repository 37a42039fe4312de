// Which addresses may stand in an href: http and https, nothing else.
import { readUrl } from '@trackwarden/contracts';

/** The address when it is absolute http(s), else null; `javascript:` and `data:` never become links. */
export function safeHref(address: string): string | null {
  const url = readUrl(address);
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : null;
}

/** The path and query of an address, for a list where the host is known; the address itself when it is none. */
export function pathOf(address: string): string {
  const url = readUrl(address);
  return url ? url.pathname + url.search : address;
}
