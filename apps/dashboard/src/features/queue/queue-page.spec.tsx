// The triage loop by keyboard: decide, go on, undo, decide many, lose a race, see what is new.
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { Verdict } from '@trackwarden/contracts';
import { emit, FakeServer, problem, type Call } from '../../testing/fake-server.js';
import { idOf, pingOf, site } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';
import { statusAfter } from './views.js';

type Body = { verdict: Verdict; pings: { id: string; version: number }[] };

const rows = () =>
  within(screen.getByRole('list', { name: 'Pings: Pending' })).getAllByRole('link');
const names = () =>
  rows().map((row) => /Post of (ash|beech|cedar|dogwood)/.exec(row.textContent)?.[1]);
const ready = () => screen.findByRole('heading', { level: 2, name: 'Post of ash' });

describe('the queue', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer([pingOf(4, 'ash'), pingOf(3, 'beech'), pingOf(2, 'cedar')]);
    server.on('POST /api/v1/decisions', (call) => decided(call, []));
    server.on(`POST /api/v1/decisions/${idOf(900)}/undo`, () => {
      server.pings = server.pings.map((ping) =>
        ping.status === 'pending'
          ? ping
          : { ...ping, status: 'pending', version: ping.version + 1 },
      );
      return { status: 200, body: { id: idOf(900), restored: 1, failed: [] } };
    });
  });

  /** Decides as the server would, all but the `stale` ones. */
  function decided({ body }: Call, stale: string[]) {
    const { verdict, pings } = body as Body;
    const done = pings.map(({ id }) => id).filter((id) => !stale.includes(id));
    server.pings = server.pings.map((ping) =>
      done.includes(ping.id)
        ? { ...ping, status: statusAfter[verdict], version: ping.version + 1 }
        : ping,
    );
    const failed = stale.map((id) => ({ id, code: 'version-conflict' }));
    return { status: 201, body: { id: idOf(900), verdict, affected: done.length, failed } };
  }

  it('shows the first ping with its link marked as plain text', async () => {
    renderApp('/queue');
    await ready();
    expect(names()).toEqual(['ash', 'beech', 'cedar']);
    expect(screen.getByText('let it stand', { selector: 'mark' })).toBeTruthy();
    expect(await screen.findByText('Starting point before any reason')).toBeTruthy();
  });

  it('scrolls to the tab of its view again once the counts have made the others longer', async () => {
    const scrolledTo: string[] = [];
    const scroll = jest.spyOn(Element.prototype, 'scrollIntoView');
    scroll.mockImplementation(function (this: Element) {
      scrolledTo.push(this.textContent);
    });
    renderApp('/queue?view=all');
    await ready();
    await waitFor(() => expect(scrolledTo).toContain('All3'));
    scroll.mockRestore();
  });

  it('moves with j and k', async () => {
    const { user } = renderApp('/queue');
    await ready();
    await user.keyboard('jj');
    await screen.findByRole('heading', { level: 2, name: 'Post of cedar' });
    await user.keyboard('k');
    await screen.findByRole('heading', { level: 2, name: 'Post of beech' });
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Post of beech'));
  });

  it('sends verdict and version, focuses the next row, and says what is left', async () => {
    const { user } = renderApp('/queue');
    await ready();
    await user.keyboard('r');
    await waitFor(() => expect(names()).toEqual(['beech', 'cedar']));
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Post of beech'));
    expect(server.callsTo('POST /api/v1/decisions')[0]?.body).toEqual({
      verdict: 'spam',
      pings: [{ id: idOf(104), version: 2 }],
    });
    expect(screen.getAllByText('Marked as spam: ash.example. 2 left.').length).toBeGreaterThan(0);
  });

  it('brings the ping back to its place with z, and lets it be decided again', async () => {
    const { user } = renderApp('/queue');
    await ready();
    await user.keyboard('a');
    await waitFor(() => expect(names()).toEqual(['beech', 'cedar']));
    await user.keyboard('z');
    await waitFor(() => expect(names()).toEqual(['ash', 'beech', 'cedar']));
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Post of ash'));
    await user.keyboard('a');
    await waitFor(() => expect(server.callsTo('POST /api/v1/decisions')).toHaveLength(2));
    expect(server.callsTo('POST /api/v1/decisions')[1]?.body).toMatchObject({
      pings: [{ id: idOf(104), version: 4 }],
    });
  });

  it('does not take letters typed into the search for commands', async () => {
    const { user } = renderApp('/queue');
    await ready();
    await user.keyboard('/');
    await user.keyboard('radar');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Search pings' }).value).toBe(
      'radar',
    );
    expect(server.callsTo('POST /api/v1/decisions')).toHaveLength(0);
  });

  it('lists the pings of a bulk decision that failed, and overrides with the new version', async () => {
    server.on('POST /api/v1/decisions', (call) => {
      server.pings = server.pings.map((ping) =>
        ping.domain === 'beech.example' ? { ...ping, status: 'approved', version: 7 } : ping,
      );
      return decided(call, [idOf(103)]);
    });
    const { user } = renderApp('/queue');
    await ready();
    await user.keyboard('xjx');
    expect(await screen.findByText('2 selected')).toBeTruthy();
    await user.keyboard('r');
    const notice = await screen.findByRole('alert');
    expect(notice.textContent).toContain('Another moderator was faster');
    expect(notice.textContent).toContain('beech.example');
    expect(names()).toEqual(['beech', 'cedar']);

    server.on('POST /api/v1/decisions', (call) => decided(call, []));
    await user.click(within(notice).getByRole('button', { name: 'Override: Spam' }));
    await waitFor(() => expect(names()).toEqual(['cedar']));
    expect(server.callsTo('POST /api/v1/decisions').at(-1)?.body).toEqual({
      verdict: 'spam',
      pings: [{ id: idOf(103), version: 7 }],
    });
  });

  it('puts everything back when the whole decision fails', async () => {
    server.on('POST /api/v1/decisions', () => problem(500, 'internal'));
    const { user } = renderApp('/queue');
    await ready();
    await user.keyboard('d');
    const notice = await screen.findByRole('alert');
    expect(notice.textContent).toContain('“Not wanted” was not carried out');
    expect(names()).toEqual(['ash', 'beech', 'cedar']);
  });

  it('announces arrivals in a pill and moves the list only when asked', async () => {
    const { user } = renderApp('/queue');
    await ready();
    const fresh = pingOf(9, 'dogwood');
    server.pings = [fresh, ...server.pings];
    emit({ type: 'ping.received', id: fresh.id, siteId: site.id, version: 2 });
    const pill = await screen.findByRole('button', { name: '1 new' });
    expect(names()).toEqual(['ash', 'beech', 'cedar']);
    await user.click(pill);
    await waitFor(() => expect(names()).toEqual(['dogwood', 'ash', 'beech', 'cedar']));
    expect(screen.queryByRole('button', { name: '1 new' })).toBeNull();
  });

  it('announces an older ping that came back, too', async () => {
    renderApp('/queue');
    await ready();
    const back = pingOf(1, 'dogwood');
    server.pings = [...server.pings, back];
    emit({ type: 'ping.changed', id: back.id, siteId: site.id, version: 5 });
    await screen.findByRole('button', { name: '1 new' });
  });

  it('fills by itself while it is empty', async () => {
    server.pings = [];
    renderApp('/queue');
    await screen.findByRole('heading', { name: 'No ping has arrived yet' });
    server.pings = [pingOf(4, 'ash')];
    emit({ type: 'ping.received', id: idOf(104), siteId: site.id, version: 2 });
    await ready();
  });

  it('shows what arrived while another page was open', async () => {
    const { user } = renderApp('/queue');
    await ready();
    await user.click(screen.getByRole('link', { name: 'History' }));
    await screen.findByRole('heading', { name: 'History' });
    server.pings = [pingOf(9, 'dogwood'), ...server.pings];
    await user.click(screen.getByRole('link', { name: /^Queue/ }));
    await waitFor(() => expect(names()).toEqual(['dogwood', 'ash', 'beech', 'cedar']));
  });

  it('shows in place what another moderator changed', async () => {
    renderApp('/queue');
    await ready();
    server.pings = server.pings.map((ping) =>
      ping.domain === 'beech.example' ? { ...ping, status: 'spam', version: 3 } : ping,
    );
    emit({ type: 'ping.changed', id: idOf(103), siteId: site.id, version: 3 });
    await waitFor(() => expect(rows()[1]?.textContent).toContain('spam'));
    expect(names()).toEqual(['ash', 'beech', 'cedar']);
  });

  it('leads to sign-in and back when the session has ended, keeping what was not sent', async () => {
    server.on('POST /api/v1/decisions', () => problem(401, 'unauthenticated'));
    server.on('POST /api/v1/session', () => server.answerOf('GET /api/v1/session'));
    const { user, history } = renderApp('/queue');
    await ready();
    await user.keyboard('a');
    await user.type(await screen.findByLabelText('E-mail'), 'robin@garden.example');
    expect(history.location.href).toContain('/sign-in?to=%2Fqueue');
    await user.type(screen.getByLabelText('Password'), 'secret secret');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    const notice = await screen.findByRole('alert');
    expect(notice.textContent).toContain('ash.example');
    expect(history.location.pathname).toBe('/queue');
  });
});
