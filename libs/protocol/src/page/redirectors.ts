// Hosts that stand between a link and its page: click counters that name the page, and short addresses.
import { hostKey, parseHttpUrl } from '../url/canonical-url.js';
import { resolveUrl } from '../url/resolve-url.js';

/** Where a click counter has the address it leads to: its path and the parameter, null for the bare query. */
interface Wrapping {
  readonly path: string | null;
  readonly parameters: readonly string[] | null;
}

const at = (path: string | null, ...parameters: readonly string[]): Wrapping => ({
  path,
  parameters,
});

/* By host as `hostKey` has it. Only what is known to lead on: a parameter `url` elsewhere says nothing. */
const WRAPPING: ReadonlyMap<string, Wrapping> = new Map([
  ['l.facebook.com', at('/l.php', 'u')],
  ['lm.facebook.com', at('/l.php', 'u')],
  ['l.instagram.com', at(null, 'u')],
  ['l.threads.com', at(null, 'u')],
  ['l.threads.net', at(null, 'u')],
  ['out.reddit.com', at(null, 'url')],
  ['google.com', at('/url', 'q', 'url')],
  ['youtube.com', at('/redirect', 'q')],
  ['linkedin.com', at('/redir/redirect', 'url')],
  ['t.umblr.com', at('/redirect', 'z')],
  ['vk.com', at('/away.php', 'to')],
  ['steamcommunity.com', at('/linkfilter/', 'u', 'url')],
  ['slack-redir.net', at('/link', 'url')],
  ['exit.sc', at(null, 'url')],
  ['disq.us', at('/url', 'url')],
  ['href.li', { path: null, parameters: null }],
  ['anonym.to', { path: null, parameters: null }],
]);

/* Their addresses name nothing: they have to be asked. */
const SHORT: ReadonlySet<string> = new Set([
  't.co',
  'bit.ly',
  'bitly.com',
  'j.mp',
  'buff.ly',
  'cutt.ly',
  'dlvr.it',
  'fb.me',
  'goo.gl',
  'ift.tt',
  'is.gd',
  'lnkd.in',
  'ow.ly',
  'rb.gy',
  'rebrand.ly',
  'shorturl.at',
  't.ly',
  'tiny.cc',
  'tinyurl.com',
  'trib.al',
  'v.gd',
  'wp.me',
  'youtu.be',
]);

/** Wrapped in one another at most so often. */
const MAX_LAYERS = 3;

/** Whether the host is known to lead on to other pages, by its address or when it is asked. */
export const isRedirectorHost = (url: URL): boolean =>
  WRAPPING.has(hostKey(url)) || SHORT.has(hostKey(url));

/** Whether the address is one of a known shortener, which only tells where it leads when it is asked. */
export function isShortAddress(address: string): boolean {
  const url = parseHttpUrl(address);
  return url !== null && SHORT.has(hostKey(url)) && url.pathname !== '/';
}

/**
 * The address that a known click counter leads to, as its own address says, or null when it is none.
 * Counters within counters are opened, three deep.
 *
 * @example wrappedTarget('https://l.facebook.com/l.php?u=https%3A%2F%2Fblog.example%2F') // 'https://blog.example/'
 */
export function wrappedTarget(address: string): string | null {
  let found: string | null = null;
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    const inner = opened(found ?? address);
    if (inner === null) break;
    found = inner;
  }
  return found;
}

function opened(address: string): string | null {
  const url = parseHttpUrl(address);
  const wrapping = url === null ? undefined : WRAPPING.get(hostKey(url));
  if (url === null || wrapping === undefined) return null;
  if (wrapping.path !== null && url.pathname !== wrapping.path) return null;
  const given =
    wrapping.parameters === null
      ? decoded(url.search.slice(1))
      : wrapping.parameters
          .map((name) => url.searchParams.get(name))
          .find((value) => value !== null && value !== '');
  const target = given === undefined || given === null ? null : resolveUrl(given);
  return target === null ? null : (parseHttpUrl(target.href)?.href ?? null);
}

function decoded(text: string): string {
  if (/^https?:\/\//i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
