// Reading the source: that it is read, how far redirects are followed, and where reading ends.
import { casesOf, type ConformanceCase } from '../../case.js';
import type { CaseContext } from '../../context.js';
import { Failure } from '../../failure.js';
import { expectLinked, expectNotLinked, outcomeOf } from '../../outcome.js';
import { dripping, endless, redirect, slowly } from '../../source/contents.js';
import type { SourcePage } from '../../source/source-page.js';
import { until, untilQuiet } from '../../wire/until.js';
import { webmentionShapes } from '../link-shapes.js';
import { expectTaken, isTaken, mention } from './mention.js';

const webmention = casesOf('webmention');
const VERIFICATION = 'Webmention, 3.2.2 Webmention Verification';
const LIMITS = 'Webmention, 4.2 Limits on GET requests';
const MOST_HOPS = 50;

async function expectClosed(context: CaseContext, page: SourcePage): Promise<void> {
  await context.expectRead(page, 'the source');
  const closed = await until(
    () => page.requests.find(({ method }) => method === 'GET')?.closedAt ?? null,
    context.timeoutMs,
  );
  if (closed === null)
    throw new Failure(
      `the connection to be closed within ${context.timeoutMs / 1_000} s`,
      'reading without end',
    );
}

const send = async (context: CaseContext, page: SourcePage): Promise<void> =>
  expectTaken(await mention(context, { source: page.url, target: context.target }));

export const sourceCases: readonly ConformanceCase[] = [
  webmention('MUST', 'source-read', 'asks for the source', VERIFICATION, async (context) => {
    const page = context.page();
    await send(context, page);
    await context.expectRead(page, 'the source');
  }),
  webmention(
    'SHOULD',
    'source-accept',
    'says with Accept what it can read',
    VERIFICATION,
    async (context) => {
      const page = context.page();
      await send(context, page);
      await context.expectRead(page, 'the source');
      const accept = page.requests.find(({ method }) => method === 'GET')?.headers['accept'];
      if (accept === undefined) throw new Failure('an Accept header', 'none');
    },
  ),
  ...[301, 302, 303, 307, 308].map((status) =>
    webmention(
      'MUST',
      `redirect-${status}`,
      `follows a redirect of status ${status}`,
      VERIFICATION,
      async (context) => {
        const page = context.page();
        await send(context, context.page(redirect(page.url, status)));
        await context.expectRead(page, `the page behind the ${status}`);
      },
    ),
  ),
  webmention(
    'MUST',
    'redirect-chain',
    'follows three redirects one after the other',
    VERIFICATION,
    async (context) => {
      const page = context.page();
      let { url } = page;
      for (let hop = 0; hop < 3; hop += 1) url = context.page(redirect(url)).url;
      expectTaken(await mention(context, { source: url, target: context.target }));
      await context.expectRead(page, 'the page behind three redirects');
    },
  ),
  webmention(
    'MUST',
    'redirect-relative',
    'follows a redirect to a relative address',
    'RFC 9110, 10.2.2 Location',
    async (context) => {
      const page = context.page();
      await send(context, context.page(redirect(new URL(page.url).pathname)));
      await context.expectRead(page, 'the page behind a relative redirect');
    },
  ),
  webmention(
    'SHOULD',
    'redirects-bounded',
    'follows redirects for so long only',
    `${VERIFICATION}: 20, for example`,
    async (context) => {
      const page = context.page();
      page.change(redirect(page.url));
      await mention(context, { source: page.url, target: context.target });
      await context.expectRead(page, 'the source');
      const count = await untilQuiet(() => page.requests.length, MOST_HOPS, 2_000);
      if (count > MOST_HOPS)
        throw new Failure(`at most ${MOST_HOPS} requests`, `${count} and more`);
    },
  ),
  webmention(
    'SHOULD',
    'source-endless',
    'stops reading a source that does not end',
    `${LIMITS}: bytes`,
    async (context) => {
      const page = context.page(endless(context.target));
      await mention(context, { source: page.url, target: context.target });
      await expectClosed(context, page);
    },
  ),
  webmention(
    'SHOULD',
    'source-dripping',
    'stops reading a source that comes byte by byte',
    `${LIMITS}: time`,
    async (context) => {
      const page = context.page(dripping());
      await mention(context, { source: page.url, target: context.target });
      await expectClosed(context, page);
    },
  ),
  webmention(
    'SHOULD',
    'after-endless',
    'reads other sources while one does not end',
    LIMITS,
    async (context) => {
      const [slow, page] = [context.page(dripping()), context.page()];
      await mention(context, { source: slow.url, target: context.target });
      await send(context, page);
      await context.expectRead(page, 'the source that came later');
    },
  ),
  ...webmentionShapes.map(({ name, what, isLinked, level, clause, content }) =>
    webmention(
      level,
      `source-${name}`,
      `${isLinked ? 'finds the mention in' : 'finds no mention in'} a source with ${what}`,
      clause,
      async (context) => {
        const page = context.page(slowly(content(context.target)));
        const answer = await mention(context, { source: page.url, target: context.target });
        const outcome = await outcomeOf(context, page, answer, isTaken(answer));
        if (isLinked) expectLinked(outcome);
        else expectNotLinked(outcome);
      },
    ),
  ),
  webmention(
    'MUST',
    'redirect-outcome',
    'finds the mention behind a redirect',
    VERIFICATION,
    async (context) => {
      const page = context.page(slowly(redirect(context.page().url)));
      const answer = await mention(context, { source: page.url, target: context.target });
      expectLinked(await outcomeOf(context, page, answer, isTaken(answer)));
    },
  ),
];
