// Shapes of addresses that honest pages seldom have.
import { parse } from 'tldts';
import { hostOf } from './address.js';

/** One suspicious shape; `strength` 0..1 before its signal's weight. */
export type AddressTrait = { readonly name: string; readonly strength: number };

// Folders that hold files, never pages: a script there was put there by an intruder.
const fileFolders: ReadonlySet<string> = new Set([
  ...['wp-content', 'wp-includes', 'image', 'images', 'img', 'css', 'js', 'media', 'upload'],
  ...['uploads', 'cache', 'tmp', 'temp', 'templates', 'fonts', 'backup'],
]);
const script = /\.(?:php\d?|phtml|aspx?|cgi)$/i;
const numbered = /-\d{1,4}\.(?:php\d?|aspx?|html?)$/i;

function holdsIntruder(pathname: string): boolean {
  const segments = pathname.split('/');
  const folder = segments.findIndex((segment) => fileFolders.has(segment.toLowerCase()));
  return folder !== -1 && segments.slice(folder + 1).some((segment) => script.test(segment));
}

// "some-sales-phrase-3.php" at the top of a site.
const isDoorway = (pathname: string): boolean =>
  pathname.lastIndexOf('/') === 0 && numbered.test(pathname) && pathname.split('-').length > 2;

const shorteners: ReadonlySet<string> = new Set([
  ...[
    'bit.ly',
    'tinyurl.com',
    'goo.gl',
    'ow.ly',
    'is.gd',
    'v.gd',
    'cutt.ly',
    'rebrand.ly',
    'adf.ly',
  ],
  ...['t.ly', 'shorturl.at', 'rb.gy', 'tiny.cc', 'bl.ink', 'clck.ru', 'x.co', 'soo.gd', 's.id'],
]);

const ordinary = { domain: null, domainWithoutSuffix: null, isIp: false };
const numeric = /^[\d.]+$|:/;

/** Whether a host may be an IP address, a shortener or full of hyphens: few are worth taking apart. */
const isTelling = (host: string): boolean =>
  numeric.test(host) ||
  host.split('-').length > 3 ||
  shorteners.has(host.split('.').slice(-2).join('.'));

/** The suspicious shapes of an address, in a fixed order; none for an ordinary one. */
export function addressTraits(url: URL): readonly AddressTrait[] {
  const host = hostOf(url);
  const { domain, domainWithoutSuffix, isIp } = isTelling(host)
    ? parse(url.href, { allowPrivateDomains: true })
    : ordinary;
  // The hyphens of punycode are no words.
  const label = (domainWithoutSuffix ?? '').replace(/^xn--.*/, '');
  const traits: readonly (AddressTrait | false)[] = [
    isIp === true && { name: 'the host is a bare IP address', strength: 1 },
    host.includes('xn--') && {
      name: 'the host name is written in punycode',
      strength: 0.25,
    },
    domain !== null && shorteners.has(domain) && { name: 'a link shortener', strength: 0.8 },
    label.split('-').length > 3 && { name: 'the domain has many hyphens', strength: 0.5 },
    holdsIntruder(url.pathname) && {
      name: 'a script in a folder for files, as on hacked sites',
      strength: 1,
    },
    isDoorway(url.pathname) && { name: 'a numbered page made of key words', strength: 0.6 },
    (url.username !== '' || url.password !== '') && {
      name: 'a name before the host',
      strength: 0.8,
    },
  ];
  return traits.filter((trait) => trait !== false);
}
