// Sources are searched, sorted and listed; a campaign that is none is taken apart.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { Campaign, Source } from '@trackwarden/contracts';
import { FakeServer, problem } from '../../testing/fake-server.js';
import { idOf, site } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const at = '2026-11-20T08:00:00.000Z';
const source = (key: string, change: Partial<Source> = {}): Source => ({
  ...{ key, scope: 'domain', pings: 4, waiting: 1, approved: 0, spam: 3 },
  spamShare: { mean: 0.8, low: 0.53, high: 1 },
  ...{ firstSeenAt: at, lastSeenAt: at, listed: null, ...change },
});
const campaign: Campaign = {
  ...{ id: idOf(70), siteId: site.id, title: 'Wooden benches', size: 7, hosts: 4 },
  ...{
    firstSeenAt: at,
    lastSeenAt: at,
    statuses: { received: 0, pending: 7, approved: 0, spam: 0, rejected: 0, removed: 0 },
    decision: null,
    dissolvedAt: null,
  },
};

describe('the page of sources', () => {
  let server: FakeServer;
  let sources: Source[];
  beforeEach(() => {
    server = new FakeServer();
    sources = [
      source('shop.example'),
      source('medium.com/@ann', { scope: 'path', approved: 2, spam: 0, listed: 'trust' }),
    ];
    server.on(`GET /api/v1/sites/${site.id}/sources`, ({ query }) => ({
      status: 200,
      body: {
        items: sources.filter(({ key }) => key.includes(query.get('q') ?? '')),
        ...{ nextCursor: null, isWhole: false },
      },
    }));
    server.on('GET /api/v1/campaigns', () => ({
      status: 200,
      body: { items: [campaign], nextCursor: null },
    }));
  });
  const rows = async () =>
    within(await screen.findByRole('list', { name: 'Sources' })).getAllByRole('listitem');

  it('tells of each source what came and what was decided', async () => {
    renderApp('/sources');
    const [shop, ann] = (await rows()) as [HTMLElement, HTMLElement];
    expect(shop.textContent).toContain('4 pings · 1 waiting · people: 0 approved, 3 spam');
    expect(shop.textContent).toContain('spam expected: 80 % (53 to 100 %)');
    expect(within(ann).getByText('One of many on this host')).toBeTruthy();
    expect(within(ann).queryByRole('button')).toBeNull();
    expect(screen.getByText('Counted over the newest 20,000 pings.')).toBeTruthy();
    const show = within(shop).getByRole('link', { name: 'Show pings of shop.example' });
    expect(show.getAttribute('href')).toContain('q=domain%3Ashop.example');
  });

  it('asks the server for what is searched, and says when there is none', async () => {
    const { user } = renderApp('/sources');
    await rows();
    await user.type(screen.getByRole('searchbox'), 'nobody');
    expect(await screen.findByText('No source with this name')).toBeTruthy();
  });

  it('puts a source on a list as a whole', async () => {
    server.on(`POST /api/v1/sites/${site.id}/lists`, () => {
      sources = sources.map((one) =>
        one.key === 'shop.example' ? { ...one, listed: 'block' } : one,
      );
      return { status: 201, body: { id: idOf(71), list: 'block', value: 'shop.example' } };
    });
    const { user } = renderApp('/sources');
    await user.click(await screen.findByRole('button', { name: 'Block shop.example' }));
    const call = server.calls.find(
      ({ method, path }) => method === 'POST' && path.endsWith('/lists'),
    );
    expect(call?.body).toEqual({ list: 'block', scope: 'domain', value: 'shop.example' });
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Block shop.example' })).toBeNull(),
    );
  });

  it('says when it cannot be loaded', async () => {
    server.on(`GET /api/v1/sites/${site.id}/sources`, () => problem(500, 'internal'));
    renderApp('/sources');
    expect(await screen.findByText(/The sources could not be loaded/)).toBeTruthy();
  });

  it('takes a campaign apart once that is confirmed', async () => {
    server.on(`POST /api/v1/campaigns/${campaign.id}/dissolve`, () => ({
      status: 200,
      body: { id: campaign.id, released: 7 },
    }));
    const { user } = renderApp('/sources?shown=campaigns');
    await user.click(
      await screen.findByRole('button', { name: 'Dissolve the campaign Wooden benches' }),
    );
    await user.click(await screen.findByRole('button', { name: 'Dissolve' }));
    expect(await screen.findAllByText('7 pings are single again')).not.toHaveLength(0);
  });
});
