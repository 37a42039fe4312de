// The choice of mails: kept at once, tried by a button, explained where it cannot be had.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { FakeServer, problem } from '../../testing/fake-server.js';
import { session } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const { email } = session.user;
const preference = (about: string, isAvailable = true) => ({
  status: 200,
  body: { isAvailable, address: email, about },
});

describe('the choice of mails', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer();
    server.on('GET /api/v1/mail', () => preference('off'));
  });
  const choice = (name: string) => screen.findByRole('radio', { name });

  it('is sent as soon as it is made', async () => {
    server.on('PATCH /api/v1/mail', ({ body }) => preference((body as { about: string }).about));
    const { user } = renderApp('/settings');
    expect((await choice('None')).getAttribute('aria-checked')).toBe('true');
    await user.click(await choice('Once a day'));
    expect(server.callsTo('PATCH /api/v1/mail').map(({ body }) => body)).toEqual([
      { about: 'daily' },
    ]);
    expect((await choice('Once a day')).getAttribute('aria-checked')).toBe('true');
  });

  it('says why it could not be kept, and goes back', async () => {
    server.on('PATCH /api/v1/mail', () => problem(409, 'not-allowed-now', { detail: 'Not now.' }));
    const { user } = renderApp('/settings');
    await user.click(await choice('Soon'));
    expect(await screen.findByText('Not now.')).toBeTruthy();
    expect((await choice('None')).getAttribute('aria-checked')).toBe('true');
  });

  it.each([
    [{ isSent: true, error: null }, `The mail server took a mail to ${email}.`],
    [{ isSent: false, error: '550 no such mailbox' }, /could not be sent: 550 no such mailbox/],
  ])('can be tried: %j', async (body, says) => {
    server.on('POST /api/v1/mail/test', () => ({ status: 200, body }));
    const { user } = renderApp('/settings');
    await user.click(await screen.findByRole('button', { name: 'Send me a test mail' }));
    expect(await screen.findByText(says)).toBeTruthy();
  });

  it('cannot be made where there is no mail server, and the page says what is missing', async () => {
    server.on('GET /api/v1/mail', () => preference('off', false));
    renderApp('/settings');
    expect(await screen.findByText(/SMTP_URL and TRACKWARDEN_MAIL_FROM/)).toBeTruthy();
    expect((await choice('Soon')).getAttribute('aria-disabled')).toBe('true');
    expect(screen.queryByRole('button', { name: 'Send me a test mail' })).toBeNull();
  });
});
