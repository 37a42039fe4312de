// One of many alike: the line in the evidence, the list of one campaign, one verdict for all and its undo.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { CampaignDetail, Ping } from '@trackwarden/contracts';
import { FakeServer } from '../../testing/fake-server.js';
import { idOf, pingOf, site } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const id = idOf(700);
const decisionId = idOf(900);
const progress = { state: 'done', total: 3, done: 3, failed: 0 } as const;

const campaign: CampaignDetail = {
  id,
  siteId: site.id,
  title: 'Benches 3',
  size: 3,
  hosts: 2,
  firstSeenAt: '2026-11-23T09:00:00.000Z',
  lastSeenAt: '2026-11-23T09:05:00.000Z',
  statuses: { received: 0, pending: 3, approved: 0, spam: 0, rejected: 0, removed: 0 },
  decision: null,
  dissolvedAt: null,
  template: [
    { text: 'Wooden benches' },
    { slot: 0, samples: ['17', '', '42'] },
    { text: 'of oak' },
  ],
  binds: [{ by: 'text', because: 'Nearly the same text' }],
  samples: [],
};

describe('a ping of a campaign', () => {
  let server: FakeServer;
  let now: CampaignDetail;

  beforeEach(() => {
    now = campaign;
    const member = (number: number, name: string) => pingOf(number, name, { campaignId: id });
    server = new FakeServer([
      member(4, 'ash'),
      member(3, 'beech'),
      member(2, 'cedar'),
      pingOf(1, 'dogwood'),
    ]);
    server.on('GET /api/v1/pings', ({ query }) => {
      const wanted = query.get('campaignId');
      const status = query.get('status');
      const items = server.pings.filter(
        (ping) =>
          (wanted === null || ping.campaignId === wanted) &&
          (status === null || ping.status === status),
      );
      return { status: 200, body: { items, nextCursor: null } };
    });
    server.on(`GET /api/v1/campaigns/${id}`, () => ({ status: 200, body: now }));
    server.on('POST /api/v1/decisions', () => {
      become('spam');
      now = { ...campaign, decision: standing };
      return {
        status: 201,
        body: { id: decisionId, verdict: 'spam', affected: 3, failed: [], progress },
      };
    });
    server.on(`POST /api/v1/decisions/${decisionId}/undo`, () => {
      become('pending');
      now = campaign;
      return { status: 200, body: { id: decisionId, restored: 3, failed: [], progress } };
    });
  });

  const standing: CampaignDetail['decision'] = {
    id: decisionId,
    verdict: 'spam',
    byName: 'Robin',
    at: '2026-11-23T09:10:00.000Z',
    inheritsUntil: '2026-11-30T09:10:00.000Z',
    inherited: 0,
    progress,
  };
  function become(status: Ping['status']): void {
    server.pings = server.pings.map((ping) =>
      ping.campaignId === id ? { ...ping, status, version: ping.version + 1 } : ping,
    );
  }
  const rows = (view: string) =>
    within(screen.getByRole('list', { name: `Pings: ${view}` }))
      .queryAllByRole('link')
      .map((row) => /Post of (ash|beech|cedar|dogwood)/.exec(row.textContent)?.[1]);

  it('says of how many it is one, and leads to all of them with what they share', async () => {
    const { user, history } = renderApp('/queue');
    expect(await screen.findByText('One of 3 like it from 2 sites')).toBeTruthy();
    expect(screen.getByText('Nearly the same text')).toBeTruthy();
    await user.click(screen.getByRole('link', { name: 'Show all 3' }));
    await waitFor(() => expect(rows('All')).toEqual(['ash', 'beech', 'cedar']));
    expect(history.location.search).toContain(`campaign=${id}`);
    const header = screen.getByRole('region', { name: 'Shown: one campaign' });
    expect(header.textContent).toContain('3 alike from 2 sites');
    expect(header.textContent).toContain('Wooden benches 17+2 of oak');
    await user.click(within(header).getByRole('button', { name: 'All pings' }));
    await waitFor(() => expect(rows('Pending')).toHaveLength(4));
  });

  it('says so when more of it are there than are loaded', async () => {
    server.pings = Array.from({ length: 12 }, (_, at) =>
      pingOf(30 - at, `oak${at}`, { campaignId: id }),
    );
    server.on('GET /api/v1/pings', () => ({
      status: 200,
      body: { items: server.pings, nextCursor: 'more' },
    }));
    renderApp(`/queue?view=all&campaign=${id}`);
    expect((await screen.findAllByText('1 of 12+')).length).toBeGreaterThan(0);
  });

  it('is decided with all others, and comes back with them', async () => {
    const { user } = renderApp('/queue');
    const all = await screen.findByRole('group', { name: 'Decide all 3:' });
    await user.click(within(all).getByRole('button', { name: 'Spam' }));
    await waitFor(() => expect(rows('Pending')).toEqual(['dogwood']));
    expect(server.callsTo('POST /api/v1/decisions')[0]?.body).toEqual({
      verdict: 'spam',
      campaignId: id,
    });
    expect(screen.getAllByText('Spam: 3 pings of the campaign.').length).toBeGreaterThan(0);
    await user.keyboard('z');
    await waitFor(() => expect(rows('Pending')).toEqual(['ash', 'beech', 'cedar', 'dogwood']));
  });

  it('whose campaign is decided says so, and offers to undo it for all', async () => {
    become('spam');
    now = { ...campaign, decision: { ...standing, progress: { ...progress, failed: 1 } } };
    const { user } = renderApp(`/queue?view=spam&campaign=${id}`);
    expect(await screen.findByText(/^Spam by Robin/)).toBeTruthy();
    expect(screen.getByText('1 is left as it was.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Undo for all' }));
    await waitFor(() => expect(rows('Spam')).toEqual([]));
    expect(screen.getAllByText('Undone. 3 pings are back.').length).toBeGreaterThan(0);
  });

  it('whose campaign is being decided shows how far that is, and stops it', async () => {
    const running = { state: 'running', total: 300, done: 100, failed: 20 } as const;
    now = { ...campaign, decision: { ...standing, progress: running } };
    server.on(`GET /api/v1/decisions/${decisionId}`, () => ({
      status: 200,
      body: { progress: running },
    }));
    server.on(`POST /api/v1/decisions/${decisionId}/cancel`, () => {
      now = campaign;
      return { status: 200, body: {} };
    });
    const { user } = renderApp('/queue');
    expect(await screen.findByText('100 of 300 decided. 20 are left as they were.')).toBeTruthy();
    const bar = screen.getByRole('progressbar', { name: 'Progress of the decision' });
    expect(bar.getAttribute('aria-valuenow')).toBe('120');
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    // the button that was pressed is gone: the focus goes to what can be done now
    const choice = await screen.findByRole('group', { name: 'Decide all 3:' });
    await waitFor(() => expect(document.activeElement).toBe(choice));
  });

  it('of its own says nothing of a campaign', async () => {
    renderApp(`/queue?ping=${idOf(101)}`);
    await screen.findByRole('heading', { level: 2, name: 'Post of dogwood' });
    expect(screen.queryByText(/like it from/)).toBeNull();
  });
});
