// The pieces of an XML document: character data and tags, found without looking back.
import { expandReferences } from './xml-references.js';

/** One piece and the index after it; `declaration` and `broken` end the reading. */
export type XmlToken =
  | { readonly kind: 'data'; readonly data: string; readonly end: number }
  | { readonly kind: 'start' | 'end' | 'empty'; readonly name: string; readonly end: number }
  | { readonly kind: 'declaration' }
  | { readonly kind: 'broken' };

const NAME = /[A-Za-z_][\w.:-]*(?=[\s/>])/y;
const BROKEN: XmlToken = { kind: 'broken' };

/**
 * The token at an index before the end of the text. Comments and processing instructions are empty
 * data, CDATA is data whose ampersands mean nothing. A DOCTYPE, and every other `<!`, is a
 * `declaration`.
 */
export function xmlTokenAt(text: string, at: number): XmlToken {
  if (text[at] !== '<') {
    const mark = text.indexOf('<', at);
    const end = mark < 0 ? text.length : mark;
    return { kind: 'data', data: expandReferences(text.slice(at, end)), end };
  }
  if (text.startsWith('<?', at)) return section(text, at + 2, '?>', false);
  if (text.startsWith('<!--', at)) return section(text, at + 4, '-->', false);
  if (text.startsWith('<![CDATA[', at)) return section(text, at + 9, ']]>', true);
  return text[at + 1] === '!' ? { kind: 'declaration' } : tagAt(text, at);
}

function section(text: string, start: number, stop: string, isData: boolean): XmlToken {
  const close = text.indexOf(stop, start);
  if (close < 0) return BROKEN;
  return { kind: 'data', data: isData ? text.slice(start, close) : '', end: close + stop.length };
}

function tagAt(text: string, at: number): XmlToken {
  const isEnd = text[at + 1] === '/';
  NAME.lastIndex = at + (isEnd ? 2 : 1);
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return BROKEN;
  const nameEnd = NAME.lastIndex;
  const close = closeOfTag(text, nameEnd);
  if (close < 0) return BROKEN;
  const end = close + 1;
  if (isEnd) return text.slice(nameEnd, close).trim() === '' ? { kind: 'end', name, end } : BROKEN;
  return { kind: text[close - 1] === '/' ? 'empty' : 'start', name, end };
}

/* The `>` that ends a tag, past those in quoted attribute values; -1 when there is none. */
function closeOfTag(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '>') return at;
    else if (character === '<') return -1;
    else if (character === '"' || character === "'") quote = character;
  }
  return -1;
}
