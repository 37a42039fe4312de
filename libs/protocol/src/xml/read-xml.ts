// A small XML document, from text to elements, in one pass and without a grammar to be abused.
import { ok, refused } from '../result.js';
import type { Result } from '../result.js';
import type { XmlElement } from './xml-element.js';
import { xmlTokenAt } from './xml-token.js';

/** In elements; a list of calls inside a call has 14, a call 5. */
const MAX_DEPTH = 20;
const MAX_ELEMENTS = 500;

/** Read here, whatever the caller has let through; in UTF-16 units. */
export const MAX_XML_LENGTH = 64 * 1024;

interface OpenElement extends XmlElement {
  text: string;
  readonly children: XmlElement[];
}

/**
 * Reads a document and gives its root. Every declaration is refused, a DOCTYPE above all, so there
 * is no entity to expand. An unescaped `&` is taken for itself. Bounds: {@link MAX_XML_LENGTH}, 20
 * levels, 500 elements. The first offence ends the reading, and nothing is looked at twice: the
 * time is linear in the length.
 *
 * @returns the root, or one sentence that says what is wrong with the document
 */
export function readXml(document: string): Result<XmlElement, string> {
  if (document.length > MAX_XML_LENGTH) return refused('The body is too long.');
  const text = document.trim();
  const outside: OpenElement = { name: '', text: '', children: [] };
  const open: OpenElement[] = [outside];
  let elements = 0;

  for (let at = 0; at < text.length;) {
    const token = xmlTokenAt(text, at);
    if (token.kind === 'broken') return refused(NOT_WELL_FORMED);
    if (token.kind === 'declaration') return refused(DECLARATION);
    at = token.end;
    const inside = open.at(-1) ?? outside;
    if (token.kind === 'data') {
      inside.text += token.data;
    } else if (token.kind === 'end') {
      if (open.length === 1 || inside.name !== token.name) return refused(NOT_WELL_FORMED);
      open.pop();
    } else {
      elements += 1;
      if (elements > MAX_ELEMENTS) return refused('The body has too many elements.');
      if (open.length > MAX_DEPTH) return refused('The body is nested too deeply.');
      const element: OpenElement = { name: token.name, text: '', children: [] };
      inside.children.push(element);
      if (token.kind === 'start') open.push(element);
    }
  }

  const [root, second] = outside.children;
  if (root === undefined) return refused('The body is not XML.');
  const isWhole = open.length === 1 && second === undefined && outside.text.trim() === '';
  return isWhole ? ok(root) : refused(NOT_WELL_FORMED);
}

const NOT_WELL_FORMED = 'The body is not well-formed XML.';
const DECLARATION = 'The body has a DOCTYPE or another declaration; send it without.';
