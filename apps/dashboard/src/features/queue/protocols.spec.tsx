// What the queue says of the three protocols: kind and protocol as labels, the filter, and what the checks know.
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { Ping } from '@trackwarden/contracts';
import { FakeServer } from '../../testing/fake-server.js';
import { pingOf } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const webmentionOf = (type: string, rsvp: Ping['extracted']['rsvp'] = null) =>
  pingOf(1, 'ash', {
    protocol: 'webmention',
    extracted: { ...pingOf(1, 'ash').extracted, type, rsvp },
  });

describe('the labels of a ping', () => {
  it.each([
    ['mention', null, 'mention'],
    ['reply', null, 'reply'],
    ['like', null, 'like'],
    ['rsvp', 'maybe', 'RSVP maybe'],
    ['rsvp', null, 'RSVP'],
    ['jam', null, 'jam'],
  ] as const)('name its protocol and that it is a %s (%s)', async (type, rsvp, label) => {
    new FakeServer([webmentionOf(type, rsvp)]);
    renderApp('/queue');
    await screen.findByRole('heading', { level: 2, name: 'Post of ash' });
    const evidence = within(screen.getByRole('region', { name: 'Evidence' }));
    expect(evidence.getByText('Webmention')).toBeTruthy();
    expect(evidence.getByText(label)).toBeTruthy();
  });

  it('say that a private mention is in no feed', async () => {
    new FakeServer([pingOf(1, 'ash', { private: true })]);
    renderApp('/queue');
    await screen.findByText('Private: never in a feed');
    const list = within(screen.getByRole('list', { name: 'Pings: Pending' }));
    expect(list.getByText('private')).toBeTruthy();
  });
});

describe('the filter by protocol', () => {
  it('is one press, says so in the search line, and is taken back by the next press', async () => {
    const server = new FakeServer([
      webmentionOf('like'),
      pingOf(2, 'beech', { protocol: 'pingback' }),
    ]);
    const { user, history } = renderApp('/queue');
    await screen.findByRole('heading', { level: 2, name: 'Post of ash' });
    const press = () => user.click(screen.getByRole('button', { name: 'Pingback' }));
    await press();
    await screen.findByRole('heading', { level: 2, name: 'Post of beech' });
    expect(server.calls.some(({ query }) => query.get('protocol') === 'pingback')).toBe(true);
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Search pings' }).value).toBe(
      'protocol:pingback',
    );
    expect(screen.getByRole('button', { name: 'Pingback' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    await press();
    await waitFor(() => expect(history.location.search).not.toContain('protocol'));
    await screen.findByRole('heading', { level: 2, name: 'Post of ash' });
  });
});

describe('the order of the list', () => {
  it('is chosen beside the filters, asked of the server, and leaves the counts alone', async () => {
    const server = new FakeServer([pingOf(1, 'ash'), pingOf(2, 'beech')]);
    const { user, history } = renderApp('/queue');
    await screen.findByRole('heading', { level: 2, name: 'Post of ash' });
    await user.click(screen.getByRole('combobox', { name: 'Order of the list' }));
    await user.click(await screen.findByRole('option', { name: 'Highest score first' }));
    await waitFor(() => expect(history.location.search).toContain('-score'));
    expect(server.calls.some(({ query }) => query.get('sort') === '-score')).toBe(true);
    expect(screen.queryByText(/no match/i)).toBeNull();
  });

  it.each([
    ['pending', 'uncertainty', 'Least certain first'],
    ['spam', '-receivedAt', 'Newest first'],
  ])('is of its own in the view %s: %s', async (view, sort, name) => {
    const server = new FakeServer([pingOf(1, 'ash', { status: view as 'pending' | 'spam' })]);
    renderApp(`/queue?view=${view}`);
    await screen.findByRole('heading', { level: 2, name: 'Post of ash' });
    const lists = server.calls.filter(({ query }) => query.get('status') === view);
    expect(lists[0]?.query.get('sort')).toBe(sort);
    expect(screen.getByRole('combobox', { name: 'Order of the list' }).textContent).toBe(name);
  });

  it('is no part of what nothing matches', async () => {
    new FakeServer();
    renderApp('/queue?q=sort:uncertainty+domain:ash.example');
    await screen.findByText('No ping in “Pending” matches “domain:ash.example”.');
  });
});

describe('the checks that follow', () => {
  it('say calmly that the source fails now, and when it is looked at again', async () => {
    const since = '2026-11-20T09:00:00.000Z';
    const lastFailure = {
      at: '2026-11-23T09:00:00.000Z',
      state: 'unreachable' as const,
      httpStatus: 503,
      failure: 'http-status' as const,
      error: 'The source answered with status 503.',
      count: 3,
      since,
    };
    const nextCheckAt = new Date(Date.now() + 5 * 3_600_000).toISOString();
    new FakeServer([pingOf(1, 'ash', { lastFailure, nextCheckAt })]);
    renderApp('/queue');
    await screen.findByText(
      'Not reachable at the last 3 checks since 20 Nov 2026; what was proven stands.',
      { exact: false },
    );
    expect(screen.getByText('The server of the source has a fault of its own.')).toBeTruthy();
    expect(screen.getByText('Next check').nextElementSibling?.textContent).toBe('in 5 h');
  });

  it('show the target as the sender wrote it, where that differs', async () => {
    const targetGiven = 'http://garden.example/entry?utm_source=x';
    new FakeServer([pingOf(1, 'ash', { targetGiven })]);
    renderApp('/queue');
    expect(await screen.findByText(targetGiven)).toBeTruthy();
  });
});
