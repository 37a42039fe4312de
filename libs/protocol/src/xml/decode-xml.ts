// The bytes of an XML document to text, by what the document says about itself.
import { chooseCharset, decodeAs } from '../charset/decode-bytes.js';
import { parseMediaType } from '../form/media-type.js';

const PRESCAN_BYTES = 1_024;
const DECLARED = /^\s*<\?xml(?=\s)[^>]*?\sencoding\s*=\s*["']([^"']{1,64})["']/;

/**
 * Decodes a document (XML 1.0, appendix F): byte order mark, the bytes of a `<` in UTF-16, the
 * charset of the Content-Type, the encoding of the XML declaration, else what the bytes look like.
 * Labels come from the same allow list as those of a ping. UTF-16 that is only declared is passed
 * over: the declaration could not have been read, and a real bot sends UTF-8 that says so.
 */
export function decodeXml(bytes: Uint8Array, contentType?: string): string {
  const [first, second] = bytes;
  if (first === 0x3c && second === 0) return decodeAs(bytes, 'utf-16le');
  if (first === 0 && second === 0x3c) return decodeAs(bytes, 'utf-16be');
  const header = parseMediaType(contentType).parameters.get('charset');
  const { label } = chooseCharset(bytes, { bom: true, header, meta: declaredEncoding(bytes) });
  return decodeAs(bytes, label);
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, PRESCAN_BYTES)).toString('latin1');
  return DECLARED.exec(start)?.[1];
}
