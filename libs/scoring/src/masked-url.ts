// The shape of an address: what is left of its path when letters and digits no longer matter.
import { parseAddress } from './address.js';
import { storable } from './storable.js';

const longest = 300;
const piece = /[\p{L}\p{M}\p{N}]+/gu;

function maskOf(text: string): string {
  if (/^\p{N}+$/u.test(text)) return '0';
  return /\p{N}/u.test(text) ? 'x' : 'a';
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A slug of any number of words is one shape. */
const masked = (text: string): string =>
  text.replace(piece, maskOf).replace(/[ax0](?:[-_+ ][ax0])+/g, 'a-a');

/**
 * The path of an http(s) address with each run of letters `a`, of digits `0`, of both `x`; slugs of
 * several words are `a-a`. A file's ending and the names of query fields stay, their values do
 * not. At most 300 characters; null when the text is no such address.
 *
 * @example maskedUrl('https://a.example/2026/11/cheap-pills-12.html?p=5') === '/0/0/a-a.html?p=0'
 */
export function maskedUrl(address: string): string | null {
  const url = parseAddress(address);
  if (url === null) return null;
  const [, path = '', ending = ''] =
    /^(.*?)(\.[a-z]{2,5}\d?)?$/is.exec(decoded(url.pathname)) ?? [];
  const fields = [...url.searchParams].map(([name, value]) => `${name}=${masked(value)}`).sort();
  const query = fields.length === 0 ? '' : `?${fields.join('&')}`;
  return storable(`${masked(path)}${ending.toLowerCase()}${query}`.slice(0, longest));
}
