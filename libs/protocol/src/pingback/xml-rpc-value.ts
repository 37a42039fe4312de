// The values of XML-RPC, as far as anything here has a use for them: texts.
import type { XmlElement } from '../xml/xml-element.js';

const SCALARS: ReadonlySet<string> = new Set([
  'string',
  'int',
  'i4',
  'i8',
  'boolean',
  'double',
  'dateTime.iso8601',
]);

/** A scalar value: its type as XML-RPC names it, and its text, untrimmed. */
export interface XmlRpcScalar {
  readonly type: string;
  readonly text: string;
}

/**
 * Reads a `<value>`: untyped text is a string. Null for arrays, structs, base64, nil, and what is
 * no value at all (two types in one, text beside a type, markup inside a string).
 */
export function scalarOf(value: XmlElement): XmlRpcScalar | null {
  const [typed, second] = value.children;
  if (typed === undefined) return { type: 'string', text: value.text };
  const isOne = second === undefined && value.text.trim() === '' && typed.children.length === 0;
  return isOne && SCALARS.has(typed.name) ? { type: typed.name, text: typed.text } : null;
}
