// Automatic decisions that were drawn, and copies: views of their own, asked afresh, decided as one.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { DecisionResult } from '@trackwarden/contracts';
import { FakeServer, type Call } from '../../testing/fake-server.js';
import { idOf, pingOf, site } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const drawn = { audit: 'waiting', decidedBy: { kind: 'policy', id: null } } as const;
const copyOf = { sources: 3, ofTarget: false, originalPingId: idOf(104) };

describe('the queue of what was decided without a person', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer([
      pingOf(4, 'ash', { ...drawn, status: 'spam' }),
      pingOf(3, 'beech', { ...drawn, status: 'approved' }),
    ]);
    server.on('GET /api/v1/pings', ({ query }) => ({
      status: 200,
      body: {
        items: server.pings.filter(
          ({ audit, status, copyOf: copy }) =>
            (query.get('audit') ?? audit) === audit &&
            (query.get('status') ?? status) === status &&
            (query.get('copies') === null || copy !== null),
        ),
        nextCursor: null,
      },
    }));
    server.on('POST /api/v1/decisions', ({ body }: Call) => ({
      status: 201,
      body: {
        ...(body as Pick<DecisionResult, 'verdict'>),
        ...{ id: idOf(900), affected: 2, failed: [] },
        progress: { state: 'done', total: 2, done: 2, failed: 0 },
      },
    }));
  });
  const lastDecision = () => server.callsTo('POST /api/v1/decisions').at(-1)?.body;

  it('is offered when nothing else waits', async () => {
    const { user } = renderApp('/queue');
    await user.click(await screen.findByRole('link', { name: 'Look at 2 of them' }));
    expect(await screen.findByRole('list', { name: 'Pings: Audit' })).toBeTruthy();
    expect(server.callsTo('GET /api/v1/pings').at(-1)?.query.get('audit')).toBe('waiting');
  });

  it('shows what was decided, asks afresh, and lets the same verdict confirm it', async () => {
    const { user } = renderApp('/queue?view=audit');
    const rows = async () =>
      within(await screen.findByRole('list', { name: 'Pings: Audit' })).getAllByRole('link');
    await screen.findByRole('heading', { level: 2, name: 'Post of ash' });
    expect((await rows()).map((row) => /approved|spam/.exec(row.textContent)?.[0])).toEqual([
      'spam',
      'approved',
    ]);
    expect(screen.getByText(/Decided without a person. What would you say/)).toBeTruthy();
    await user.keyboard('r');
    await waitFor(async () => expect(await rows()).toHaveLength(1));
    expect(lastDecision()).toMatchObject({ verdict: 'spam', pings: [{ id: idOf(104) }] });
  });

  it('has no tab while there is nothing in it', async () => {
    server.pings = [pingOf(4, 'ash')];
    renderApp('/queue');
    const views = within(await screen.findByRole('navigation', { name: 'Views' }));
    await views.findByRole('link', { name: /Pending/ });
    expect(views.queryByRole('link', { name: /Audit|Copies/ })).toBeNull();
  });

  it('shows of what a page is a copy, and decides all copies as one', async () => {
    server.pings = [
      pingOf(4, 'ash'),
      pingOf(3, 'beech', { copyOf }),
      pingOf(2, 'cedar', { copyOf }),
    ];
    const { user } = renderApp('/queue?view=copies');
    await screen.findByRole('heading', { level: 2, name: 'Post of beech' });
    expect(screen.getAllByText('copy of 3 sources').length).toBeGreaterThan(0);
    const first = screen.getByRole('link', { name: 'Show the first one' });
    expect(first.getAttribute('href')).toContain(idOf(104));
    const all = within(screen.getByRole('group', { name: 'Decide all 2:' }));
    await user.click(all.getByRole('button', { name: 'Not wanted' }));
    await waitFor(() =>
      expect(lastDecision()).toEqual({
        verdict: 'reject',
        query: { siteId: site.id, status: 'pending', held: false, copies: true },
      }),
    );
    expect((await screen.findAllByText('Not wanted: 2 copies.')).length).toBeGreaterThan(0);
    expect(document.activeElement?.id).toBe('main');
    await user.keyboard('z');
    await waitFor(() =>
      expect(server.callsTo(`POST /api/v1/decisions/${idOf(900)}/undo`)).toHaveLength(1),
    );
  });
});
