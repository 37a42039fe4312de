// The response envelope held to the letter: no mark, no white space, well-formed, nothing added.
import { Failure } from '../../failure.js';
import { describeAnswer, type Answer } from '../../wire/answer.js';
import { NotWellFormed, parseXml, type XmlElement } from '../../xml/parse-xml.js';
import { elementsOf, hasStrayText, plainTextOf } from '../../xml/xml-tree.js';

export interface Envelope {
  readonly error: string;
  readonly message: string | null;
}

/** The root of the answer, or a failure that says where it is not well-formed. */
export function wellFormed(answer: Answer): XmlElement {
  try {
    return parseXml(answer.text);
  } catch (error) {
    if (!(error instanceof NotWellFormed)) throw error;
    throw new Failure('well-formed XML', `${error.message}: ${describeAnswer(answer)}`);
  }
}

/** `<response>` with `<error>` 0 alone, or with `<error>` 1 and a `<message>` that says something. */
export function exactEnvelope(answer: Answer): Envelope {
  const root = wellFormed(answer);
  const fail = (expected: string): never => {
    throw new Failure(expected, describeAnswer(answer));
  };
  if (root.name !== 'response' || root.attributes.size > 0) fail('the root <response>');
  if (hasStrayText(root)) fail('no text between the elements of <response>');
  const children = elementsOf(root);
  const error = children[0]?.name === 'error' ? plainTextOf(children[0]) : null;
  const message = children[1]?.name === 'message' ? plainTextOf(children[1]) : null;
  if (error !== '0' && error !== '1') fail('<error> 0 or 1 first, without white space in it');
  if (error === '0' && children.length > 1) fail('<error>0</error> alone in the <response>');
  if (error === '1' && (message === null || message.trim() === '' || children.length > 2))
    fail('<error>1</error>, one <message> with text and nothing else');
  return { error: error ?? '', message };
}
