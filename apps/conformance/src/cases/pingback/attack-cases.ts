// Calls that attack the reader of XML, or turn the receiver against others.
import { casesOf, type ConformanceCase } from '../../case.js';
import type { CaseContext } from '../../context.js';
import { Failure } from '../../failure.js';
import type { SourcePage } from '../../source/source-page.js';
import { call, methodCall, pingCall, post, stringValue } from './call.js';
import { expectAnswered, expectFault, expectNoSuccess, expectTaken } from './expect.js';

const pingback = casesOf('pingback');
const XXE = 'CVE-2014-5265: entities in XML-RPC';

/** When a later ping has been read, an earlier one would have been. */
async function expectNeverRead(
  context: CaseContext,
  page: SourcePage,
  what: string,
): Promise<void> {
  const later = context.page();
  expectTaken(await call(context, later.url, context.target));
  await later.read(Math.min(context.timeoutMs, 5_000));
  if (page.requests.length > 0) throw new Failure(`no request for ${what}`, 'one');
}

const withDoctype = (doctype: string, source: string, target: string): string =>
  methodCall(
    'pingback.ping',
    `<value><string>${source}</string></value>`,
    stringValue(target),
  ).replace('?>\n', `?>\n<!DOCTYPE methodCall ${doctype}>\n`);

const laughs = (): string => {
  const levels = Array.from(
    { length: 12 },
    (_each, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
  );
  return `[<!ENTITY l0 "lol">${levels.join('')}]`;
};

const multicall = (source: string, target: string): string => {
  const one = `<value><struct><member><name>methodName</name>${stringValue('pingback.ping')}</member><member><name>params</name><value><array><data>${stringValue(source)}${stringValue(target)}</data></array></value></member></struct></value>`;
  return methodCall(
    'system.multicall',
    `<value><array><data>${one.repeat(3)}</data></array></value>`,
  );
};

export const attackCases: readonly ConformanceCase[] = [
  pingback('SHOULD', 'doctype', 'refuses a call with a DOCTYPE', XXE, async (context) =>
    expectFault(await post(context, withDoctype('[]', context.page().url, context.target))),
  ),
  pingback(
    'SHOULD',
    'entity-internal',
    'expands no entities of the caller',
    XXE,
    async (context) => {
      const page = context.page();
      expectFault(
        await post(context, withDoctype(`[<!ENTITY s "${page.url}">]`, '&s;', context.target)),
      );
      await expectNeverRead(context, page, 'an address out of an entity');
    },
  ),
  pingback('SHOULD', 'entity-external', 'asks for no external entity', XXE, async (context) => {
    const secret = context.page();
    const doctype = `[<!ENTITY s SYSTEM "${secret.url}">]`;
    expectNoSuccess(await post(context, withDoctype(doctype, '&s;', context.target)));
    await expectNeverRead(context, secret, 'an external entity');
  }),
  pingback('SHOULD', 'doctype-external', 'asks for no external DOCTYPE', XXE, async (context) => {
    const secret = context.page();
    await post(context, withDoctype(`SYSTEM "${secret.url}"`, context.page().url, context.target));
    await expectNeverRead(context, secret, 'an external DOCTYPE');
  }),
  pingback('SHOULD', 'entity-laughs', 'answers a billion laughs by a fault', XXE, async (context) =>
    expectFault(await post(context, withDoctype(laughs(), '&l12;', context.target))),
  ),
  pingback(
    'practice',
    'multicall',
    'refuses system.multicall',
    'It multiplies attacks; Akismet counts its calls',
    async (context) => {
      const page = context.page();
      const answer = await post(context, multicall(page.url, context.target));
      expectFault(answer);
      await expectNeverRead(context, page, 'the source of a refused multicall');
    },
  ),
  pingback(
    'practice',
    'list-methods',
    'answers system.listMethods',
    'XML-RPC introspection',
    async (context) => expectAnswered(await post(context, methodCall('system.listMethods'))),
  ),
  pingback(
    'practice',
    'get-pingbacks',
    'answers pingback.extensions.getPingbacks',
    'WordPress: an array of sources, or a fault',
    async (context) =>
      expectAnswered(
        await post(
          context,
          methodCall('pingback.extensions.getPingbacks', stringValue(context.target)),
        ),
      ),
  ),
  pingback(
    'practice',
    'oversize',
    'refuses a body of 1 MB, and answers it',
    'Pingback 1.0 errata: bound what is examined',
    async (context) => {
      const body = pingCall(`${context.page().url}?${'x'.repeat(1_100_000)}`, context.target);
      const answer = await post(context, body);
      expectNoSuccess(answer);
    },
  ),
  pingback(
    'practice',
    'deep',
    'answers ten thousand elements within each other',
    'A reader of XML must not overflow',
    async (context) =>
      expectNoSuccess(
        await post(
          context,
          `<methodCall>${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}</methodCall>`,
        ),
      ),
  ),
  pingback(
    'practice',
    'after-attacks',
    'takes calls after all that',
    'One sender must not stop the others',
    async (context) => expectTaken(await call(context, context.page().url, context.target)),
  ),
];
