// The shape of an address with everything particular masked.

const runs = /\d+|\p{L}+/gu;

function maskSegment(segment: string): string {
  const dot = segment.lastIndexOf('.');
  const extension = dot > 0 && segment.length - dot <= 6 ? segment.slice(dot).toLowerCase() : '';
  const stem = extension === '' ? segment : segment.slice(0, dot);
  return stem.replace(runs, (run) => (run < ':' ? '0' : 'a')) + extension;
}

/**
 * Path and query of an address with runs of letters as `a`, of digits as `0`; endings of files and
 * the question mark stay. At most 8 segments. After the URL templates of Xie et al. 2008
 * ("Spamming Botnets: Signatures and Characteristics").
 *
 * @example urlTemplate(new URL('https://x.example/images/b12.php?cheap-hats-4')) === '/a/a0.php?a-a-0'
 */
export function urlTemplate(url: URL): string {
  const path = url.pathname.split('/', 9).map(maskSegment).join('/');
  return url.search === '' ? path : `${path}?${maskSegment(url.search.slice(1, 200))}`;
}
