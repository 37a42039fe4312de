// What must hold for anything that leaves the library, whatever came in.
import { readXml } from '../../src/xml/read-xml.js';
import { escapeXml } from '../../src/text/escape-xml.js';

/* What no displayable line has: controls, half characters, text that runs backwards. */
const UNWANTED = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
const ILLEGAL_IN_XML = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/u;
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|#39);)/;

const quoted = (text: string): string => JSON.stringify(text.slice(0, 200));

/** Throws unless this is one line of clean text of at most so many code points, and inert once escaped. */
export function assertText(text: string, maxCodePoints: number): void {
  if (UNWANTED.test(text)) throw new Error(`unwanted characters stayed in ${quoted(text)}`);
  if (Array.from(text).length > maxCodePoints)
    throw new Error(`longer than ${maxCodePoints}: ${quoted(text)}`);
  const escaped = escapeXml(text);
  if (/[<>"']/.test(escaped) || BARE_AMPERSAND.test(escaped)) {
    throw new Error(`markup is left in ${quoted(escaped)}`);
  }
}

/** Throws unless this is null or an absolute http or https address without credentials. */
export function assertAddress(address: string | null): void {
  if (address === null) return;
  const url = new URL(address);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  if (!isWeb || url.username !== '' || url.password !== '') {
    throw new Error(`not an address to link to: ${quoted(address)}`);
  }
}

/** Throws unless this is XML that a strict parser takes. */
export function assertXml(xml: string): void {
  const content = xml.replace(/^<\?xml version="1\.0" encoding="utf-8"\?>/, '');
  const document = readXml(content);
  if (!document.ok) throw new Error(`${document.error} ${quoted(xml)}`);
  if (ILLEGAL_IN_XML.test(xml) || BARE_AMPERSAND.test(content)) {
    throw new Error(`no strict parser takes ${quoted(xml)}`);
  }
}
