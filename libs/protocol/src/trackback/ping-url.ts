// The one required field of a ping: the address of the page that links here.
import { parseHttpUrl } from '../url/canonical-url.js';
import { resolveUrl } from '../url/resolve-url.js';
import { ok, refused } from '../result.js';
import type { Result } from '../result.js';
import { MAX_URL_LENGTH, refusal } from './refusal.js';
import type { TrackbackRefusal } from './refusal.js';

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
/** `blog.example:8080/post` has no scheme, although it has a colon. */
const HOST_AND_PORT = /^(?:localhost|[^/?#:@]*\.[^/?#:@]*):\d{1,5}(?:[/?#]|$)/i;
/** A host that a person would type without a scheme: a name with a dot, or localhost. */
const BARE_HOST =
  /^(?:localhost|\[[0-9a-f:.]+\]|[^/?#:@\s]+\.[^/?#:@\s]+)(?::\d{1,5})?(?:[/?#]|$)/i;
/** `post.html` is a relative address; none of these is a top-level domain. */
const FILE_NAME = /^[^/?#]*\.(?:html?|php\d?|aspx?|jsp|cgi|xml)(?:[?#]|$)/i;

/**
 * Reads the field `url`: absolute, http or https, no user name, at most {@link MAX_URL_LENGTH}
 * characters; normalised by the WHATWG parser with its fragment kept. A missing scheme becomes
 * `http://`, as in WordPress and Movable Type. Relative addresses, and addresses with white space,
 * control characters or backslashes inside (which programs read differently), are refused.
 */
export function readPingUrl(field: string): Result<string, TrackbackRefusal> {
  const given = field.replaceAll('\0', '').trim();
  if (given === '') return refused(refusal('missing-url'));
  if (given.length > MAX_URL_LENGTH) return refused(refusal('url-too-long'));
  if (/[\s\\\p{Cc}\ufffd]/u.test(given)) return refused(refusal('bad-url'));

  const absolute = withScheme(given);
  if (absolute === null) {
    const hasScheme = SCHEME.test(given) && !/^https?:/i.test(given);
    return refused(refusal(hasScheme ? 'unsupported-scheme' : 'bad-url'));
  }
  const url = parseHttpUrl(absolute);
  if (url === null) {
    return refused(refusal(hasCredentials(absolute) ? 'url-has-credentials' : 'bad-url'));
  }
  return url.href.length > MAX_URL_LENGTH ? refused(refusal('url-too-long')) : ok(url.href);
}

function withScheme(given: string): string | null {
  if (/^https?:\/\//i.test(given)) return given;
  if (SCHEME.test(given) && !HOST_AND_PORT.test(given)) return null;
  const bare = given.replace(/^\/\//, '');
  return BARE_HOST.test(bare) && !FILE_NAME.test(bare) ? `http://${bare}` : null;
}

function hasCredentials(absolute: string): boolean {
  const url = resolveUrl(absolute);
  return url !== null && (url.username !== '' || url.password !== '');
}
