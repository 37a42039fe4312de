// Sending for one's own post: looked at first, sent after, followed until every endpoint has answered.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { OutboxItem, OutboxPreview, OutgoingPing } from '@trackwarden/contracts';
import { FakeServer, problem } from '../../testing/fake-server.js';
import { idOf, site } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const source = 'https://garden.example/2026/stand';
const linkOf = (number: number, change: Partial<OutgoingPing> = {}): OutgoingPing => ({
  id: idOf(500 + number),
  target: `https://ash.example/${number}`,
  protocol: 'webmention',
  endpoint: 'https://ash.example/webmention',
  status: 'sent',
  attempts: 1,
  nextAttemptAt: null,
  sentAt: '2026-11-23T09:00:00.000Z',
  httpStatus: 202,
  answer: 'Thank you',
  statusUrl: null,
  error: null,
  ...change,
});
const itemOf = (change: Partial<OutboxItem> = {}): OutboxItem => ({
  id: idOf(50),
  siteId: site.id,
  source,
  title: 'Let it stand',
  status: 'done',
  refusal: null,
  warnings: [],
  createdAt: '2026-11-23T09:00:00.000Z',
  updatedAt: '2026-11-23T09:00:00.000Z',
  links: [linkOf(1)],
  ...change,
});
const preview: OutboxPreview = {
  source,
  title: 'Let it stand',
  refusal: null,
  wouldSend: [
    {
      target: 'https://ash.example/1',
      protocol: 'webmention',
      endpoint: 'https://ash.example/webmention',
      foundBy: '<link rel="webmention">',
      body: { source, target: 'https://ash.example/1' },
    },
  ],
  nothingFor: [{ target: 'https://beech.example/', because: 'no endpoint is announced' }],
  warnings: ['the page asks search engines not to index it'],
};

const outbox = `/api/v1/sites/${site.id}/outbox`;

describe('sent pings', () => {
  let server: FakeServer;
  let items: OutboxItem[];
  beforeEach(() => {
    server = new FakeServer();
    items = [];
    server.on(`GET ${outbox}`, () => ({ status: 200, body: { items, nextCursor: null } }));
    server.on(`POST ${outbox}/preview`, () => ({ status: 200, body: preview }));
  });

  const look = async (address = source) => {
    const app = renderApp('/sent');
    await app.user.type(await screen.findByLabelText('Address of your post'), address);
    await app.user.click(screen.getByRole('button', { name: 'Look' }));
    return app;
  };
  const article = async (name = 'Let it stand') =>
    within(await screen.findByRole('article', { name }));

  it('are reached by the menu, and say when there are none', async () => {
    const { user } = renderApp('/queue');
    await user.click(await screen.findByRole('link', { name: 'Sent pings' }));
    await screen.findByRole('heading', { level: 1, name: 'Sent pings' });
    await screen.findByText('Nothing was sent yet');
  });

  it('are shown before anything is sent: to whom, by what, with which words', async () => {
    const { user } = await look();
    const table = within(await screen.findByRole('table', { name: 'Pings that would be sent' }));
    expect(table.getByText('https://ash.example/webmention')).toBeTruthy();
    expect(table.getByText('<link rel="webmention">')).toBeTruthy();
    await user.click(table.getByText('What is sent: 2 fields'));
    expect(table.getByText(source)).toBeTruthy();
    expect(screen.getByText('No endpoint is announced.')).toBeTruthy();
    expect(screen.getByText('The page asks search engines not to index it.')).toBeTruthy();
    expect(server.callsTo(`POST ${outbox}`)).toEqual([]);
  });

  it('are forgotten as a preview when the address is changed', async () => {
    const { user } = await look();
    await screen.findByRole('button', { name: 'Send 1 ping' });
    await user.type(screen.getByLabelText('Address of your post'), '/other');
    expect(screen.queryByRole('button', { name: 'Send 1 ping' })).toBeNull();
  });

  it('are sent, listed, and followed until they are done', async () => {
    const waiting = linkOf(1, { status: 'waiting', attempts: 0, sentAt: null, httpStatus: null });
    const sending = itemOf({ status: 'sending', links: [waiting] });
    server.on(`POST ${outbox}`, () => {
      items = [sending];
      return { status: 201, body: sending };
    });
    server.on(`GET /api/v1/outbox/${sending.id}`, () => ({ status: 200, body: sending }));
    const { user } = await look();
    await user.click(await screen.findByRole('button', { name: 'Send 1 ping' }));
    const sent = await article();
    expect(sent.getByText('sending')).toBeTruthy();
    expect(sent.getByText('1 waiting')).toBeTruthy();
    expect(server.callsTo(`POST ${outbox}`)[0]?.body).toEqual({ source });
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Let it stand'));

    const done = itemOf({ updatedAt: '2026-11-23T09:00:05.000Z' });
    server.on(`GET /api/v1/outbox/${sending.id}`, () => ({ status: 200, body: done }));
    await sent.findByText('1 taken');
    expect(sent.getByText('202 · Thank you')).toBeTruthy();
  });

  it.each([
    ['draft', /^Drafts stay between you/],
    ['needs-sign-in', /^Receivers read the page without signing in/],
  ] as const)('are refused with an explanation: %s', async (code, words) => {
    server.on(`POST ${outbox}/preview`, () => ({
      status: 200,
      body: { ...preview, wouldSend: [], refusal: { code, message: 'it is not public' } },
    }));
    await look();
    await screen.findByText(words);
    expect(screen.getByText('It is not public.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Send \d/ })).toBeNull();
  });

  it('show beside the address what the server says of it', async () => {
    server.on(`POST ${outbox}/preview`, () =>
      problem(400, 'validation-failed', {
        errors: [{ pointer: '/source', message: 'is no page of this site' }],
      }),
    );
    await look();
    await screen.findByText('Is no page of this site.');
  });

  it('refuse what is no address before the server is asked', async () => {
    await look('garden');
    await screen.findByText(/^Must be an absolute http or https address/);
    expect(server.callsTo(`POST ${outbox}/preview`)).toEqual([]);
  });

  it('say when a failed attempt is repeated, and fold away links that take no pings', async () => {
    const later = new Date(Date.now() + 3 * 3_600_000).toISOString();
    items = [
      itemOf({
        status: 'sending',
        links: [
          linkOf(1, {
            status: 'waiting',
            attempts: 2,
            nextAttemptAt: later,
            sentAt: null,
            httpStatus: 503,
            answer: null,
            error: 'the endpoint answered with status 503',
          }),
          linkOf(2, { status: 'no-endpoint', protocol: null, endpoint: null }),
          linkOf(3, { status: 'no-endpoint', protocol: null, endpoint: null }),
        ],
      }),
    ];
    server.on(`GET /api/v1/outbox/${idOf(50)}`, () => ({ status: 200, body: items[0] }));
    renderApp('/sent');
    const shown = await article();
    expect(shown.getByText('tries again later')).toBeTruthy();
    expect(shown.getByRole('button', { name: 'Send again: Let it stand' })).toBeTruthy();
    expect(shown.getByText('again in 3 h, 2 attempts so far')).toBeTruthy();
    expect(shown.getByText('The endpoint answered with status 503.')).toBeTruthy();
    expect(shown.getByText('2 links take no pings')).toBeTruthy();
    expect(shown.getByText('1 waiting, 2 take no pings')).toBeTruthy();
  });

  it('can be sent again', async () => {
    items = [itemOf({ links: [linkOf(1, { status: 'failed', error: 'it broke off' })] })];
    const route = `POST /api/v1/outbox/${idOf(50)}/resend`;
    server.on(route, () => {
      items = [itemOf({ status: 'sending', updatedAt: '2026-11-23T10:00:00.000Z' })];
      return { status: 200, body: items[0] };
    });
    server.on(`GET /api/v1/outbox/${idOf(50)}`, () => ({ status: 200, body: items[0] }));
    const { user } = renderApp('/sent');
    const shown = await article();
    await user.click(shown.getByRole('button', { name: 'Send again: Let it stand' }));
    await shown.findByText('sending');
    expect(server.callsTo(route)).toHaveLength(1);
  });

  it('can be loaded again when they could not be', async () => {
    server.on(`GET ${outbox}`, () => problem(400, 'unknown', { detail: 'It broke.' }));
    const { user } = renderApp('/sent');
    await screen.findByText('What was sent could not be loaded. It broke.');
    server.on(`GET ${outbox}`, () => ({
      status: 200,
      body: { items: [itemOf()], nextCursor: null },
    }));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await article();
  });
});
