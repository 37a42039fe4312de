// Sign-in says what went wrong, and leads only to places of the dashboard.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { FakeServer, problem } from '../../testing/fake-server.js';
import { session } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

describe('sign-in', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer();
  });

  async function signIn(address: string) {
    const app = renderApp(address);
    await app.user.type(await screen.findByLabelText('E-mail'), 'robin@garden.example');
    await app.user.type(screen.getByLabelText('Password'), 'secret secret');
    await app.user.click(screen.getByRole('button', { name: 'Sign in' }));
    return app;
  }

  it('does not say which of the two was wrong', async () => {
    server.on('POST /api/v1/session', () => problem(401, 'bad-credentials'));
    await signIn('/sign-in');
    expect((await screen.findByRole('alert')).textContent).toBe('E-mail or password is wrong.');
  });

  it('says how long to wait after too many attempts', async () => {
    server.on('POST /api/v1/session', () => ({
      ...problem(429, 'too-many-attempts'),
      headers: { 'retry-after': '600' },
    }));
    await signIn('/sign-in');
    expect((await screen.findByRole('alert')).textContent).toContain('10 min');
  });

  it('asks for what is missing before it calls the server', async () => {
    const { user } = renderApp('/sign-in');
    await user.click(await screen.findByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText('Enter your password.')).toBeTruthy();
    expect(server.callsTo('POST /api/v1/session')).toHaveLength(0);
  });

  it('leads to the place that was asked for', async () => {
    server.on('POST /api/v1/session', () => ({ status: 201, body: session }));
    const { history } = await signIn('/sign-in?to=%2Fhistory');
    await waitFor(() => expect(history.location.pathname).toBe('/history'));
  });

  it.each(['//evil.example/', 'https://evil.example/', '/\\evil.example'])(
    'leads to the queue instead of %s',
    async (to) => {
      server.on('POST /api/v1/session', () => ({ status: 201, body: session }));
      const { history } = await signIn(`/sign-in?to=${encodeURIComponent(to)}`);
      await waitFor(() => expect(history.location.pathname).toBe('/queue'));
    },
  );
});
