// The Content-Type header, read as leniently as it is written.

/** A media type and its parameters, names in lower case. */
export interface MediaType {
  /** `type/subtype` in lower case; empty when the header is missing or empty. */
  readonly essence: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const PARAMETER = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g;

/**
 * Reads a Content-Type header. A parameter given twice counts once, by its first value (RFC 9110
 * leaves it open; browsers take the first).
 *
 * @example parseMediaType('text/html; Charset="utf-8"').parameters.get('charset') // 'utf-8'
 */
export function parseMediaType(header: string | undefined): MediaType {
  const text = (header ?? '').slice(0, 1_000);
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, bare = ''] of text.matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    if (!parameters.has(key)) {
      parameters.set(key, quoted?.replace(/\\(.)/g, '$1') ?? bare.trim());
    }
  }
  return { essence: (text.split(';', 1)[0] ?? '').trim().toLowerCase(), parameters };
}
