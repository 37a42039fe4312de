// Response headers as one string per name, whatever a server repeats.

/** A parsed response head. */
export interface Head {
  status: number;
  headers: Record<string, string>;
}

/** Joins repeated headers with `, ` (RFC 9110 section 5.3) and drops cookies, which we never keep. */
export const plainHeaders = (
  raw: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(raw)
      .filter(([name, value]) => name !== 'set-cookie' && value !== undefined)
      .map(([name, value]) => [name, single(name, value)]),
  );

// These two cannot be lists; a server that repeats them mostly repeats the same value.
const single = (name: string, value: string | string[] | undefined): string => {
  if (!Array.isArray(value)) return value ?? '';
  return name === 'location' || name === 'content-type' ? (value[0] ?? '') : value.join(', ');
};

/** The media type in lower case without parameters, '' when there is none. */
export const mediaType = (contentType: string | undefined): string =>
  (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
