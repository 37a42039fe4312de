// B and T: one decision gives the verdict and lists the source, one undo takes back both.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { CreateDecision, DecisionEntry, Ping, PingDetail } from '@trackwarden/contracts';
import { FakeServer, problem } from '../../testing/fake-server.js';
import { detailOf, idOf, pingOf, site } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';
import { statusAfter } from './views.js';

const decisionId = idOf(900);
const listsAt = `POST /api/v1/sites/${site.id}/lists`;
const history = { approved: 0, spam: 0, firstSeenDaysAgo: null, elsewhere: null };
const entryOf = (number: number, stands: boolean): DecisionEntry => ({
  ...{ id: idOf(number), list: 'block', scope: 'domain', value: `n${number}.example`, stands },
});

describe('a source that is listed from the queue', () => {
  let server: FakeServer;
  let entries: DecisionEntry[];
  beforeEach(() => {
    server = new FakeServer([pingOf(4, 'ash'), pingOf(3, 'beech'), pingOf(2, 'cedar')]);
    entries = [entryOf(701, false)];
    server.on('POST /api/v1/decisions', ({ body }) => answer(body as CreateDecision));
    server.on(`GET /api/v1/decisions/${decisionId}`, () => ({ status: 200, body: { entries } }));
    server.on(`POST /api/v1/decisions/${decisionId}/undo`, () => {
      become(() => 'pending');
      return { status: 200, body: { id: decisionId, restored: 1, failed: [] } };
    });
  });
  function become(status: (ping: Ping) => Ping['status']): void {
    server.pings = server.pings.map((ping) =>
      status(ping) === ping.status
        ? ping
        : { ...ping, status: status(ping), version: ping.version + 1 },
    );
  }
  function answer({ verdict, pings = [] }: CreateDecision, unlisted: object[] = []) {
    const ids = pings.map(({ id }) => id);
    become(({ id, status }) => (ids.includes(id) ? statusAfter[verdict] : status));
    const body = { id: decisionId, verdict, affected: ids.length, failed: [], entries, unlisted };
    return { status: 201, body };
  }
  const decisions = () => server.callsTo('POST /api/v1/decisions').map(({ body }) => body);
  const names = () =>
    within(screen.getByRole('list', { name: 'Pings: Pending' }))
      .getAllByRole('link')
      .map((row) => /Post of (ash|beech|cedar)/.exec(row.textContent)?.[1]);
  const detailed = (change: Partial<PingDetail>, of = server.pings[0]!) =>
    server.on(`GET /api/v1/pings/${of.id}`, () => ({
      status: 200,
      body: { ...detailOf(of), ...change },
    }));
  async function open(key: string, title: string, address = '/queue') {
    const app = renderApp(address);
    await screen.findByRole('heading', { level: 2, name: 'Post of ash' });
    await screen.findByText('Starting point before any reason');
    await app.user.keyboard(key);
    const dialog = within(await screen.findByRole('dialog', { name: title }));
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^1This address/));
    return { ...app, dialog };
  }

  it.each([
    ['b', 'Block this source', '4', 'spam', 'domain', 'Marked as spam, domain blocked'],
    ['t', 'Trust this source', '1', 'approve', 'url', 'Approved, address trusted'],
  ])('by %s is decided and listed in one request', async (key, title, digit, ...expected) => {
    const { user } = await open(key, title);
    await user.keyboard(digit);
    const [verdict, scope, words] = expected;
    await waitFor(() =>
      expect(decisions()).toEqual([{ verdict, scope, pings: [{ id: idOf(104), version: 2 }] }]),
    );
    await waitFor(() => expect(names()).toEqual(['beech', 'cedar']));
    expect(screen.getAllByText(`${words}: ash.example. 2 left.`).length).toBeGreaterThan(0);
    expect(server.callsTo(listsAt)).toEqual([]);
  });

  it('comes back with one undo, which says what left the list and what stays', async () => {
    const { user } = await open('b', 'Block this source');
    await user.keyboard('4');
    await waitFor(() => expect(names()).toEqual(['beech', 'cedar']));
    entries = [entryOf(701, false), entryOf(702, true)];
    await user.keyboard('z');
    await waitFor(() => expect(names()).toEqual(['ash', 'beech', 'cedar']));
    const words =
      'Undone. 1 ping is back. Its entry is off the list. An entry stays on the list: changed since, or asked for by others too.';
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
    expect(server.callsTo(`POST /api/v1/decisions/${decisionId}/undo`)).toHaveLength(1);
  });

  it('can be not wanted rather than spam, chosen by keyboard', async () => {
    const { user, dialog } = await open('b', 'Block this source');
    dialog.getByRole('radio', { name: 'Not wanted' }).focus();
    await user.keyboard(' 3');
    await waitFor(() => expect(decisions()).toMatchObject([{ verdict: 'reject', scope: 'host' }]));
  });

  it.each([true, false])(
    'is listed without a verdict when the ping is left as it is, with undo where it is new: %s',
    async (isNew) => {
      server.on(listsAt, () => ({
        status: 201,
        body: { id: idOf(700), list: 'block', value: 'ash.example', isNew },
      }));
      const { user, dialog } = await open('b', 'Block this source');
      await user.click(dialog.getByRole('radio', { name: 'Leave as it is' }));
      await user.click(dialog.getByRole('button', { name: /The whole domain/ }));
      await waitFor(() =>
        expect(server.callsTo(listsAt)[0]?.body).toEqual({
          ...{ list: 'block', scope: 'domain', value: 'ash.example' },
        }),
      );
      expect(decisions()).toEqual([]);
      expect(names()).toEqual(['ash', 'beech', 'cedar']);
      await screen.findAllByText('Blocked: ash.example');
      expect(screen.queryAllByRole('button', { name: /^Undo/ })).toHaveLength(isNew ? 1 : 0);
    },
  );

  it('has nothing to decide where its ping is spam already', async () => {
    server.pings = [pingOf(4, 'ash', { status: 'spam' })];
    const { dialog } = await open('b', 'Block this source', '/queue?view=spam');
    expect(dialog.getByRole('radio', { name: 'Leave as it is' })).toHaveProperty('checked', true);
  });

  it('is decided with all that are selected, one scope for each of their sources', async () => {
    const { user, dialog } = await open('xjxkb', 'Block the sources of 2 pings');
    const domain = dialog.getByRole('button', { name: /The whole domain/ });
    expect(domain.textContent).toContain('ash.exampleand 1 more');
    expect(dialog.queryByRole('radio', { name: 'Leave as it is' })).toBeNull();
    await user.keyboard('4');
    await waitFor(() => expect(names()).toEqual(['cedar']));
    expect(decisions()).toMatchObject([
      { scope: 'domain', pings: [{ id: idOf(104) }, { id: idOf(103) }] },
    ]);
    const words = 'Marked as spam, domains blocked: 2 pings. 1 left.';
    expect(screen.getAllByText(words).length).toBeGreaterThan(0);
  });

  it('on a host that many share is offered by its path and its author alone', async () => {
    const author = { name: 'Ann', url: 'https://ash.example/users/ann', photo: null };
    server.pings = [pingOf(4, 'ash', { extracted: { ...pingOf(4, 'ash').extracted, author } })];
    detailed({
      sources: [
        { scope: 'path', key: 'ash.example/users/ann', ...history },
        { scope: 'author', key: 'ash.example/users/ann', ...history },
      ],
    });
    const { dialog } = await open('b', 'Block this source');
    const [url, path, host, domain, by] = dialog
      .getAllByRole<HTMLButtonElement>('button', { name: /^[1-5]/ })
      .map(({ textContent, disabled }) => ({ textContent, disabled }));
    expect([url?.disabled, path?.disabled, by?.disabled]).toEqual([false, false, false]);
    expect(path?.textContent).toContain('ash.example/users/ann');
    expect(by?.textContent).toContain('This authorhttps://ash.example/users/ann');
    expect([host, domain]).toEqual([
      { disabled: true, textContent: expect.stringContaining('Many people share it') },
      { disabled: true, textContent: expect.stringContaining('Many people share it') },
    ]);
  });

  it('that cannot be listed comes back with the reason, and can be decided without the list', async () => {
    server.on('POST /api/v1/decisions', () =>
      problem(400, 'validation-failed', {
        errors: [{ pointer: '/pings/1', message: 'its source is on a host that many share' }],
      }),
    );
    const { user } = await open('xjxkb', 'Block the sources of 2 pings');
    await user.keyboard('4');
    const notice = await screen.findByRole('alert');
    expect(notice.textContent).toContain('“Spam” was not carried out');
    expect(
      within(notice)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'beech.example · Its source is on a host that many share.',
      'ash.example · It was left with the others.',
    ]);
    expect(names()).toEqual(['ash', 'beech', 'cedar']);
    server.on('POST /api/v1/decisions', ({ body }) => answer(body as CreateDecision));
    await user.click(within(notice).getByRole('button', { name: 'Spam, without the list' }));
    await waitFor(() => expect(names()).toEqual(['cedar']));
    expect(decisions().at(-1)).not.toHaveProperty('scope');
  });

  it('says so when the ping was decided and the lists were full', async () => {
    server.on('POST /api/v1/decisions', ({ body }) => {
      entries = [];
      return answer(body as CreateDecision, [{ id: idOf(104), code: 'lists-full' }]);
    });
    const { user } = await open('b', 'Block this source');
    await user.keyboard('1');
    const words = 'Decided, but the source was not listed: the lists of the site are full.';
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
    await user.keyboard('z');
    await waitFor(() => expect(names()).toEqual(['ash', 'beech', 'cedar']));
    expect(screen.getAllByText('Undone. 1 ping is back.').length).toBeGreaterThan(0);
  });
});
