// Targets that take no pingbacks, and the codes that say so.
import { casesOf, type ConformanceCase } from '../../case.js';
import { Skipped } from '../../failure.js';
import { linking } from '../../source/contents.js';
import { call } from './call.js';
import { expectFault, expectTaken, isTaken } from './expect.js';

const pingback = casesOf('pingback');
const CODES = 'Pingback 1.0, 3: fault codes';

export const targetCases: readonly ConformanceCase[] = [
  pingback(
    'SHOULD',
    'target-unknown',
    'answers an unknown target by fault 32, 33 or 0',
    CODES,
    async (context) => {
      const { unknownTarget } = context.receiver;
      expectFault(
        await call(context, context.page(linking(unknownTarget)).url, unknownTarget),
        [32, 33],
      );
    },
  ),
  pingback(
    'SHOULD',
    'target-foreign',
    "answers somebody else's page as target by fault 32, 33 or 0",
    CODES,
    async (context) => {
      const target = 'https://somebody-else.invalid/page';
      expectFault(await call(context, context.page(linking(target)).url, target), [32, 33]);
    },
  ),
  pingback(
    'SHOULD',
    'target-look-alike',
    'is not taken in by a host that begins like its own',
    'Hosts are compared whole',
    async (context) => {
      const url = new URL(context.target);
      const target = `${url.protocol}//${url.hostname}.somebody-else.invalid${url.pathname}`;
      expectFault(await call(context, context.page(linking(target)).url, target), [32, 33]);
    },
  ),
  pingback(
    'SHOULD',
    'registered',
    'answers a pair that is registered by fault 48 or 0',
    CODES,
    async (context) => {
      const page = context.page();
      expectTaken(await call(context, page.url, context.target));
      if (context.api) await context.api.verified(page.url, context.timeoutMs);
      const again = await call(context, page.url, context.target);
      if (isTaken(again)) throw new Skipped('the receiver takes a pair again, which it may');
      expectFault(again, [48]);
    },
  ),
  pingback(
    'practice',
    'other-target',
    'takes the same source for a second page',
    'One post may answer to two',
    async (context) => {
      const { otherTarget } = context.receiver;
      if (otherTarget === null) throw new Skipped('no second page is known (--other-target)');
      const page = context.page(linking(otherTarget));
      expectTaken(await call(context, page.url, otherTarget));
    },
  ),
];
