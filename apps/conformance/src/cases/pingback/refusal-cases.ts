// Calls that must end in a fault: wrong method, wrong parameters, wrong addresses.
import { casesOf, type ConformanceCase, type Level } from '../../case.js';
import { call, methodCall, post, stringValue } from './call.js';
import { expectFault, expectNoSuccess } from './expect.js';

const pingback = casesOf('pingback');
const FAULT = 'Pingback 1.0, 3: errors are faults';
const RPC = 'XML-RPC: request format';

type Params = (source: string, target: string) => string;

const wrongCalls: readonly (readonly [string, string, Params])[] = [
  ['no-params', 'a call without parameters', () => methodCall('pingback.ping')],
  [
    'one-param',
    'a call with one parameter',
    (source) => methodCall('pingback.ping', stringValue(source)),
  ],
  [
    'three-params',
    'a call with three parameters',
    (source, target) =>
      methodCall('pingback.ping', stringValue(source), stringValue(target), stringValue('three')),
  ],
  [
    'int-param',
    'a number for the source',
    (_source, target) =>
      methodCall('pingback.ping', '<value><int>7</int></value>', stringValue(target)),
  ],
  [
    'i4-param',
    'an i4 for the target',
    (source) => methodCall('pingback.ping', stringValue(source), '<value><i4>7</i4></value>'),
  ],
  [
    'struct-param',
    'a struct for the source',
    (source, target) =>
      methodCall(
        'pingback.ping',
        `<value><struct><member><name>a</name>${stringValue(source)}</member></struct></value>`,
        stringValue(target),
      ),
  ],
  [
    'array-param',
    'both addresses in one array',
    (source, target) =>
      methodCall(
        'pingback.ping',
        `<value><array><data>${stringValue(source)}${stringValue(target)}</data></array></value>`,
      ),
  ],
  [
    'unknown-method',
    'an unknown method',
    (source, target) =>
      methodCall('pingback.noSuchMethod', stringValue(source), stringValue(target)),
  ],
  [
    'empty-method',
    'an empty method name',
    (source, target) => methodCall('', stringValue(source), stringValue(target)),
  ],
  [
    'extended-ping',
    'weblogUpdates.extendedPing',
    (source, target) =>
      methodCall(
        'weblogUpdates.extendedPing',
        stringValue('A blog'),
        stringValue(source),
        stringValue(target),
      ),
  ],
  [
    'not-xml',
    'a form',
    (source, target) => `source=${encodeURIComponent(source)}&target=${encodeURIComponent(target)}`,
  ],
  [
    'not-closed',
    'XML that is cut off',
    (source, target) =>
      methodCall('pingback.ping', stringValue(source), stringValue(target)).slice(0, -30),
  ],
  ['empty-body', 'an empty body', () => ''],
  [
    'other-xml',
    'XML that is no call',
    () => '<?xml version="1.0"?><html><body>pingback.ping</body></html>',
  ],
];

type Addresses = (source: string, target: string) => readonly [string, string];

const wrongAddresses: readonly (readonly [Level, string, string, Addresses])[] = [
  ['MUST', 'source-empty', 'an empty source', (_source, target) => ['', target]],
  ['MUST', 'target-empty', 'an empty target', (source) => [source, '']],
  ['SHOULD', 'source-relative', 'a relative source', (_source, target) => ['/post/1', target]],
  [
    'SHOULD',
    'source-gemini',
    'a gemini: source',
    (_source, target) => ['gemini://sender.example/post', target],
  ],
  [
    'SHOULD',
    'target-gemini',
    'a gemini: target',
    (source) => [source, 'gemini://blog.example/entry'],
  ],
  [
    'SHOULD',
    'source-javascript',
    'a javascript: source',
    (_source, target) => ['javascript:alert(1)', target],
  ],
  ['SHOULD', 'source-file', 'a file: source', (_source, target) => ['file:///etc/passwd', target]],
  [
    'SHOULD',
    'source-is-target',
    'a source that is the target',
    (_source, target) => [target, target],
  ],
];

export const refusalCases: readonly ConformanceCase[] = [
  ...wrongCalls.map(([name, what, body]) =>
    pingback(
      'MUST',
      name,
      `answers ${what} by a fault`,
      name.startsWith('not-') || name === 'empty-body' ? RPC : FAULT,
      async (context) => expectFault(await post(context, body(context.page().url, context.target))),
    ),
  ),
  ...wrongAddresses.map(([level, name, what, addresses]) =>
    pingback(level, name, `answers ${what} by a fault`, FAULT, async (context) =>
      expectFault(await call(context, ...addresses(context.page().url, context.target))),
    ),
  ),
  pingback('MUST', 'get', 'takes no call by GET', 'XML-RPC: requests are POST', async (context) =>
    expectNoSuccess(await context.send({ url: context.endpoint })),
  ),
  pingback('MUST', 'put', 'takes no call by PUT', 'XML-RPC: requests are POST', async (context) =>
    expectNoSuccess(
      await post(
        context,
        methodCall('pingback.ping', stringValue(context.page().url), stringValue(context.target)),
        { method: 'PUT' },
      ),
    ),
  ),
];
