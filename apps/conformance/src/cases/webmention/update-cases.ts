// What a second mention of the same pair does: update, delete, and leave alone what only failed for a moment.
import { casesOf, type ConformanceCase } from '../../case.js';
import type { CaseContext } from '../../context.js';
import { Failure, Skipped } from '../../failure.js';
import { expectLinked, onStatusPage, statusUrlOf } from '../../outcome.js';
import { gone, link, linking, notFound, notLinking } from '../../source/contents.js';
import type { PageContent, SourcePage } from '../../source/source-page.js';
import type { ApiPing, TrackwardenApi } from '../../receiver/trackwarden-api.js';
import { until } from '../../wire/until.js';
import { expectTaken, mention } from './mention.js';

const webmention = casesOf('webmention');
const UPDATE = 'Webmention, 3.2.4 Updating existing Webmentions';

interface Seen {
  readonly api: TrackwardenApi;
  readonly page: SourcePage;
  readonly first: ApiPing;
}

const fieldsOf = ({ target }: CaseContext, page: SourcePage): Record<string, string> => ({
  source: page.url,
  target,
});

/** A mention that was found, and then its source changes and it comes again. */
async function changed(context: CaseContext, content: PageContent): Promise<Seen> {
  const { api, timeoutMs } = context;
  if (api === null) throw new Skipped('what is stored cannot be seen (see --token)');
  const page = context.page(linking(context.target, 'The first title'));
  expectTaken(await mention(context, fieldsOf(context, page)));
  const first = await api.verified(page.url, timeoutMs);
  if (first.verification.state !== 'linked')
    throw new Failure('the first mention to be found', first.verification.state);
  page.change(content);
  await mention(context, fieldsOf(context, page));
  return { api, page, first };
}

async function stateAfter(context: CaseContext, content: PageContent): Promise<ApiPing> {
  const { api, page, first } = await changed(context, content);
  return api.verified(page.url, context.timeoutMs, first.verification.checkedAt);
}

/** The same where only a status page can be seen: it said "found", and must take that back. */
async function expectTakenBack(context: CaseContext, content: PageContent): Promise<void> {
  const page = context.page();
  const answer = await mention(context, fieldsOf(context, page));
  expectTaken(answer);
  const url = statusUrlOf(context, page, answer);
  if (url === null) throw new Skipped('what is stored cannot be seen (see --token)');
  expectLinked(await onStatusPage(context, url));
  page.change(content);
  const again = await mention(context, fieldsOf(context, page));
  const outcome = await onStatusPage(context, statusUrlOf(context, page, again) ?? url, false);
  if (outcome.isLinked) throw new Failure('the status page to say it is gone', outcome.said);
}

async function expectRemoved(
  context: CaseContext,
  content: PageContent,
  states: readonly string[],
): Promise<void> {
  if (context.api === null) return expectTakenBack(context, content);
  const { status, verification } = await stateAfter(context, content);
  if (!states.includes(verification.state))
    throw new Failure(`the verification to say ${states.join(' or ')}`, verification.state);
  if (status === 'approved') throw new Failure('a ping that is not shown', status);
}

export const updateCases: readonly ConformanceCase[] = [
  webmention(
    'SHOULD',
    'update-read',
    'reads the source again when the mention comes again',
    UPDATE,
    async (context) => {
      const page = context.page();
      const fields = { source: page.url, target: context.target };
      expectTaken(await mention(context, fields));
      await context.expectRead(page, 'the source');
      if (context.api) await context.api.verified(page.url, context.timeoutMs);
      page.change(linking(context.target, 'A new title'));
      const before = page.reads();
      expectTaken(await mention(context, fields));
      await context.expectRead(page, 'the source after the update', before + 1);
    },
  ),
  webmention('SHOULD', 'update-title', 'takes over a changed title', UPDATE, async (context) => {
    const { extracted } = await stateAfter(context, linking(context.target, 'The second title'));
    if (extracted.title !== 'The second title')
      throw new Failure('the second title', String(extracted.title));
  }),
  webmention(
    'SHOULD',
    'update-stored-once',
    'stores an updated mention once',
    UPDATE,
    async (context) => {
      const { api, page } = await changed(context, linking(context.target, 'The second title'));
      const { length } = await api.pingsOf(page.url);
      if (length !== 1) throw new Failure('one stored mention', `${length}`);
    },
  ),
  webmention(
    'SHOULD',
    'delete-410',
    'removes a mention whose source answers 410',
    UPDATE,
    async (context) => expectRemoved(context, gone(), ['gone']),
  ),
  webmention(
    'SHOULD',
    'delete-link',
    'removes a mention whose source has lost its link',
    UPDATE,
    async (context) => expectRemoved(context, notLinking(), ['no-link']),
  ),
  webmention(
    'practice',
    'delete-meta',
    'removes a mention whose source says 410 in a meta element',
    'aaronpk/webmention.rocks: http-equiv="Status"',
    async (context) => {
      const meta = '<meta http-equiv="Status" content="410 Gone">';
      const head = `<!DOCTYPE html><html><head>${meta}<title>Gone</title></head>`;
      const body = `${head}<body><p>${link(context.target)}</p></body></html>`;
      await expectRemoved(context, { body }, ['gone', 'no-link']);
    },
  ),
  webmention(
    'practice',
    'delete-not-404',
    'keeps a mention whose source answers 404 for once',
    'w3c/webmention: 404 may pass',
    async (context) => {
      const { api, page, first } = await changed(context, notFound());
      await context.expectRead(page, 'the source after the update', 2);
      const ping = async (): Promise<ApiPing | null> => (await api.pingsOf(page.url))[0] ?? null;
      // what the check comes to is written a moment after it
      await until(async () => ((await ping())?.version === first.version ? null : true), 3_000);
      if ((await ping())?.status === 'removed')
        throw new Failure('a status other than removed', 'removed');
    },
  ),
];
