// The answer side: the two envelopes of the specification, to the letter.
import { casesOf, type ConformanceCase } from '../../case.js';
import type { CaseContext } from '../../context.js';
import { Failure } from '../../failure.js';
import { describeAnswer, header, mediaType, type Answer } from '../../wire/answer.js';
import { exactEnvelope, wellFormed } from './envelope.js';
import { expectRefused, expectTaken, ping } from './ping.js';

const trackback = casesOf('trackback');
const CLAUSE = 'TrackBack 1.2, Sending a TrackBack Ping: response';

const success = async (context: CaseContext): Promise<Answer> => {
  const answer = await ping(context, { url: context.page().url, title: 'A title' });
  expectTaken(answer);
  return answer;
};
const refusal = async (context: CaseContext): Promise<Answer> => {
  const answer = await ping(context, { title: 'No address' });
  expectRefused(answer);
  return answer;
};

const EXACT =
  /^<\?xml version="1\.0" encoding="utf-8"\?>\n<response>\n<error>(?:0<\/error>|1<\/error>\n<message>[^<\n]+<\/message>)\n<\/response>\n?$/i;

/** Texts that end up in error messages and break them. */
const HOSTILE = ['<&"]]>', '</message></response>', "'\u0001\u0008", '\ufffe & <b>', '&nbsp;&#0;'];

export const answerCases: readonly ConformanceCase[] = [
  trackback(
    'MUST',
    'envelope-start',
    'begins with the XML declaration: no byte order mark, no white space',
    CLAUSE,
    async (context) => {
      for (const answer of [await success(context), await refusal(context)])
        if (!answer.body.subarray(0, 5).equals(Buffer.from('<?xml')))
          throw new Failure('"<?xml" as the first five bytes', describeAnswer(answer));
    },
  ),
  trackback(
    'MUST',
    'envelope-success',
    'says success by <error>0</error> and nothing else',
    CLAUSE,
    async (context) => {
      exactEnvelope(await success(context));
    },
  ),
  trackback(
    'MUST',
    'envelope-error',
    'says an error by <error>1</error> and a <message>',
    CLAUSE,
    async (context) => {
      exactEnvelope(await refusal(context));
    },
  ),
  trackback(
    'MUST',
    'envelope-well-formed',
    'stays well-formed whatever the ping holds',
    `${CLAUSE}; XML 1.0, 2.4`,
    async (context) => {
      for (const text of HOSTILE)
        wellFormed(await ping(context, { url: text, title: text, excerpt: text, blog_name: text }));
      for (const raw of ['url=%00%ff%fe', 'url=%ED%A0%80', 'url=%93%FA&charset=<"&'])
        wellFormed(await ping(context, raw));
    },
  ),
  trackback(
    'SHOULD',
    'envelope-bytes',
    'writes the envelopes as the specification prints them',
    CLAUSE,
    async (context) => {
      for (const answer of [await success(context), await refusal(context)])
        if (!EXACT.test(answer.text))
          throw new Failure(
            'the declaration and each element on lines of their own, as printed',
            describeAnswer(answer),
          );
    },
  ),
  trackback(
    'practice',
    'envelope-type',
    'is sent as text/xml in UTF-8',
    'Movable Type, WordPress, Dotclear',
    async (context) => {
      for (const answer of [await success(context), await refusal(context)])
        if (
          !/^(?:text|application)\/xml$/.test(mediaType(answer)) ||
          !/;\s*charset="?utf-8"?/i.test(header(answer, 'content-type'))
        )
          throw new Failure('Content-Type: text/xml; charset=utf-8', describeAnswer(answer));
    },
  ),
  trackback(
    'practice',
    'envelope-success-status',
    'says success with HTTP 200',
    'Services_Trackback takes no other status',
    async (context) => {
      const answer = await success(context);
      if (answer.status !== 200) throw new Failure('HTTP 200', describeAnswer(answer));
    },
  ),
  trackback(
    'practice',
    'envelope-error-status',
    'says a missing url with HTTP 200',
    'Movable Type and Services_Trackback read the message only then',
    async (context) => {
      const answer = await refusal(context);
      if (answer.status !== 200) throw new Failure('HTTP 200', describeAnswer(answer));
    },
  ),
];
