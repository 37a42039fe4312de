// Addresses as a stranger wrote them to URL objects, without the work that a hostile one can cause.

/** Longest address that is read, in UTF-16 units. A ping's has at most 2 048. */
export const MAX_ADDRESS = 8_192;
/* DNS allows 253; what is longer is no host, but converting it to punycode takes quadratic time. */
export const MAX_HOST = 512;
const MAX_UNREADABLE = 10_000;

/**
 * An address as the WHATWG parser reads it, or null when it is none, is longer than 8 192 UTF-16
 * units or has a host of more than 512.
 *
 * @param base what a relative address is resolved against
 */
export function resolveUrl(address: string, base?: string): URL | null {
  if (address.length > MAX_ADDRESS) return null;
  if (address.length > MAX_HOST && hostLength(address) > MAX_HOST) return null;
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

/**
 * {@link resolveUrl} for the many references of one page. After 10 000 that cannot be read it reads
 * no more and gives null: each costs as much as ten good ones, and no page for people has so many.
 */
export function referenceReader(base: string): (reference: string) => URL | null {
  let unreadable = 0;
  return (reference) => {
    const url = unreadable < MAX_UNREADABLE ? resolveUrl(reference, base) : null;
    if (url === null) unreadable += 1;
    return url;
  };
}

/* What may be taken for the host, in every spelling that the parser forgives; 0 in a mere path. */
function hostLength(address: string): number {
  const tidy = address.replace(/^[\p{Cc}\s]+|[\t\n\r]/gu, '');
  const [, host = ''] = /^(?:[^:/\\?#]*:[/\\]*|[/\\]{2,})([^/\\?#]*)/.exec(tidy) ?? [];
  return host.length;
}

/**
 * Whether a reference, resolved against an http address, surely stays on its host: a path, query or
 * fragment. Most links of a page do, and need not be parsed to know where they lead.
 */
export const staysOnHost = (reference: string): boolean =>
  /^(?:[\w.#?-]|\/(?![/\\]))[^:\t\n\r]*$/.test(reference);
