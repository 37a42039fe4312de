// What a page says about its own character set, found before it can be decoded.

/** HTML, section 13.2.3.2 ("prescan a byte stream"): the first 1 024 bytes count. */
const PRESCAN_BYTES = 1_024;

const META = /<meta[\s/][^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]+)/i;
const XML_DECLARATION = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"']+)["']/i;

/**
 * The label in `<meta charset>`, `<meta http-equiv content>` or an XML declaration, or undefined.
 * UTF-16 declared this way is impossible (the declaration was read as ASCII) and means UTF-8.
 */
export function metaCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PRESCAN_BYTES))
    .toString('latin1')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '');
  const label = META.exec(start)?.[1] ?? XML_DECLARATION.exec(start)?.[1];
  return label !== undefined && /^utf-?16/i.test(label) ? 'utf-8' : label;
}
