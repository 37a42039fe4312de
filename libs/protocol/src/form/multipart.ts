// multipart/form-data, to bytes: small and synchronous, because a whole ping is already in memory.
import { MAX_FIELDS } from './form-field.js';
import type { FormField } from './form-field.js';
import { parseMediaType } from './media-type.js';

const MAX_HEADER_BYTES = 8 * 1024;
/** RFC 2046, section 5.1.1. */
const MAX_BOUNDARY = 70;

/**
 * The fields of a multipart form (RFC 7578), each value the bytes as they came, so that the
 * character set can be chosen as for any other ping. Files count as nothing. Null when the body is
 * not such a form: no usable boundary, no part, a part without end, headers that never stop, or
 * more than {@link MAX_FIELDS} parts.
 */
export function parseMultipart(body: Uint8Array, boundary: string | undefined): FormField[] | null {
  if (boundary === undefined || boundary === '' || boundary.length > MAX_BOUNDARY) return null;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  const first = Buffer.from(`--${boundary}`, 'latin1');

  const preamble = bytes.subarray(0, first.length).equals(first) ? 0 : bytes.indexOf(delimiter);
  if (preamble < 0) return null;
  let at = preamble === 0 ? first.length : preamble + delimiter.length;

  const fields: FormField[] = [];
  for (let parts = 0; !endsHere(bytes, at); parts += 1) {
    const lineEnd = bytes.indexOf('\r\n', at, 'latin1');
    const stop = bytes.indexOf(delimiter, at);
    if (lineEnd < 0 || stop < 0 || parts >= MAX_FIELDS) return null;
    // A part without headers begins with its empty line, which is the end of the boundary's line.
    const headerEnd = bytes.indexOf('\r\n\r\n', lineEnd, 'latin1');
    if (headerEnd < 0 || headerEnd > stop || headerEnd - at > MAX_HEADER_BYTES) return null;
    const field = fieldOf(
      bytes.toString('latin1', lineEnd + 2, headerEnd),
      bytes.subarray(headerEnd + 4, stop),
    );
    if (field !== null) fields.push(field);
    at = stop + delimiter.length;
  }
  return fields;
}

const endsHere = (bytes: Buffer, at: number): boolean =>
  bytes[at] === 0x2d && bytes[at + 1] === 0x2d;

function fieldOf(head: string, value: Uint8Array): FormField | null {
  const headers = new Map(
    head.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const disposition = parseMediaType(headers.get('content-disposition'));
  const name = disposition.parameters.get('name');
  if (disposition.essence !== 'form-data' || name === undefined) return null;
  if (disposition.parameters.has('filename')) return null;
  const charset = parseMediaType(headers.get('content-type')).parameters.get('charset');
  return { name, value, charset };
}
