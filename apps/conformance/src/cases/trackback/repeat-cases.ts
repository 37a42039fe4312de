// The same ping again: a sender whose answer got lost must not be told that it failed.
import { casesOf, type ConformanceCase } from '../../case.js';
import { Failure, Skipped } from '../../failure.js';
import { describeAnswer } from '../../wire/answer.js';
import { expectEnvelope, expectTaken, isTaken, ping } from './ping.js';

const trackback = casesOf('trackback');

export const repeatCases: readonly ConformanceCase[] = [
  trackback(
    'MUST',
    'repeat-answered',
    'answers the same ping again in the envelope',
    'TrackBack 1.2, Sending a TrackBack Ping: response',
    async (context) => {
      const fields = { url: context.page().url, title: 'A title' };
      expectTaken(await ping(context, fields));
      expectEnvelope(await ping(context, fields));
    },
  ),
  trackback(
    'practice',
    'repeat-success',
    'answers the same ping again by success',
    'Movable Type: success; WordPress, Serendipity, Dotclear: error',
    async (context) => {
      const fields = { url: context.page().url, title: 'A title' };
      expectTaken(await ping(context, fields));
      const again = await ping(context, fields);
      if (!isTaken(again)) throw new Failure('success, as at first', describeAnswer(again));
    },
  ),
  trackback(
    'practice',
    'repeat-stored-once',
    'stores the same ping once',
    'What a repetition must not change',
    async (context) => {
      if (context.api === null) throw new Skipped('what is stored cannot be seen (see --token)');
      const { url } = context.page();
      for (let sent = 0; sent < 3; sent += 1) await ping(context, { url, title: 'A title' });
      await context.api.verified(url, context.timeoutMs);
      const { length } = await context.api.pingsOf(url);
      if (length !== 1) throw new Failure('one stored ping', `${length}`);
    },
  ),
  trackback(
    'practice',
    'repeat-after-rejection',
    'leaves a rejected ping rejected when it comes again',
    'A decision of a person stands',
    async (context) => {
      const { api, timeoutMs } = context;
      if (api === null) throw new Skipped('nothing can be rejected here (see --token)');
      const fields = { url: context.page().url, title: 'A title' };
      expectTaken(await ping(context, fields));
      await api.decide('reject', await api.verified(fields.url, timeoutMs));
      expectEnvelope(await ping(context, fields));
      const statuses = (await api.pingsOf(fields.url)).map(({ status }) => status);
      if (statuses.join() !== 'rejected') throw new Failure('the status rejected', statuses.join());
    },
  ),
];
