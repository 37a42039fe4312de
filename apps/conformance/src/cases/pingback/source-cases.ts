// Sources: asked for, followed, bounded, and the codes that say what is wrong with them.
import { casesOf, type ConformanceCase } from '../../case.js';
import { Failure, Skipped } from '../../failure.js';
import { expectLinked, expectNotLinked, outcomeOf } from '../../outcome.js';
import {
  endless,
  linking,
  notFound,
  notLinking,
  redirect,
  silent,
  slowly,
} from '../../source/contents.js';
import type { PageContent } from '../../source/source-page.js';
import { until, untilQuiet } from '../../wire/until.js';
import { commonShapes } from '../link-shapes.js';
import { call } from './call.js';
import { expectFault, expectTaken, faultCode, isTaken } from './expect.js';

const pingback = casesOf('pingback');
const CODES = 'Pingback 1.0, 3: fault codes';
const SERVER = 'Pingback 1.0, 3: server steps';
const ERRATA = 'Pingback 1.0 errata: bound what is examined';
const MOST_HOPS = 50;

const broken: readonly (readonly [string, string, number, (target: string) => PageContent])[] = [
  ['source-404', 'a source that does not exist by fault 16 or 0', 16, () => notFound()],
  ['source-no-link', 'a source without a link by fault 17 or 0', 17, () => notLinking()],
  [
    'source-500',
    'a source that is out of order by fault 16, 50 or 0',
    50,
    () => ({ status: 500, body: 'Out of order' }),
  ],
];

export const sourceCases: readonly ConformanceCase[] = [
  pingback('practice', 'source-read', 'asks for the source', SERVER, async (context) => {
    const page = context.page();
    expectTaken(await call(context, page.url, context.target));
    await context.expectRead(page, 'the source');
  }),
  pingback(
    'practice',
    'source-redirect',
    'follows a redirect of the source',
    SERVER,
    async (context) => {
      const page = context.page();
      expectTaken(await call(context, context.page(redirect(page.url)).url, context.target));
      await context.expectRead(page, 'the page that the source redirects to');
    },
  ),
  pingback(
    'SHOULD',
    'redirects-bounded',
    'follows redirects for so long only',
    ERRATA,
    async (context) => {
      const page = context.page();
      page.change(redirect(page.url));
      await call(context, page.url, context.target);
      await page.read(context.timeoutMs);
      const count = await untilQuiet(() => page.requests.length, MOST_HOPS, 2_000);
      if (count > MOST_HOPS)
        throw new Failure(`at most ${MOST_HOPS} requests`, `${count} and more`);
    },
  ),
  pingback(
    'SHOULD',
    'source-endless',
    'stops reading a source that does not end',
    ERRATA,
    async (context) => {
      const page = context.page(endless(context.target));
      await call(context, page.url, context.target);
      await context.expectRead(page, 'the source');
      const closed = await until(
        () => page.requests.find(({ method }) => method === 'GET')?.closedAt ?? null,
        context.timeoutMs,
      );
      if (closed === null) throw new Failure('the connection to be closed', 'reading without end');
    },
  ),
  ...broken.map(([name, what, code, content]) =>
    pingback('SHOULD', name, `answers ${what}`, CODES, async (context) => {
      const page = context.page(slowly(content(context.target)));
      const answer = await call(context, page.url, context.target);
      if (isTaken(answer) && !page.wasSentBefore(answer.receivedAt))
        throw new Skipped('the receiver reads the source after its answer, which it may');
      expectFault(answer, [code, 16]);
    }),
  ),
  pingback(
    'practice',
    'answer-first',
    'answers although the source says nothing',
    'WordPress waits three seconds',
    async (context) => {
      expectTaken(await call(context, context.page(silent()).url, context.target));
    },
  ),
  ...commonShapes.map(({ name, what, isLinked, content }) =>
    pingback(
      'SHOULD',
      `source-${name}`,
      `${isLinked ? 'finds the mention in' : 'finds no mention in'} a source with ${what}`,
      `${SERVER}: the source links to the target`,
      async (context) => {
        const page = context.page(slowly(content(context.target)));
        const answer = await call(context, page.url, context.target);
        const outcome = await outcomeOf(context, page, answer, isTaken(answer));
        if (isLinked) expectLinked(outcome);
        else expectNotLinked(outcome);
      },
    ),
  ),
  pingback(
    'practice',
    'detailed-codes',
    'names 33 and 48 where it is set to say so',
    CODES,
    async (context) => {
      const { api, timeoutMs, target } = context;
      if (api === null) throw new Skipped('the receiver cannot be set to say so (see --token)');
      await api.changeSettings({ pingbackFaults: 'detailed' });
      try {
        const closed = await api.createTarget(new URL('/closed-to-pingback', target).href, {
          closesAt: '2020-01-01T00:00:00.000Z',
        });
        const refused = faultCode(await call(context, context.page().url, closed.url));
        if (refused !== 33) throw new Failure('fault 33 for a closed page', String(refused));
        const page = context.page(linking(target));
        expectTaken(await call(context, page.url, target));
        await api.verified(page.url, timeoutMs);
        const code = faultCode(await call(context, page.url, target));
        if (code !== 48) throw new Failure('fault 48 for a registered pair', String(code));
      } finally {
        await api.changeSettings({ pingbackFaults: 'opaque' });
      }
    },
  ),
  pingback(
    'practice',
    'opaque-codes',
    'says 0 for every fault but 48 where it is set to say so',
    'WordPress: nothing can be probed',
    async (context) => {
      const { api, receiver, target } = context;
      if (api === null) throw new Skipped('the receiver cannot be set to say so (see --token)');
      await api.changeSettings({ pingbackFaults: 'opaque' });
      for (const [source, page] of [
        [context.page().url, receiver.unknownTarget],
        [target, target],
      ] as const) {
        const code = faultCode(await call(context, source, page));
        if (code !== 0) throw new Failure('a fault with the code 0', `the code ${String(code)}`);
      }
    },
  ),
];
