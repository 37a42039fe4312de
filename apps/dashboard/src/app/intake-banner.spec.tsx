// What stands above every page while the intake is closed or flooded.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import type { Intake } from '@trackwarden/contracts';
import { FakeServer } from '../testing/fake-server.js';
import { session, site } from '../testing/fixtures.js';
import { renderApp } from '../testing/render-app.js';

const closed: Intake = {
  open: false,
  closedAt: '2026-11-23T09:00:00.000Z',
  closedBy: 'Robin',
  floods: [],
};
const open: Intake = { open: true, closedAt: null, closedBy: null, floods: [] };

describe('the intake of the installation', () => {
  let server: FakeServer;
  let intake: Intake;
  beforeEach(() => {
    server = new FakeServer();
    intake = open;
    server.on('GET /api/v1/intake', () => ({ status: 200, body: intake }));
    server.on('PATCH /api/v1/intake', ({ body }) => {
      intake = (body as { open: boolean }).open ? open : closed;
      return { status: 200, body: intake };
    });
    server.on('GET /api/v1/tokens', () => ({ status: 200, body: { items: [], nextCursor: null } }));
  });

  it('is closed on the settings page after a question, and opened again from the banner', async () => {
    const { user } = renderApp('/settings');
    await user.click(await screen.findByRole('button', { name: 'Close the intake' }));
    expect(server.callsTo('PATCH /api/v1/intake')).toHaveLength(0);
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Close the intake' }));
    const banner = (await screen.findByText('Intake is closed.')).closest('[role=status]');
    expect(banner?.textContent).toContain('Closed by Robin');
    await user.click(within(banner as HTMLElement).getByRole('button', { name: 'Open again' }));
    await screen.findByRole('button', { name: 'Close the intake' });
    expect(screen.queryByText('Intake is closed.')).toBeNull();
  });

  it('is switched by the owner alone, and seen by everybody', async () => {
    intake = closed;
    server.on('GET /api/v1/session', () => ({
      status: 200,
      body: { ...session, user: { ...session.user, role: 'moderator' } },
    }));
    renderApp('/settings');
    await screen.findByText('Intake is closed.');
    expect(screen.queryByRole('button', { name: 'Open again' })).toBeNull();
    expect(screen.queryByText('Intake of all sites')).toBeNull();
  });

  it('says since when a site is flooded, how many pings wait, and how fast they are checked', async () => {
    const since = new Date();
    since.setHours(0, 5, 0, 0);
    intake = {
      ...open,
      floods: [
        {
          siteId: site.id,
          siteName: site.name,
          since: since.toISOString(),
          waiting: 1240,
          perMinute: 96,
        },
      ],
    };
    renderApp('/settings');
    const banner = (await screen.findByText('Flood mode since 00:05:')).closest('[role=status]');
    expect(banner?.textContent).toContain('1,240 pings wait, checked at 96 a minute.');
  });
});
