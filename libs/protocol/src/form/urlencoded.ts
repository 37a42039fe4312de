// application/x-www-form-urlencoded, to bytes.
import { MAX_FIELDS } from './form-field.js';
import type { FormField } from './form-field.js';

const [AMPERSAND, EQUALS, PLUS, PERCENT] = [0x26, 0x3d, 0x2b, 0x25] as const;
/** Read of a field's name, in bytes as they came. */
const MAX_NAME = 256;

/**
 * The fields of a url-encoded form (URL Standard, section 5.1), percent-decoded to bytes and no
 * further: decoding them as UTF-8 here would destroy every legacy ping. White space and line ends
 * around the whole body are dropped, because some clients send CRLF after it. Fields past
 * {@link MAX_FIELDS} are left out.
 */
export function parseUrlencoded(body: Uint8Array): FormField[] {
  const fields: FormField[] = [];
  let [start, end] = [0, body.length];
  while (start < end && isBlank(body[start])) start += 1;
  while (end > start && isBlank(body[end - 1])) end -= 1;
  for (let at = start; at < end && fields.length < MAX_FIELDS;) {
    const stop = indexOrEnd(body, AMPERSAND, at, end);
    if (stop > at) fields.push(fieldOf(body.subarray(at, stop)));
    at = stop + 1;
  }
  return fields;
}

function fieldOf(pair: Uint8Array): FormField {
  const equals = indexOrEnd(pair, EQUALS, 0, pair.length);
  const name = percentDecode(pair.subarray(0, Math.min(equals, MAX_NAME)));
  return {
    name: Buffer.from(name.buffer, name.byteOffset, name.length).toString('latin1'),
    value: percentDecode(pair.subarray(equals + 1)),
  };
}

function percentDecode(encoded: Uint8Array): Uint8Array {
  if (!encoded.includes(PERCENT) && !encoded.includes(PLUS)) return encoded;
  const decoded = new Uint8Array(encoded.length);
  let length = 0;
  for (let at = 0; at < encoded.length; at += 1) {
    const byte = encoded[at] ?? 0;
    const escaped =
      byte === PERCENT ? hexDigit(encoded[at + 1]) * 16 + hexDigit(encoded[at + 2]) : -1;
    decoded[length] = escaped >= 0 ? escaped : byte === PLUS ? 0x20 : byte;
    if (escaped >= 0) at += 2;
    length += 1;
  }
  return decoded.subarray(0, length);
}

/* NaN for what is none, so that an escape with one wrong digit is none either. */
function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return NaN;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : NaN;
}

function indexOrEnd(bytes: Uint8Array, byte: number, from: number, end: number): number {
  const found = bytes.indexOf(byte, from);
  return found < 0 || found > end ? end : found;
}

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0d || byte === 0x0a || byte === 0x09;
