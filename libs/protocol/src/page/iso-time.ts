// Dates as pages write them, to one form.

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * An ISO 8601 date or time as ISO 8601 in UTC, seconds precise; null for anything else and for
 * years before the web. Without a zone it counts as UTC, so that the answer does not depend on the
 * machine.
 *
 * @example isoTime('2026-03-01T10:00:00+0100') // '2026-03-01T09:00:00.000Z'
 */
export function isoTime(text: string | null): string | null {
  const match = ISO.exec(text?.trim() ?? '');
  if (match === null) return null;
  const [, year = '', month = '', day = '', time = '00:00', zone = 'Z'] = match;
  if (Number(year) < 1990) return null;
  const offset = zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const date = new Date(`${year}-${month}-${day}T${time}${offset}`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
