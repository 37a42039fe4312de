// The charset matrix: declared in the header, in a field, or nowhere; contradictory, unknown and hostile labels.
import { casesOf, type ConformanceCase } from '../../case.js';
import { Failure } from '../../failure.js';
import { percent, sampleForm, samples } from './charset-samples.js';
import { expectEnvelope, expectTaken, FORM, isTaken, ping } from './ping.js';
import { expectRecorded, recorded } from './recorded.js';

const trackback = casesOf('trackback');
const CLAUSE = 'TrackBack 1.2, Character Encoding';

const matrix = samples.flatMap((sample) => [
  trackback(
    'SHOULD',
    `charset-${sample.name}-header`,
    `takes ${sample.charset} declared in Content-Type`,
    CLAUSE,
    async (context) => {
      const { url } = context.page();
      const contentType = `${FORM}; charset=${sample.charset}`;
      expectTaken(await ping(context, sampleForm(url, sample), { contentType }));
      await expectRecorded(context, url, sample);
    },
  ),
  trackback(
    'practice',
    `charset-${sample.name}-field`,
    `takes ${sample.charset} declared in the field "charset"`,
    'WordPress, Movable Type, Japanese software',
    async (context) => {
      const { url } = context.page();
      expectTaken(await ping(context, `${sampleForm(url, sample)}&charset=${sample.charset}`));
      await expectRecorded(context, url, sample);
    },
  ),
  trackback(
    'practice',
    `charset-${sample.name}-undeclared`,
    `takes ${sample.charset} declared nowhere`,
    'WordPress sends its blog charset without saying it',
    async (context) => {
      const { url } = context.page();
      expectTaken(await ping(context, sampleForm(url, sample)));
      await expectRecorded(context, url, sample);
    },
  ),
]);

export const charsetCases: readonly ConformanceCase[] = [
  trackback(
    'MUST',
    'charset-utf-8',
    'takes UTF-8 declared in Content-Type',
    CLAUSE,
    async (context) => {
      const { url } = context.page();
      const title = 'Ünïcödé 日本語 😀';
      expectTaken(await ping(context, { url, title }, { contentType: `${FORM}; charset=utf-8` }));
      await expectRecorded(context, url, { title });
    },
  ),
  trackback(
    'SHOULD',
    'charset-utf-8-undeclared',
    'takes UTF-8 declared nowhere',
    'WordPress, Serendipity',
    async (context) => {
      const { url } = context.page();
      const title = 'Ünïcödé 日本語 😀';
      expectTaken(await ping(context, { url, title }));
      await expectRecorded(context, url, { title });
    },
  ),
  ...matrix,
  trackback(
    'practice',
    'charset-contradiction',
    'answers contradictory labels in the envelope',
    'Header before field',
    async (context) => {
      const { url } = context.page();
      const [sample] = samples;
      if (!sample) return;
      const answer = await ping(context, `${sampleForm(url, sample)}&charset=utf-8`, {
        contentType: `${FORM}; charset=Shift_JIS`,
      });
      expectEnvelope(answer);
      if (isTaken(answer)) await expectRecorded(context, url, sample);
    },
  ),
  trackback(
    'practice',
    'charset-false-utf-8',
    'answers bytes that are not the UTF-8 they are said to be in the envelope',
    'Movable Type answers with an HTML page',
    async (context) => {
      const body = `title=Caf%E9+r%E9sum%E9&url=${encodeURIComponent(context.page().url)}`;
      expectEnvelope(await ping(context, body, { contentType: `${FORM}; charset=utf-8` }));
    },
  ),
  trackback(
    'practice',
    'charset-unknown',
    'answers an unknown charset in the envelope',
    'WordPress answers with HTTP 500',
    async (context) => {
      const fields = { url: context.page().url, title: 'A title', charset: 'x-no-such' };
      expectEnvelope(await ping(context, fields));
    },
  ),
  trackback(
    'practice',
    'charset-utf-7',
    'does not decode UTF-7',
    'CVE-2007-0107',
    async (context) => {
      const { url } = context.page();
      const answer = await ping(context, {
        url,
        title: '+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
        charset: 'UTF-7',
      });
      expectEnvelope(answer);
      const title = isTaken(answer) ? (await recorded(context, url))?.claimed.title : '';
      if (title?.includes('<')) throw new Failure('a title that is not decoded', title);
    },
  ),
  trackback(
    'practice',
    'charset-list',
    'answers a list of two thousand charsets at once',
    'CVE-2009-3622',
    async (context) => {
      const list = Array.from({ length: 2_000 }, (_each, index) =>
        index % 2 ? 'UTF-8' : 'EUC-JP',
      ).join(',');
      const body = `url=${encodeURIComponent(context.page().url)}&title=${percent(Buffer.from('日本語'))}&charset=${list}`;
      expectEnvelope(await ping(context, body));
    },
  ),
];
