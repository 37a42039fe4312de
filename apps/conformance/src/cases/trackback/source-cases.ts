// TrackBack asks for no verification; receivers that do it anyway are held to what they say they found.
import { casesOf, type ConformanceCase } from '../../case.js';
import { Failure } from '../../failure.js';
import { expectLinked, expectNotLinked, outcomeOf } from '../../outcome.js';
import { linking, silent, slowly } from '../../source/contents.js';
import { commonShapes } from '../link-shapes.js';
import { expectTaken, isTaken, ping } from './ping.js';

const trackback = casesOf('trackback');

export const sourceCases: readonly ConformanceCase[] = [
  trackback(
    'practice',
    'answer-first',
    'answers although the source says nothing',
    'Senders wait three to thirty seconds',
    async (context) => {
      const page = context.page(silent());
      expectTaken(await ping(context, { url: page.url, title: 'A title' }));
    },
  ),
  ...commonShapes.map(({ name, what, isLinked, content }) =>
    trackback(
      'practice',
      `source-${name}`,
      `${isLinked ? 'finds the mention in' : 'finds no mention in'} a source with ${what}`,
      'Against TrackBack spam: the source must link to the target',
      async (context) => {
        const page = context.page(slowly(content(context.target)));
        const answer = await ping(context, {
          url: page.url,
          title: 'A title',
          excerpt: 'An excerpt',
        });
        const outcome = await outcomeOf(context, page, answer, isTaken(answer));
        if (isLinked) expectLinked(outcome);
        else expectNotLinked(outcome);
      },
    ),
  ),
  trackback(
    'practice',
    'claims-apart',
    'keeps what the ping claims apart from what the page says',
    'A ping can claim anything',
    async (context) => {
      const page = context.page(linking(context.target, 'The title of the page'));
      const answer = await ping(context, { url: page.url, title: 'A claimed title' });
      await outcomeOf(context, page, answer, isTaken(answer));
      const stored = (await context.api?.pingsOf(page.url))?.[0];
      if (
        stored &&
        (stored.claimed.title !== 'A claimed title' || stored.extracted.title === 'A claimed title')
      )
        throw new Failure(
          'both titles',
          `${stored.claimed.title} / ${String(stored.extracted.title)}`,
        );
    },
  ),
];
