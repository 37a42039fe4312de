// A strict reader of small XML documents: what is not well-formed, or has a DOCTYPE, is refused with a reason.
import { expandReferences, illegalCharacter } from './xml-characters.js';

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (XmlElement | string)[];
}

export class NotWellFormed extends Error {
  override name = 'NotWellFormed';
}

const DECLARATION =
  /^<\?xml\s+version\s*=\s*(?:"1\.[01]"|'1\.[01]')(?:\s+encoding\s*=\s*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>/;
const START_TAG =
  /<([A-Za-z_:][\w:.-]*)((?:\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const END_TAG = /<\/([A-Za-z_:][\w:.-]*)\s*>/y;
const BLANK = /^[ \t\r\n]*$/;

/** The root element. `text` starts at the first byte: white space or a mark before the declaration is an error. */
export function parseXml(text: string): XmlElement {
  const illegal = illegalCharacter(text);
  if (illegal !== null) throw new NotWellFormed(illegal);
  let at = DECLARATION.exec(text)?.[0].length ?? 0;
  const document: XmlElement = { name: '', attributes: new Map(), children: [] };
  const open: XmlElement[] = [document];
  const parent = (): XmlElement => open.at(-1) ?? document;

  while (at < text.length) {
    if (text.startsWith('<!--', at)) at = skip('<!--', '-->', 'a comment');
    else if (text.startsWith('<![CDATA[', at)) {
      const from = at + '<![CDATA['.length;
      at = skip('<![CDATA[', ']]>', 'a CDATA section');
      addText(text.slice(from, at - 3));
    } else if (text.startsWith('<?', at)) {
      if (/^<\?xml[\s?]/i.test(text.slice(at, at + 6)))
        throw new NotWellFormed('the XML declaration is not at the start or not complete');
      at = skip('<?', '?>', 'a processing instruction');
    } else if (text.startsWith('<!', at)) throw new NotWellFormed('a DOCTYPE stands in it');
    else if (text.startsWith('</', at)) at = close();
    else if (text[at] === '<') at = start();
    else {
      const end = text.indexOf('<', at);
      const raw = text.slice(at, end < 0 ? text.length : end);
      if (raw.includes(']]>')) throw new NotWellFormed('"]]>" stands unescaped in text');
      addText(references(raw));
      at += raw.length;
    }
  }
  if (open.length > 1) throw new NotWellFormed(`<${parent().name}> is not closed`);
  const root = document.children.find((child) => typeof child !== 'string');
  if (root === undefined) throw new NotWellFormed('there is no element');
  return root;

  function skip(begin: string, end: string, what: string): number {
    const found = text.indexOf(end, at + begin.length);
    if (found < 0) throw new NotWellFormed(`${what} is not closed`);
    return found + end.length;
  }
  function addText(value: string): void {
    if (open.length > 1) parent().children.push(value);
    else if (!BLANK.test(value))
      throw new NotWellFormed(
        `text outside the root element: ${JSON.stringify(value.slice(0, 40))}`,
      );
  }
  function close(): number {
    END_TAG.lastIndex = at;
    const match = END_TAG.exec(text);
    if (match?.[1] === undefined || match[1] !== parent().name || open.length === 1)
      throw new NotWellFormed(
        `${JSON.stringify(text.slice(at, at + 30))} where </${parent().name}> should stand`,
      );
    open.pop();
    return END_TAG.lastIndex;
  }
  function start(): number {
    START_TAG.lastIndex = at;
    const match = START_TAG.exec(text);
    if (match === null)
      throw new NotWellFormed(`no tag at ${JSON.stringify(text.slice(at, at + 30))}`);
    if (open.length === 1 && document.children.length > 0)
      throw new NotWellFormed('there is a second root element');
    const [, name = '', list = '', slash] = match;
    const element = { name, attributes: attributesOf(list), children: [] };
    parent().children.push(element);
    if (slash === '') open.push(element);
    return START_TAG.lastIndex;
  }
}

function attributesOf(list: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single = ''] of list.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new NotWellFormed(`the attribute ${name} stands twice`);
    attributes.set(name, references(double ?? single));
  }
  return attributes;
}

function references(raw: string): string {
  const text = expandReferences(raw);
  if (text === null)
    throw new NotWellFormed(`a bare "&" or an unknown entity: ${raw.slice(0, 60)}`);
  return text;
}
