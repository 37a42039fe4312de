// What a page asks of search engines, by its meta elements or by a header.

const NOINDEX = /^(?:noindex|none)$/;
/** Read of a header, in UTF-16 units. */
const MAX_HEADER = 2_000;

/**
 * Whether an `X-Robots-Tag` header keeps the page out of search engines. Directives for one named
 * crawler count only when that is Google's, as most lists of crawlers begin with it.
 *
 * @param header repeated headers joined by a comma; null or undefined without one
 * @example headerSaysNoindex('googlebot: noindex, nofollow') // true
 */
export function headerSaysNoindex(header: string | null | undefined): boolean {
  let crawler = '';
  for (const part of (header ?? '').slice(0, MAX_HEADER).toLowerCase().split(',')) {
    const [, name, rest] = /^\s*([a-z][\w-]*)\s*:(.*)$/.exec(part) ?? [];
    // "unavailable_after: date" is a directive, not the name of a crawler
    const isNamed = name !== undefined && name !== 'unavailable_after' && !name.startsWith('max-');
    if (isNamed) crawler = name;
    const directive = (isNamed ? (rest ?? '') : part).trim();
    if (NOINDEX.test(directive) && (crawler === '' || crawler === 'googlebot')) return true;
  }
  return false;
}

/** The same for the contents of `<meta name="robots">` and `<meta name="googlebot">`. */
export const metaSaysNoindex = (...contents: readonly (string | null)[]): boolean =>
  contents.some((content) => /\b(?:noindex|none)\b/i.test(content ?? ''));
