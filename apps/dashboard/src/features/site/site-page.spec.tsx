// The owner edits the site and its targets; what the server refuses stands beside its field.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Target } from '@trackwarden/contracts';
import { localFieldOf } from '../../format/local-time.js';
import { FakeServer, problem } from '../../testing/fake-server.js';
import { idOf, site } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const target: Target = {
  id: idOf(3),
  siteId: site.id,
  key: 'stand',
  url: 'https://garden.example/entry',
  title: 'Let it stand',
  kind: 'entry',
  passphrase: 'beetle',
  closesAt: '2030-01-31T18:30:00.000Z',
  aliases: [],
  publishedAt: null,
  checkedAt: null,
  httpStatus: null,
  trackbackUrl: 'http://localhost/trackback/stand/beetle',
  createdAt: '2026-11-01T08:00:00.000Z',
};

const siteRoute = `PATCH /api/v1/sites/${site.id}`;
const targetRoute = `PATCH /api/v1/targets/${target.id}`;

describe('the site page', () => {
  let server: FakeServer;
  let targets: Target[];
  beforeEach(() => {
    server = new FakeServer();
    targets = [target];
    server.on(`GET /api/v1/sites/${site.id}/targets`, () => ({
      status: 200,
      body: { items: targets, nextCursor: null },
    }));
    server.on('GET /sites/garden/discovery', () => problem(404, 'not-found'));
    server.on(siteRoute, ({ body }) => ({ status: 200, body: { ...site, ...(body as object) } }));
    server.on(targetRoute, () => ({ status: 200, body: target }));
  });

  const refuse = (route: string, pointer: string, message: string) =>
    server.on(route, () => problem(400, 'validation-failed', { errors: [{ pointer, message }] }));
  const bodyOf = (route: string) => server.callsTo(route).at(-1)?.body;
  const fill = async (label: string, value: string) =>
    fireEvent.change(await screen.findByLabelText(label), { target: { value } });

  describe('name and addresses', () => {
    it('are saved together, with addresses added and taken away', async () => {
      const { user } = renderApp('/site');
      await fill('Name', 'Border Notes');
      await user.click(screen.getByRole('button', { name: 'Add an address' }));
      await fill('Address 2', 'https://www.garden.example');
      await user.click(screen.getByRole('button', { name: 'Remove https://garden.example' }));
      await user.click(screen.getByRole('button', { name: 'Save changes' }));
      await screen.findByRole('heading', { level: 1, name: 'Border Notes' });
      expect(bodyOf(siteRoute)).toEqual({
        name: 'Border Notes',
        origins: ['https://www.garden.example'],
      });
      expect(screen.queryByRole('button', { name: 'Discard changes' })).toBeNull();
    });

    it('show beside the second address what the server says of it', async () => {
      refuse(siteRoute, '/origins/1', 'belongs to another site');
      const { user } = renderApp('/site');
      await user.click(await screen.findByRole('button', { name: 'Add an address' }));
      await fill('Address 2', 'https://taken.example');
      await user.click(screen.getByRole('button', { name: 'Save changes' }));
      await screen.findByText('Belongs to another site.');
      expect(screen.getByLabelText('Address 2').getAttribute('aria-invalid')).toBe('true');
      expect(screen.getByLabelText('Address 1').getAttribute('aria-invalid')).not.toBe('true');
    });

    it('refuse a path before the server is asked, and come back when discarded', async () => {
      const { user } = renderApp('/site');
      await fill('Address 1', 'https://garden.example/blog');
      await user.click(screen.getByRole('button', { name: 'Save changes' }));
      await screen.findByText(/^Must be an origin such as/);
      expect(server.callsTo(siteRoute)).toEqual([]);
      await user.click(screen.getByRole('button', { name: 'Discard changes' }));
      expect(screen.getByLabelText<HTMLInputElement>('Address 1').value).toBe(
        'https://garden.example',
      );
    });
  });

  describe('targets', () => {
    const openEditor = async () => {
      const app = renderApp('/site?section=pages');
      await app.user.click(await screen.findByRole('button', { name: 'Edit Let it stand' }));
      const dialog = within(await screen.findByRole('dialog', { name: 'Edit target' }));
      const set = (label: string, value: string) =>
        fireEvent.change(dialog.getByLabelText(label), { target: { value } });
      const save = () => app.user.click(dialog.getByRole('button', { name: 'Save target' }));
      return { ...app, dialog, set, save };
    };

    it('send only what was changed; an emptied field takes the value away', async () => {
      const { dialog, set, save } = await openEditor();
      expect(dialog.getByLabelText<HTMLInputElement>('Closes on').value).toBe(
        localFieldOf(target.closesAt),
      );
      set('Title', 'Let it stand until spring');
      set('Passphrase', '');
      set('Closes on', '');
      await save();
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      expect(bodyOf(targetRoute)).toEqual({
        title: 'Let it stand until spring',
        passphrase: null,
        closesAt: null,
      });
    });

    it('show what the server refuses beside the field', async () => {
      refuse(targetRoute, '/closesAt', 'must lie ahead');
      const { dialog, set, save } = await openEditor();
      set('Closes on', '2020-01-01T10:00');
      await save();
      await dialog.findByText('Must lie ahead.');
      expect(dialog.getByLabelText('Closes on').getAttribute('aria-invalid')).toBe('true');
    });

    it('name the address when the page has a target already', async () => {
      server.on(targetRoute, () =>
        problem(409, 'already-exists', { detail: 'The site has a target for this page.' }),
      );
      const { dialog, set, save } = await openEditor();
      set('Address of the page', 'https://garden.example/other');
      await save();
      await dialog.findByText('The site has a target for this page.');
      expect(bodyOf(targetRoute)).toEqual({ url: 'https://garden.example/other' });
    });

    it('can be added with a closing time', async () => {
      const route = `POST /api/v1/sites/${site.id}/targets`;
      server.on(route, () => ({ status: 201, body: target }));
      const { user } = renderApp('/site?section=pages');
      await user.click(await screen.findByRole('button', { name: 'Add a target' }));
      await fill('Address of the page', 'https://garden.example/new');
      await fill('Closes on', localFieldOf('2031-05-01T12:00:00.000Z'));
      await user.click(screen.getByRole('button', { name: 'Add target' }));
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      expect(bodyOf(route)).toEqual({
        url: 'https://garden.example/new',
        title: '',
        kind: 'entry',
        closesAt: '2031-05-01T12:00:00.000Z',
      });
    });

    it('are removed after a question', async () => {
      const route = `DELETE /api/v1/targets/${target.id}`;
      server.on(route, () => {
        targets = [];
        return { status: 204 };
      });
      const { user } = renderApp('/site?section=pages');
      await user.click(await screen.findByRole('button', { name: 'Remove Let it stand' }));
      expect(server.callsTo(route)).toEqual([]);
      await user.click(screen.getByRole('button', { name: 'Remove target' }));
      await screen.findByText('None yet. They appear with the first pings.');
      expect(server.callsTo(route)).toHaveLength(1);
    });
  });
});
