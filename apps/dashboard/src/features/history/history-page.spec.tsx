// The history of decisions: what each changed and what it left as it was, page by page, also when it cannot be read.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import type { Decision } from '@trackwarden/contracts';
import { FakeServer, problem } from '../../testing/fake-server.js';
import { idOf, site } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const decisionOf = (number: number, change: Partial<Decision> = {}): Decision => ({
  ...{ id: idOf(900 + number), siteId: site.id, campaignId: null, verdict: 'spam', note: '' },
  ...{ cause: 'person', scope: null, entries: [], listed: 0, affected: 1 },
  by: { kind: 'person', id: idOf(1), name: 'Ada' },
  progress: { state: 'done', total: 1, done: 1, failed: 0 },
  undoneAt: null,
  createdAt: '2026-11-23T09:00:00.000Z',
  pings: [{ id: idOf(104), title: 'Stools', from: 'pending', to: 'spam' }],
  ...change,
});
const pages: Record<string, Decision[]> = {
  '': [
    decisionOf(1, {
      pings: [
        { id: idOf(101), title: 'Benches', from: 'pending', to: 'spam' },
        { id: idOf(102), title: 'Lamps', from: 'spam', to: 'spam' },
      ],
    }),
  ],
  older: [
    decisionOf(2, {
      pings: [{ id: idOf(103), title: 'Kettles', from: 'pending', to: 'spam' }],
    }),
  ],
};

describe('the history', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer();
    server.on('GET /api/v1/decisions', ({ query }) => {
      const cursor = query.get('cursor') ?? '';
      const nextCursor = cursor === '' ? 'older' : null;
      return { status: 200, body: { items: pages[cursor], nextCursor } };
    });
  });

  it('says of each ping what became of it, or that it stayed as it was', async () => {
    renderApp('/history');
    const row = (title: string) =>
      screen.getByRole('link', { name: title }).closest('li')?.textContent;
    await screen.findByRole('link', { name: 'Benches' });
    expect(row('Benches')).toBe('Benchespending → spam');
    expect(row('Lamps')).toBe('Lampsstays spam');
  });

  it('goes on when asked, to its end', async () => {
    const { user } = renderApp('/history');
    await user.click(await screen.findByRole('button', { name: 'Load more' }));
    expect(await screen.findByRole('link', { name: 'Kettles' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
  });

  it('keeps what it shows when a refresh fails, and says so', async () => {
    const { user } = renderApp('/history');
    await screen.findByRole('link', { name: 'Benches' });
    server.on('GET /api/v1/decisions', () => problem(400, 'unknown', { detail: 'It broke.' }));
    server.on(`POST /api/v1/decisions/${idOf(901)}/undo`, () => problem(409, 'already-undone'));
    await user.click(screen.getByRole('button', { name: 'Undo: Benches' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The history could not be loaded. It broke.');
    expect(screen.getByRole('link', { name: 'Benches' })).toBeTruthy();
    server.on('GET /api/v1/decisions', () => ({
      status: 200,
      body: { items: pages['older'], nextCursor: null },
    }));
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: 'Kettles' })).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });
});

const entryOf = (number: number, value: string): Decision['entries'][number] => ({
  ...{ id: idOf(number), list: 'block', scope: 'domain', value, stands: true },
});

describe('a decision in it', () => {
  let server: FakeServer;

  beforeEach(() => {
    server = new FakeServer([]);
  });

  const show = (change: Partial<Decision>): UserEvent => {
    server.on('GET /api/v1/decisions', () => ({
      status: 200,
      body: { items: [decisionOf(3, change)], nextCursor: null },
    }));
    return renderApp('/history').user;
  };

  it('is undone with what it has listed, which the settings of the site then say too', async () => {
    const user = show({ scope: 'domain', entries: [entryOf(700, 'casino.example')], listed: 1 });
    server.on(`POST /api/v1/decisions/${idOf(903)}/undo`, () => ({
      status: 200,
      body: { id: idOf(903), restored: 1, failed: [] },
    }));
    const undo = await screen.findByRole('button', { name: 'Undo: Stools' });
    const before = server.callsTo('GET /api/v1/sites').length;
    await user.click(undo);
    await waitFor(() => expect(server.callsTo('GET /api/v1/sites').length).toBeGreaterThan(before));
  });

  it('says which entry is still on the list after its undo', async () => {
    const entries = [
      { ...entryOf(700, 'casino.example'), stands: false },
      entryOf(701, 'poker.example'),
    ];
    show({ scope: 'domain', entries, listed: 2, undoneAt: '2026-11-23T09:05:00.000Z' });
    expect(
      await screen.findByText(
        /still on the list, changed since or asked for by others too: poker\.example/,
      ),
    ).toBeTruthy();
  });

  it('says which source a decision has blocked', async () => {
    show({ scope: 'domain', entries: [entryOf(700, 'casino.example')], listed: 1 });
    expect(await screen.findByText('and blocked the domain casino.example')).toBeTruthy();
  });

  it('says how many it has trusted', async () => {
    const entries = [{ ...entryOf(700, 'ash.example'), list: 'trust' as const }];
    show({ verdict: 'approve', scope: 'domain', entries, listed: 12 });
    expect(await screen.findByText('and trusted 12 sources, such as ash.example')).toBeTruthy();
  });

  it('tells new thresholds from verdicts', async () => {
    show({ cause: 'limits' });
    expect(await screen.findByText('New thresholds')).toBeTruthy();
    expect(screen.getByText(/New thresholds applied by Ada/)).toBeTruthy();
    expect(screen.queryByText('Spam')).toBeNull();
  });
});
