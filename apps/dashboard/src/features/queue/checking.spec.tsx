// A ping that is being checked waits calmly and fills in by itself; a failed check says why in words.
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import type { Ping, Verification } from '@trackwarden/contracts';
import { emit, FakeServer } from '../../testing/fake-server.js';
import { pingOf, site } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const checkOf = (change: Partial<Verification>): Verification => ({
  ...pingOf(0, 'ash').verification,
  link: null,
  httpStatus: null,
  ...change,
});

const received: Ping = pingOf(1, 'ash', {
  status: 'received',
  version: 1,
  score: null,
  band: null,
  because: null,
  signals: [],
  verification: checkOf({ state: 'waiting', checkedAt: null, error: null }),
});

describe('a ping that is being checked', () => {
  it.each([
    ['in the list', '/queue?view=all'],
    ['opened by its address', `/queue?ping=${received.id}`],
  ])('shows that, and then the result without a reload, %s', async (_where, address) => {
    const server = new FakeServer([received]);
    renderApp(address);
    await screen.findByRole('heading', { name: 'Being checked' });
    expect(screen.queryByRole('heading', { name: 'What the check found' })).toBeNull();
    server.pings = [pingOf(1, 'ash')];
    emit({ type: 'ping.changed', id: received.id, siteId: site.id, version: 2 });
    await screen.findByRole('heading', { name: 'Around the link' });
    await waitFor(() =>
      expect(screen.queryByRole('heading', { name: 'Being checked' })).toBeNull(),
    );
  });
});

describe('a ping that could not be judged', () => {
  it('is left to a person with the reason, and promises no result', async () => {
    const because = 'Could not be judged: the check failed 10 times. A person decides.';
    new FakeServer([{ ...received, status: 'pending', because }]);
    renderApp('/queue');
    await screen.findByText(/^The source was not read, so whether it links/);
    expect(screen.queryByRole('heading', { name: 'Being checked' })).toBeNull();
    const why = screen.getByRole('heading', { name: 'Why' }).closest('section');
    expect(why?.textContent).toContain(because);
    expect(why?.textContent).not.toContain('Not scored yet');
  });
});

describe('a source that could not be read', () => {
  it.each([
    ['refused', 'the host is not on the public internet', /^The address leads into a private/],
    ['unreachable', 'getaddrinfo ENOTFOUND ash.example (ENOTFOUND)', /^There is no such host/],
    ['unsupported', 'the type application/pdf is not wanted', /^The source is no web page/],
  ] as const)('is explained when it is %s', async (state, error, words) => {
    new FakeServer([pingOf(1, 'ash', { verification: checkOf({ state, error }) })]);
    renderApp('/queue');
    await screen.findByText(words);
    expect(screen.getByText(error)).toBeTruthy();
  });

  it('is explained by its status when it answered with one', async () => {
    const error = 'The source answered with status 404.';
    const verification = checkOf({ state: 'unreachable', httpStatus: 404, error });
    new FakeServer([pingOf(1, 'ash', { verification })]);
    renderApp('/queue');
    await screen.findByText('There is no page at this address (404).');
  });
});
