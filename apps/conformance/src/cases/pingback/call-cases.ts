// One call in all the spellings that XML and XML-RPC allow.
import { casesOf, type ConformanceCase } from '../../case.js';
import type { CaseContext } from '../../context.js';
import { Failure } from '../../failure.js';
import { linking } from '../../source/contents.js';
import { call, escapeXml, methodCall, pingCall, post, stringValue } from './call.js';
import { expectAnswered, expectTaken } from './expect.js';

const pingback = casesOf('pingback');
const XML = 'XML 1.0';

type Spelling = readonly [
  level: 'MUST' | 'practice',
  name: string,
  title: string,
  clause: string,
  body: (source: string, target: string) => string | Buffer,
];

const untyped = (text: string): string => `<value>${escapeXml(text)}</value>`;
const cdata = (text: string): string => `<value><string><![CDATA[${text}]]></string></value>`;

const spellings: readonly Spelling[] = [
  [
    'MUST',
    'untyped-value',
    'takes a <value> without a type as a string',
    'XML-RPC: scalars without a type are strings',
    (source, target) => methodCall('pingback.ping', untyped(source), untyped(target)),
  ],
  [
    'MUST',
    'cdata',
    'takes a string in a CDATA section',
    `${XML}, 2.7`,
    (source, target) => methodCall('pingback.ping', cdata(source), cdata(target)),
  ],
  [
    'MUST',
    'no-white-space',
    'takes a call on one line',
    XML,
    (source, target) => pingCall(source, target).replace(/\n/g, ''),
  ],
  [
    'MUST',
    'much-white-space',
    'takes white space between the elements',
    XML,
    (source, target) =>
      pingCall(source, target)
        .replace(/>\s*</g, '>\r\n\t <')
        .replace(/<methodName>\s*/, '<methodName>'),
  ],
  [
    'MUST',
    'xml-comment',
    'takes a call with comments between the elements',
    `${XML}, 2.5`,
    (source, target) =>
      pingCall(source, target).replace('<params>', '<!-- a > comment --><params>'),
  ],
  [
    'MUST',
    'no-declaration',
    'takes a call without an XML declaration',
    `${XML}, 2.8: the declaration may be left out`,
    (source, target) => pingCall(source, target).replace(/^<\?xml.*\?>\n/, ''),
  ],
  [
    'MUST',
    'utf-8-mark',
    'takes a call in UTF-8 with a byte order mark',
    `${XML}, F.1`,
    (source, target) => `\ufeff${pingCall(source, target)}`,
  ],
  [
    'practice',
    'white-space-in-string',
    'takes addresses with white space around them',
    'Writers of XML indent',
    (source, target) =>
      methodCall('pingback.ping', stringValue(`\n  ${source}\n`), stringValue(` ${target} `)),
  ],
];

async function expectReadWith(context: CaseContext, written: string): Promise<void> {
  const page = context.page(linking(context.target), '?a=1&b=2');
  expectTaken(
    await post(
      context,
      methodCall(
        'pingback.ping',
        `<value><string>${page.url.replace('&', written)}</string></value>`,
        stringValue(context.target),
      ),
    ),
  );
  await context.expectRead(page, 'the source');
  const path = page.requests[0]?.path ?? '';
  if (!path.endsWith('?a=1&b=2')) throw new Failure('a request for …?a=1&b=2', path);
}

export const callCases: readonly ConformanceCase[] = [
  pingback(
    'MUST',
    'call',
    'takes pingback.ping(source, target)',
    'Pingback 1.0, 3: pingback.ping',
    async (context) => expectTaken(await call(context, context.page().url, context.target)),
  ),
  ...spellings.map(([level, name, title, clause, body]) =>
    pingback(level, name, title, clause, async (context) =>
      expectTaken(await post(context, body(context.page().url, context.target))),
    ),
  ),
  pingback(
    'MUST',
    'ampersand',
    'expands &amp; in the source before it asks for it',
    `${XML}, 4.6`,
    async (context) => expectReadWith(context, '&amp;'),
  ),
  pingback(
    'MUST',
    'character-reference',
    'expands &#38; in the source before it asks for it',
    `${XML}, 4.1`,
    async (context) => expectReadWith(context, '&#38;'),
  ),
  pingback(
    'practice',
    'utf-16',
    'answers a call in UTF-16',
    `${XML}, 4.3.3: processors read UTF-16`,
    async (context) =>
      expectAnswered(
        await post(
          context,
          Buffer.from(
            `\ufeff${pingCall(context.page().url, context.target).replace('"1.0"', '"1.0" encoding="utf-16"')}`,
            'utf16le',
          ),
        ),
      ),
  ),
  pingback(
    'practice',
    'false-utf-16',
    'answers UTF-8 that says it is UTF-16',
    'go-jamming: a spam bot sends it',
    async (context) =>
      expectAnswered(
        await post(
          context,
          pingCall(context.page().url, context.target).replace(
            '"1.0"',
            '"1.0" encoding="utf-16" standalone="yes"',
          ),
        ),
      ),
  ),
  pingback(
    'practice',
    'raw-ampersand',
    'takes addresses with a bare "&"',
    'Serendipity sends them',
    async (context) => {
      const page = context.page(linking(context.target), '?a=1&b=2');
      const body = methodCall(
        'pingback.ping',
        `<value><string>${page.url}</string></value>`,
        stringValue(context.target),
      );
      expectTaken(await post(context, body));
    },
  ),
];
