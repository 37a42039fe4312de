// The answer: at once, and with a status page where it promises one.
import { casesOf, type ConformanceCase } from '../../case.js';
import { Failure, Skipped } from '../../failure.js';
import { silent } from '../../source/contents.js';
import { describeAnswer, header } from '../../wire/answer.js';
import { expectTaken, mention } from './mention.js';

const webmention = casesOf('webmention');
const RECEIVING = 'Webmention, 3.2 Receiving Webmentions';

export const answerCases: readonly ConformanceCase[] = [
  webmention(
    'MUST',
    'location',
    'names its status page in Location beside 201',
    RECEIVING,
    async (context) => {
      const answer = await mention(context, { source: context.page().url, target: context.target });
      const location = header(answer, 'location');
      if (answer.status === 201 && location === '')
        throw new Failure('a Location', describeAnswer(answer));
      if (answer.status !== 201 && location !== '')
        throw new Failure('201 where a status page is named', describeAnswer(answer));
      if (answer.status !== 201) throw new Skipped('the receiver has no status pages');
    },
  ),
  webmention(
    'MUST',
    'location-answers',
    'answers at its status page while the mention is not yet verified',
    RECEIVING,
    async (context) => {
      const source = context.page(silent()).url;
      const answer = await mention(context, { source, target: context.target });
      const location = header(answer, 'location');
      if (answer.status !== 201 || location === '')
        throw new Skipped('the receiver has no status pages');
      const status = await context.send({ url: new URL(location, answer.url).href });
      if (status.status !== 200) throw new Failure('HTTP 200', describeAnswer(status));
      if (status.text.trim() === '')
        throw new Failure('words about the mention', describeAnswer(status));
    },
  ),
  webmention(
    'SHOULD',
    'asynchronous',
    'answers although the source says nothing',
    `${RECEIVING}: asynchronously`,
    async (context) => {
      const source = context.page(silent()).url;
      expectTaken(await mention(context, { source, target: context.target }));
    },
  ),
  webmention(
    'SHOULD',
    'repeat',
    'takes the same mention again',
    'Webmention, 3.2.4 Updating existing Webmentions',
    async (context) => {
      const fields = { source: context.page().url, target: context.target };
      expectTaken(await mention(context, fields));
      expectTaken(await mention(context, fields));
    },
  ),
  webmention(
    'practice',
    'other-target',
    'takes the same source for a second page',
    'One post may answer to two',
    async (context) => {
      const { otherTarget } = context.receiver;
      if (otherTarget === null) throw new Skipped('no second page is known (--other-target)');
      const source = context.page().url;
      expectTaken(await mention(context, { source, target: context.target }));
      expectTaken(await mention(context, { source, target: otherTarget }));
    },
  ),
];
