// The HTTP Link header, read as leniently as it is written (RFC 8288, section 3 and appendix B.2).

/** Read of all Link headers of one response together, in UTF-16 units. */
const MAX_LENGTH = 65_536;
const MAX_LINKS = 200;

/** One link of a Link header. */
export interface HeaderLink {
  /** The address between the angle brackets as written: relative, or empty for the page itself. */
  readonly url: string;
  /** The relation types in lower case; of a parameter given twice the first counts. */
  readonly rel: readonly string[];
  /** What the link is said to start from when that is not the page itself, as written. */
  readonly anchor: string | null;
}

/**
 * The links of all Link headers, in order. One header may hold several links, separated by commas;
 * parameters stand in any order, quoted or not, in any case. What is malformed is skipped up to the
 * next link. Linear in the length; at most 200 links are read.
 *
 * @example parseLinkHeader(['</wm>; rel="webmention"']) // [{ url: '/wm', rel: ['webmention'], anchor: null }]
 */
export function parseLinkHeader(headers: readonly string[]): HeaderLink[] {
  const text = headers.join(', ').slice(0, MAX_LENGTH);
  const links: HeaderLink[] = [];
  for (let at = text.indexOf('<'); at >= 0 && links.length < MAX_LINKS;) {
    const close = text.indexOf('>', at);
    if (close < 0) break;
    const { parameters, end } = parametersFrom(text, close + 1);
    links.push({
      url: text.slice(at + 1, close).trim(),
      rel: (parameters.get('rel') ?? '').toLowerCase().split(/\s+/u).filter(Boolean),
      anchor: parameters.get('anchor') ?? null,
    });
    at = text.indexOf('<', end);
  }
  return links;
}

/* `;`, a name, and perhaps `=` with a quoted string or a bare value, each with space around it. */
const PARAMETER = /\s*;\s*(?:([^\s=;,"<>]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"?|([^\s;,"]*)))?)?/y;

function parametersFrom(
  text: string,
  start: number,
): { parameters: ReadonlyMap<string, string>; end: number } {
  const parameters = new Map<string, string>();
  let end = start;
  for (;;) {
    PARAMETER.lastIndex = end;
    const match = PARAMETER.exec(text);
    if (match === null) return { parameters, end };
    end += match[0].length;
    const [, name, quoted, bare = ''] = match;
    const key = name?.toLowerCase();
    if (key === undefined || parameters.has(key)) continue;
    parameters.set(key, quoted?.replace(/\\(.)/gsu, '$1') ?? bare);
  }
}
