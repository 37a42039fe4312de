// What an address says by itself: its host, its owner's domain, its words.
import { getDomain, getPublicSuffix, parse } from 'tldts';
import { relays, sharedHosts, sharedPlatforms } from './shared-platforms.js';
import { clip, wordsOf } from './text.js';

const longest = 4_096;

/** An http(s) address in its parts; null when it is not one. At most 4,096 characters are read. */
export function parseAddress(address: string): URL | null {
  const url = readUrl(clip(address.trim(), longest));
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : null;
}

function readUrl(text: string): URL | null {
  if (text === '') return null;
  // not URL.canParse: compiled by Node 20's optimiser it calls every Latin-1 host name invalid
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The host of a parsed address without a final dot. */
export function hostOf(url: URL): string {
  const host = url.hostname;
  return host.endsWith('.') ? host.replace(/\.+$/, '') : host;
}

// Blogger owns its name below many countries' endings.
const isShared = (domain: string): boolean =>
  sharedPlatforms.has(domain) || domain.startsWith('blogspot.');

const userLabel = (host: string, platform: string): string | undefined =>
  host
    .slice(0, -platform.length - 1)
    .split('.')
    .at(-1);

/**
 * The domain that one owner registered, in lower case and punycode, by the Public Suffix List with
 * its private section and a list of blog platforms that it lacks, so that two users of one
 * platform are two domains. The host itself where there is no such domain (an IP address, a
 * platform's own name, a name without a dot); null when the text is not an http(s) address.
 *
 * @example registrableDomain('https://www.shop.example.co.uk/a') === 'example.co.uk'
 * @example registrableDomain('https://ann.wordpress.com/') === 'ann.wordpress.com'
 */
export function registrableDomain(address: string): string | null {
  const url = parseAddress(address);
  return url === null ? null : domainOf(url);
}

/** {@link registrableDomain} of a parsed address. */
export function domainOf(url: URL): string | null {
  const host = hostOf(url);
  const domain = getDomain(host, { allowPrivateDomains: true });
  if (domain === null) return host === '' ? null : host;
  if (!isShared(domain) || host === domain) return domain;
  const user = userLabel(host, domain);
  return user === undefined || user === 'www' ? domain : `${user}.${domain}`;
}

/** A text with `%41` read as `A`; unchanged when it is not well formed. */
function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The words of an address: those of its host, path and query, in order. */
export const addressWords = (url: URL): readonly string[] =>
  wordsOf(`${hostOf(url)} ${decodePercent(url.pathname + url.search)}`.replaceAll('_', ' '));

/**
 * Whether the pages of the address's {@link registrableDomain} are by many authors, so that what one
 * of them did says nothing about the next: a host whose users differ by path, or a platform's own
 * name. A user's name on a platform is that user's alone. False for what is no http(s) address.
 *
 * @example isSharedByAuthors('https://medium.com/@ann/post') === true
 * @example isSharedByAuthors('https://ann.wordpress.com/') === false
 */
export function isSharedByAuthors(address: string): boolean {
  const url = parseAddress(address);
  const domain = url === null ? null : domainOf(url);
  if (url === null || domain === null) return false;
  const names = [domain, hostOf(url)];
  return isShared(domain) || names.some((name) => sharedHosts.has(name)) || isPrivateSuffix(domain);
}

/** The name of a platform itself, as `github.io`: whatever lies there is nobody's own. */
const isPrivateSuffix = (domain: string): boolean =>
  domain.includes('.') &&
  domain === getPublicSuffix(domain, { allowPrivateDomains: true }) &&
  domain !== getPublicSuffix(domain, { allowPrivateDomains: false });

/**
 * Whose a host name is, by the Public Suffix List with its private section and the blog platforms
 * that it lacks. `owned`: one owner's, as is an IP address. `shared`: a public suffix or a platform
 * itself, below which each name is somebody else's. `unlisted`: below no ending of the list.
 *
 * @param host in lower case and punycode, without a final dot
 * @example ownershipOf('shop.example.co.uk') === 'owned'
 * @example ownershipOf('github.io') === 'shared'
 * @example ownershipOf('404.php') === 'unlisted'
 */
export function ownershipOf(host: string): 'owned' | 'shared' | 'unlisted' {
  const { isIp, isIcann, isPrivate, domain, publicSuffix } = parse(host, {
    allowPrivateDomains: true,
  });
  if (isIp) return 'owned';
  if (host === publicSuffix || (host === domain && isShared(host))) return 'shared';
  return isIcann || isPrivate ? 'owned' : 'unlisted';
}

/**
 * Whether the address is of a service that passes on what others wrote, as Bridgy does: its pages
 * name their authors, and its own name says nothing about them.
 */
export function isRelay(address: string | URL): boolean {
  const url = typeof address === 'string' ? parseAddress(address) : address;
  return url !== null && relays.has(hostOf(url));
}
