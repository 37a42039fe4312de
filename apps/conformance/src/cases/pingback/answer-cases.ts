// The answer side: the two responses of XML-RPC, to the letter.
import { casesOf, type ConformanceCase } from '../../case.js';
import type { CaseContext } from '../../context.js';
import { Failure } from '../../failure.js';
import { describeAnswer, header, mediaType, type Answer } from '../../wire/answer.js';
import { call, methodCall, post, readResponse, stringOf } from './call.js';

const pingback = casesOf('pingback');
const RESPONSE = 'XML-RPC: response format';
const HTTP = 'XML-RPC: response header';
const HOSTILE = ['<&"]]>', ']]></string>', 'http://a.example/\u0001', '\ufffe', '&nbsp;&#0;'];

const success = (context: CaseContext): Promise<Answer> =>
  call(context, context.page().url, context.target);
const fault = (context: CaseContext): Promise<Answer> =>
  post(context, methodCall('pingback.noSuchMethod'));
const both = async (context: CaseContext): Promise<Answer[]> => [
  await success(context),
  await fault(context),
];

export const answerCases: readonly ConformanceCase[] = [
  pingback(
    'MUST',
    'success-string',
    'says success by a single string',
    'Pingback 1.0, 3: return value',
    async (context) => {
      const answer = await success(context);
      const response = readResponse(answer);
      const text = response.kind === 'value' ? stringOf(response.value) : null;
      if (text === null) throw new Failure('one value of type string', describeAnswer(answer));
    },
  ),
  pingback(
    'MUST',
    'fault-struct',
    'says failure by a fault: a struct of faultCode (int) and faultString (string)',
    RESPONSE,
    async (context) => {
      const answer = await fault(context);
      if (readResponse(answer).kind !== 'fault')
        throw new Failure('a fault', describeAnswer(answer));
    },
  ),
  pingback(
    'MUST',
    'answer-start',
    'begins with the first byte of the document: no mark, no white space',
    'XML 1.0, 2.8',
    async (context) => {
      for (const answer of await both(context))
        if (answer.body[0] !== 0x3c)
          throw new Failure('"<" as the first byte', describeAnswer(answer));
    },
  ),
  pingback('MUST', 'answer-status', 'answers with HTTP 200, faults too', HTTP, async (context) => {
    for (const answer of await both(context))
      if (answer.status !== 200) throw new Failure('HTTP 200', describeAnswer(answer));
  }),
  pingback('MUST', 'answer-type', 'answers as text/xml', HTTP, async (context) => {
    for (const answer of await both(context))
      if (mediaType(answer) !== 'text/xml')
        throw new Failure('Content-Type: text/xml', describeAnswer(answer));
  }),
  pingback(
    'SHOULD',
    'answer-length',
    'answers with a Content-Length',
    `${HTTP} (from before HTTP/1.1)`,
    async (context) => {
      for (const answer of await both(context))
        if (header(answer, 'content-length') !== String(answer.body.length))
          throw new Failure(
            `Content-Length: ${answer.body.length}`,
            header(answer, 'content-length') || 'none',
          );
    },
  ),
  pingback(
    'MUST',
    'answer-well-formed',
    'stays well-formed whatever the call holds',
    'XML 1.0, 2.4',
    async (context) => {
      for (const text of HOSTILE) {
        const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
        const value = `<value><string>${escaped}</string></value>`;
        readResponse(await post(context, methodCall('pingback.ping', value, value)));
        readResponse(await post(context, methodCall(escaped, value)));
      }
    },
  ),
];
