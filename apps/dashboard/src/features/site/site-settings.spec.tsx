// The owner decides who may ping: the one switch, own pages, age of pages, the inbox, answers; and checks a page as senders do.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Discovery, PageCheck, SiteSettings, Target } from '@trackwarden/contracts';
import { FakeServer, problem } from '../../testing/fake-server.js';
import { idOf, site } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const siteRoute = `PATCH /api/v1/sites/${site.id}`;
const checkRoute = `POST /api/v1/sites/${site.id}/check-page`;

const discovery: Discovery = {
  target: 'https://garden.example/',
  trackbackUrl: site.trackbackUrl,
  pingbackUrl: site.pingbackUrl,
  webmentionUrl: site.webmentionUrl,
  rdf: '<!-- rdf -->',
  links: '<link rel="webmention">',
  headers: { Link: 'x' },
  snippet: '<!-- all -->',
  freshUntil: null,
  recipes: [],
};

const pageCheck: PageCheck = {
  url: 'https://garden.example/',
  finalUrl: null,
  httpStatus: 200,
  error: null,
  found: [
    { protocol: 'trackback', endpoint: site.trackbackUrl, foundBy: 'RDF block', isOurs: true },
    { protocol: 'pingback', endpoint: site.pingbackUrl, foundBy: 'X-Pingback', isOurs: true },
    { protocol: 'webmention', endpoint: site.webmentionUrl, foundBy: 'Link', isOurs: true },
  ],
  remarks: [],
};

describe('the settings of a site', () => {
  let server: FakeServer;
  let targets: Target[];
  beforeEach(() => {
    server = new FakeServer();
    targets = [];
    server.on(`GET /api/v1/sites/${site.id}/targets`, () => ({
      status: 200,
      body: { items: targets, nextCursor: null },
    }));
    server.on('GET /sites/garden/discovery', () => ({ status: 200, body: discovery }));
    server.on(siteRoute, ({ body }) => {
      const { settings } = body as { settings: Partial<SiteSettings> };
      return { status: 200, body: { ...site, settings: { ...site.settings, ...settings } } };
    });
  });
  const bodyOf = (route: string) => server.callsTo(route).at(-1)?.body;

  it('close all three protocols by one switch, and say so', async () => {
    const { user } = renderApp('/site');
    const intake = within(await screen.findByRole('region', { name: 'Intake' }));
    expect(intake.getByText(/acts at once, on TrackBack, Pingback and Webmention/)).toBeTruthy();
    await user.click(intake.getByRole('switch', { name: 'Take pings' }));
    await intake.findByText('closed');
    expect(bodyOf(siteRoute)).toEqual({ settings: { intakeOpen: false } });
  });

  it('hand out dated addresses by a switch, and then say until when they are fresh', async () => {
    const { user } = renderApp('/site?section=addresses');
    const dated = within(await screen.findByRole('region', { name: 'Dated addresses' }));
    expect(screen.queryByText(/carries no date/)).toBeNull();
    server.on('GET /sites/garden/discovery', () => ({
      status: 200,
      body: { ...discovery, freshUntil: '2026-12-20T00:00:00.000Z' },
    }));
    await user.click(dated.getByRole('switch', { name: 'Hand out addresses with a date' }));
    await screen.findByText('Dated: renew it in your pages before 20 Dec 2026.');
    expect(bodyOf(siteRoute)).toEqual({ settings: { datedAddresses: true } });
    expect(screen.getByText(/carries no date/)).toBeTruthy();
  });

  it.each([
    ['From this site itself', 'Publish at once', { selfPings: 'approve' }],
    ['From this site itself', 'Keep out', { selfPings: 'ignore' }],
    ['Pingback answers', 'Detailed: say what is wrong', { pingbackFaults: 'detailed' }],
  ])('take a choice for "%s": %s', async (name, option, settings) => {
    const { user } = renderApp('/site?section=policy');
    await user.click(await screen.findByRole('combobox', { name }));
    await user.click(await screen.findByRole('option', { name: option }));
    await waitFor(() => expect(bodyOf(siteRoute)).toEqual({ settings }));
  });

  describe('that are typed', () => {
    const fill = async (label: string, value: string) =>
      fireEvent.change(await screen.findByLabelText(label), { target: { value } });
    const days = 'Close pages after days';
    const secret = 'Passphrase of the site-wide inbox';

    it.each([
      {
        ...{ section: 'pages', name: 'Save days', label: days, typed: '90' },
        ...{ given: { closeAfterDays: 90 }, none: { closeAfterDays: null } },
      },
      {
        ...{ section: 'addresses', name: 'Save passphrase', label: secret, typed: 'b&e' },
        ...{ given: { inboxPassphrase: 'b&e' }, none: { inboxPassphrase: null } },
      },
    ])(
      'are saved under $section; an empty field takes them away',
      async ({ section, name, label, typed, given, none }) => {
        const { user } = renderApp(`/site?section=${section}`);
        await fill(label, typed);
        await user.click(screen.getByRole('button', { name }));
        await waitFor(() => expect(bodyOf(siteRoute)).toEqual({ settings: given }));
        await fill(label, '');
        await user.click(screen.getByRole('button', { name }));
        await waitFor(() => expect(bodyOf(siteRoute)).toEqual({ settings: none }));
      },
    );

    it('give the address of the inbox with its passphrase', async () => {
      const { user } = renderApp('/site?section=addresses');
      await fill(secret, 'b&e');
      expect(screen.queryByText('Address to give to senders')).toBeNull();
      await user.click(screen.getByRole('button', { name: 'Save passphrase' }));
      expect(await screen.findByText('http://localhost/trackback/garden/b%26e')).toBeTruthy();
    });

    it.each(['0', '1.5', 'ninety', '99999'])('refuse %j days', async (value) => {
      const { user } = renderApp('/site?section=pages');
      await fill(days, value);
      await user.click(screen.getByRole('button', { name: 'Save days' }));
      await screen.findByText('Enter whole days from 1 to 36,500, or leave it empty.');
      expect(server.callsTo(siteRoute)).toEqual([]);
    });

    it('show beside the secret what the server says of it', async () => {
      server.on(siteRoute, () =>
        problem(400, 'validation-failed', {
          errors: [{ pointer: '/settings/inboxPassphrase', message: 'is taken' }],
        }),
      );
      const { user } = renderApp('/site?section=addresses');
      await fill(secret, 'beetle');
      await user.click(screen.getByRole('button', { name: 'Save passphrase' }));
      await screen.findByText('Is taken.');
      expect(screen.getByLabelText(secret).getAttribute('aria-invalid')).toBe('true');
    });
  });

  it('show the thresholds, and lead to the one place that changes them', async () => {
    const careful = { ...site.settings, approveBelow: 4.5, spamFrom: 97 };
    server.on('GET /api/v1/sites', () => ({
      status: 200,
      body: { items: [{ ...site, settings: careful }], nextCursor: null },
    }));
    const { user, history } = renderApp('/site?section=policy');
    const panel = within(await screen.findByRole('region', { name: 'Thresholds' }));
    expect(panel.getByText('4.5')).toBeTruthy();
    expect(panel.getByText('97')).toBeTruthy();
    expect(panel.queryByRole('textbox')).toBeNull();
    await user.click(panel.getByRole('link', { name: 'Try and change them under Rules' }));
    await waitFor(() => expect(history.location.pathname).toBe('/rules'));
    expect((await screen.findByLabelText<HTMLInputElement>('Spam from')).value).toBe('97');
  });

  it('say that a person approves everything where nothing is approved by its score', async () => {
    renderApp('/site?section=policy');
    const panel = within(await screen.findByRole('region', { name: 'Thresholds' }));
    expect(panel.getByText('never')).toBeTruthy();
    expect(panel.getByText('A person approves everything.')).toBeTruthy();
  });

  it('say never for thresholds that no score meets', async () => {
    const never = { ...site.settings, approveBelow: 0, spamFrom: 100 };
    server.on('GET /api/v1/sites', () => ({
      status: 200,
      body: { items: [{ ...site, settings: never }], nextCursor: null },
    }));
    renderApp('/site?section=policy');
    const panel = within(await screen.findByRole('region', { name: 'Thresholds' }));
    expect(panel.getAllByText('never')).toHaveLength(2);
    expect(panel.getByText('No ping goes to spam by its score alone.')).toBeTruthy();
  });

  describe('checked at a page', () => {
    const check = async (answer: Partial<PageCheck>) => {
      server.on(checkRoute, () => ({ status: 200, body: { ...pageCheck, ...answer } }));
      const { user } = renderApp('/site?section=addresses');
      await user.click(await screen.findByRole('button', { name: 'Check page' }));
    };

    it('say that senders will find it, protocol by protocol', async () => {
      await check({});
      await screen.findByText('Senders will find this page');
      const results = within(screen.getByRole('list', { name: 'What senders find' }));
      expect(results.getAllByText('leads here')).toHaveLength(3);
      expect(results.getByText('X-Pingback')).toBeTruthy();
      expect(bodyOf(checkRoute)).toEqual({ url: 'https://garden.example/' });
    });

    it('say which protocol is missing or leads elsewhere, with the remarks', async () => {
      const [trackback] = pageCheck.found;
      await check({
        found: [
          trackback!,
          { protocol: 'pingback', endpoint: null, foundBy: null, isOurs: false },
          {
            protocol: 'webmention',
            endpoint: 'https://old.example/wm',
            foundBy: 'Link',
            isOurs: false,
          },
        ],
        remarks: [{ level: 'problem', text: 'an older address stands first' }],
      });
      await screen.findByText('Not every sender will find this page');
      expect(screen.getByText('not found')).toBeTruthy();
      expect(screen.getByText('leads elsewhere')).toBeTruthy();
      expect(screen.getByText(/An older address stands first\./)).toBeTruthy();
      expect(screen.queryByText('Senders will find this page')).toBeNull();
    });

    it('are not all well while a problem remains', async () => {
      await check({ remarks: [{ level: 'problem', text: 'the block stands in a comment' }] });
      await screen.findByText('Not every sender will find this page');
    });

    it('say why the page could not be read', async () => {
      await check({ error: 'there is no such host', httpStatus: null, found: [] });
      await screen.findByText('The page could not be read');
      expect(screen.getByText('There is no such host.')).toBeTruthy();
    });
  });

  it('come with ready-made code for one’s own kind of site', async () => {
    const recipeOf = (id: string, name: string) => ({
      id,
      name,
      file: `${id}.txt`,
      language: 'html',
      code: `code of ${id}`,
      note: `Note on ${name}.`,
    });
    server.on('GET /sites/garden/discovery', () => ({
      status: 200,
      body: {
        ...discovery,
        recipes: [recipeOf('wordpress', 'WordPress'), recipeOf('hugo', 'Hugo')],
      },
    }));
    const { user } = renderApp('/site?section=addresses');
    await user.click(await screen.findByRole('combobox', { name: 'Ready-made for' }));
    await user.click(await screen.findByRole('option', { name: 'Hugo' }));
    await screen.findByText('Note on Hugo.');
    expect(screen.getByText('hugo.txt')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Code for Hugo' }).textContent).toBe('code of hugo');
  });

  it('tell of a target that its page is gone, and which other addresses it has', async () => {
    targets = [
      {
        id: idOf(3),
        siteId: site.id,
        key: 'stand',
        url: 'https://garden.example/entry',
        title: 'Let it stand',
        kind: 'entry',
        passphrase: null,
        closesAt: null,
        aliases: ['a', 'b', 'c', 'd'].map((path) => `https://garden.example/${path}`),
        publishedAt: '2026-05-02T08:00:00.000Z',
        checkedAt: '2026-11-23T08:00:00.000Z',
        httpStatus: 404,
        trackbackUrl: 'http://localhost/trackback/stand',
        createdAt: '2026-11-01T08:00:00.000Z',
      },
    ];
    renderApp('/site?section=pages');
    await screen.findByText('page not found (404)');
    expect(screen.getByText('Also known as')).toBeTruthy();
    expect(screen.getByText('https://garden.example/a')).toBeTruthy();
    expect(screen.getByText('1 more address')).toBeTruthy();
    expect(screen.getByText('Published 2 May 2026')).toBeTruthy();
  });
});

describe('the set-up', () => {
  it('offers to check the page after the snippet', async () => {
    const server = new FakeServer();
    server.on('GET /sites/garden/discovery', () => ({ status: 200, body: discovery }));
    server.on(checkRoute, () => ({ status: 200, body: pageCheck }));
    const { user } = renderApp('/setup?step=discovery');
    await user.click(await screen.findByRole('button', { name: 'Check page' }));
    await screen.findByText('Senders will find this page');
  });
});
