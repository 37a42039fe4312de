// An XML-RPC call as text and its answer, held to the letter of XML-RPC: one string, or one fault.
import type { CaseContext } from '../../context.js';
import { Failure } from '../../failure.js';
import { describeAnswer, type Answer } from '../../wire/answer.js';
import type { HttpRequest } from '../../wire/http-request.js';
import { NotWellFormed, parseXml, type XmlElement } from '../../xml/parse-xml.js';
import { elementsOf, hasStrayText, onlyChild, plainTextOf } from '../../xml/xml-tree.js';

export const escapeXml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

export const stringValue = (text: string): string =>
  `<value><string>${escapeXml(text)}</string></value>`;

/** `values` are whole `<value>` elements. */
export const methodCall = (name: string, ...values: readonly string[]): string =>
  `<?xml version="1.0"?>\n<methodCall>\n<methodName>${name}</methodName>\n<params>\n${values
    .map((value) => `<param>${value}</param>\n`)
    .join('')}</params>\n</methodCall>\n`;

export const pingCall = (source: string, target: string): string =>
  methodCall('pingback.ping', stringValue(source), stringValue(target));

/** Posts a body as XML-RPC. */
export const post = (
  context: CaseContext,
  body: string | Buffer,
  more: Partial<HttpRequest> & { contentType?: string } = {},
): Promise<Answer> => {
  const { contentType = 'text/xml', ...rest } = more;
  return context.send({
    url: context.endpoint,
    method: 'POST',
    headers: [['Content-Type', contentType]],
    body,
    ...rest,
  });
};

export const call = (context: CaseContext, source: string, target: string): Promise<Answer> =>
  post(context, pingCall(source, target));

export type Response =
  | { readonly kind: 'value'; readonly value: XmlElement }
  | { readonly kind: 'fault'; readonly code: number; readonly text: string };

/** What the answer says, or a failure that says where it leaves XML-RPC. */
export function readResponse(answer: Answer): Response {
  const fail = (expected: string): never => {
    throw new Failure(expected, describeAnswer(answer));
  };
  const root = wellFormed(answer);
  if (root.name !== 'methodResponse') fail('the root <methodResponse>');
  const fault = onlyChild(root, 'fault');
  if (fault) return faultOf(fault) ?? fail('a <fault> with a struct of faultCode and faultString');
  const value = onlyChild(onlyChild(onlyChild(root, 'params'), 'param'), 'value');
  return value
    ? { kind: 'value', value }
    : fail('<params> with one <param> with one <value>, or a <fault>');
}

function wellFormed(answer: Answer): XmlElement {
  try {
    return parseXml(answer.text);
  } catch (error) {
    if (!(error instanceof NotWellFormed)) throw error;
    throw new Failure('well-formed XML', `${error.message}: ${describeAnswer(answer)}`);
  }
}

/** `<value><string>text</string></value>` or `<value>text</value>`; null for another type. */
export function stringOf(value: XmlElement | null): string | null {
  if (value === null) return null;
  const typed = onlyChild(value, 'string');
  return typed ? plainTextOf(typed) : plainTextOf(value);
}

function faultOf(fault: XmlElement): Response | null {
  const struct = onlyChild(onlyChild(fault, 'value'), 'struct');
  if (struct === null || hasStrayText(struct)) return null;
  const members = new Map<string, XmlElement>();
  for (const member of elementsOf(struct)) {
    const [name, value, ...others] = elementsOf(member);
    if (member.name !== 'member' || hasStrayText(member) || others.length > 0) return null;
    if (name?.name !== 'name' || value?.name !== 'value') return null;
    members.set(plainTextOf(name) ?? '', value);
  }
  const code = members.get('faultCode');
  const number = code && (onlyChild(code, 'int') ?? onlyChild(code, 'i4'));
  const digits = number ? (plainTextOf(number) ?? '') : '';
  const text = stringOf(members.get('faultString') ?? null);
  if (members.size !== 2 || !/^[+-]?\d+$/.test(digits) || text === null) return null;
  return { kind: 'fault', code: Number(digits), text };
}
