// What a Pingback server answered, read as liberally as servers are written.
import { cleanText } from '../text/clean-text.js';
import { cropExcerpt } from '../text/crop.js';
import { decodeXml } from '../xml/decode-xml.js';
import { pingbackFaults } from './fault.js';
import { MAX_XML_LENGTH, readXml } from '../xml/read-xml.js';
import { childrenNamed, onlyChild } from '../xml/xml-element.js';
import type { XmlElement } from '../xml/xml-element.js';
import { scalarOf } from './xml-rpc-value.js';

/**
 * The answer to a `pingback.ping`; messages are one clean line of at most 500 code points and may
 * be empty. `unreadable` is what is no XML-RPC answer, such as a page for people.
 */
export type PingbackAnswer =
  | { readonly kind: 'success'; readonly message: string }
  | { readonly kind: 'fault'; readonly code: number; readonly message: string }
  | { readonly kind: 'unreadable' };

const MAX_MESSAGE = 500;
const END = '</methodResponse>';

/**
 * Reads an answer. Output of the server's own troubles before and after it is passed over; a fault
 * that breaks the rules (Serendipity sends a bare number) is a fault with what can be read of it,
 * code 0 and no message at worst. Looks at the first 64 KiB; never throws.
 */
export function parsePingbackResponse(body: Uint8Array): PingbackAnswer {
  const text = decodeXml(body.subarray(0, MAX_XML_LENGTH));
  const start = text.search(/<methodResponse[\s>]/);
  if (start < 0) return { kind: 'unreadable' };
  const end = text.indexOf(END, start);
  const answer = text.slice(start, end < 0 ? text.length : end + END.length);

  const document = readXml(answer);
  if (!document.ok) {
    return /<fault[\s>]/.test(answer) ? faultOf(undefined) : { kind: 'unreadable' };
  }
  const [fault] = childrenNamed(document.value, 'fault');
  if (fault !== undefined) return faultOf(onlyChild(fault, 'value') ?? undefined);
  const [params] = childrenNamed(document.value, 'params');
  if (params === undefined) return { kind: 'unreadable' };
  const [param] = childrenNamed(params, 'param');
  return { kind: 'success', message: messageOf(param && onlyChild(param, 'value')) };
}

function faultOf(value: XmlElement | undefined): PingbackAnswer {
  const members = (value === undefined ? null : onlyChild(value, 'struct'))?.children ?? [];
  const member = (name: string): XmlElement | null | undefined => {
    const found = members.find((each) => onlyChild(each, 'name')?.text.trim() === name);
    return found && onlyChild(found, 'value');
  };
  return {
    kind: 'fault',
    code: codeOf(members.length === 0 ? value : member('faultCode')),
    message: messageOf(member('faultString')),
  };
}

function codeOf(value: XmlElement | null | undefined): number {
  const text = textOf(value).trim();
  return /^[+-]?\d{1,10}$/.test(text) ? Number(text) + 0 : pingbackFaults.generic;
}

const messageOf = (value: XmlElement | null | undefined): string =>
  cropExcerpt(cleanText(textOf(value)), MAX_MESSAGE);

const textOf = (value: XmlElement | null | undefined): string =>
  value === null || value === undefined ? '' : (scalarOf(value)?.text ?? '');
