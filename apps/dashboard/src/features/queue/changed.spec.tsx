// A source that changed after its approval: what changed, what stays public, and both ways to settle it.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { ContentChange, Ping, PublicContent } from '@trackwarden/contracts';
import { FakeServer, problem } from '../../testing/fake-server.js';
import { idOf, pingOf } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const before: PublicContent = {
  title: 'A quiet garden',
  excerpt: 'I let it stand until spring.',
  siteName: 'Ash',
  author: { name: 'Ash', url: null, photo: null },
  type: 'mention',
  rsvp: null,
  publishedAt: null,
};
const changeTo = (after: Partial<PublicContent>): ContentChange => ({
  detectedAt: '2026-11-22T09:00:00.000Z',
  difference: 0.374,
  fields: ['title'],
  before,
  after: { ...before, ...after },
});
const changed = (after: Partial<PublicContent>, more: Partial<Ping> = {}): Ping =>
  pingOf(4, 'ash', { isPublic: true, change: changeTo(after), ...more });

const panel = async () =>
  within(await screen.findByRole('region', { name: 'The source changed after it was approved' }));

describe('a source that changed', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer([changed({ title: 'A cheap garden' }), pingOf(3, 'beech')]);
    server.on('POST /api/v1/decisions', () => ({
      status: 201,
      body: { id: idOf(900), verdict: 'approve', affected: 1, failed: [] },
    }));
  });
  const decisions = () => server.callsTo('POST /api/v1/decisions').map(({ body }) => body);

  it('is marked in the list', async () => {
    renderApp('/queue');
    await panel();
    const [ash, beech] = within(screen.getByRole('list', { name: 'Pings: Pending' })).getAllByRole(
      'link',
    );
    expect(ash?.textContent).toContain('changed');
    expect(beech?.textContent).not.toContain('changed');
  });

  it('shows word by word what went and what came, how much, and what readers see meanwhile', async () => {
    renderApp('/queue');
    const shown = await panel();
    expect(shown.getByText('37 % changed')).toBeTruthy();
    expect(shown.getByText(/Readers go on seeing the approved version/)).toBeTruthy();
    const title = shown.getByText('Title').nextElementSibling;
    expect(title?.querySelector('del')?.textContent).toBe('removed: quiet');
    expect(title?.querySelector('ins')?.textContent).toBe('added: cheap');
    expect(shown.queryByText('Excerpt')).toBeNull();
  });

  it('says so when readers would see no difference, and when nothing is public', async () => {
    server.pings = [changed({}, { isPublic: false })];
    renderApp('/queue');
    const shown = await panel();
    expect(shown.getByText(/is the same in both versions/)).toBeTruthy();
    expect(shown.getByText(/Nothing of it is public now/)).toBeTruthy();
  });

  it('is published anew by its button', async () => {
    const { user } = renderApp('/queue');
    await panel();
    await user.click(screen.getByRole('button', { name: 'Publish the new version A' }));
    await screen.findByRole('heading', { level: 2, name: 'Post of beech' });
    expect(decisions()).toEqual([{ verdict: 'approve', pings: [{ id: idOf(104), version: 2 }] }]);
  });

  it('keeps the approved version by its key, and that can be undone', async () => {
    server.on(`POST /api/v1/decisions/${idOf(900)}/undo`, () => ({
      status: 200,
      body: { id: idOf(900), restored: 1, failed: [] },
    }));
    const { user } = renderApp('/queue');
    await panel();
    await user.keyboard('v');
    await screen.findByRole('heading', { level: 2, name: 'Post of beech' });
    expect(decisions()).toEqual([
      { verdict: 'approve', content: 'approved', pings: [{ id: idOf(104), version: 2 }] },
    ]);
    expect(
      screen.getAllByText('Approved version kept: ash.example. 1 left.').length,
    ).toBeGreaterThan(0);
    await user.keyboard('z');
    await panel();
  });

  it('keeps nothing of a ping that has only one version', async () => {
    const { user } = renderApp(`/queue?ping=${idOf(103)}`);
    await screen.findByRole('heading', { level: 2, name: 'Post of beech' });
    await user.keyboard('v');
    expect(decisions()).toEqual([]);
    expect(screen.getByRole('button', { name: 'Approve A' })).toBeTruthy();
  });

  it('is kept again, not published, when keeping it failed the first time', async () => {
    server.on('POST /api/v1/decisions', () => problem(500, 'internal'));
    const { user } = renderApp('/queue');
    await panel();
    await user.keyboard('v');
    const notice = within(await screen.findByRole('alert'));
    await user.click(notice.getByRole('button', { name: 'Send again' }));
    await waitFor(() => expect(decisions()).toHaveLength(2));
    expect(decisions()[1]).toMatchObject({ content: 'approved' });
  });
});
