// What only the owner of the installation sets: it stays in its place when its state cannot be asked.
import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { FakeServer, problem } from '../../testing/fake-server.js';
import { session } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const open = { open: true, closedAt: null, closedBy: null, floods: [] };
const apart = { shared: false, since: null, setBy: null };

describe('the settings of the installation', () => {
  it.each([
    {
      ...{ name: 'Intake of all sites', route: 'GET /api/v1/intake', answer: open },
      ...{ role: 'button', control: 'Close the intake' },
    },
    {
      ...{ name: 'Shared reputation', route: 'GET /api/v1/reputation', answer: apart },
      ...{ role: 'switch', control: 'Share it between the sites' },
    },
  ])('say of "$name" that it could not be loaded, and ask again', async (setting) => {
    const { name, route, answer, role, control } = setting;
    const server = new FakeServer();
    server.on('GET /api/v1/tokens', () => ({ status: 200, body: { items: [], nextCursor: null } }));
    server.on(route, () => problem(500, 'internal', { detail: 'No database.' }));
    const { user } = renderApp('/settings');
    const panel = within(await screen.findByRole('region', { name }));
    await panel.findByText(/could not be loaded\. No database\./);
    server.on(route, () => ({ status: 200, body: answer }));
    await user.click(panel.getByRole('button', { name: 'Try again' }));
    expect(await panel.findByRole(role, { name: control })).toBeTruthy();
  });

  it('are not shown to others', async () => {
    const server = new FakeServer();
    const moderator = { ...session, user: { ...session.user, role: 'moderator' } };
    server.on('GET /api/v1/session', () => ({ status: 200, body: moderator }));
    server.on('GET /api/v1/tokens', () => ({ status: 200, body: { items: [], nextCursor: null } }));
    renderApp('/settings');
    await screen.findByRole('region', { name: 'Keyboard' });
    expect(screen.queryByRole('region', { name: 'Intake of all sites' })).toBeNull();
    expect(screen.queryByRole('region', { name: 'Shared reputation' })).toBeNull();
  });
});
