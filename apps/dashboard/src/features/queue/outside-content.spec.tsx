// What the source looks like, shown so that nothing of it acts: text in a closed frame, photos from our server.
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { Ping } from '@trackwarden/contracts';
import { FakeServer } from '../../testing/fake-server.js';
import { detailOf, pingOf } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const PHOTO = 'https://ash.example/me.png';
const withPhoto = (change: Partial<Ping> = {}): Ping => {
  const ping = pingOf(4, 'ash', change);
  return {
    ...ping,
    extracted: { ...ping.extracted, author: { name: 'Ash', url: null, photo: PHOTO } },
  };
};
const page = {
  outgoingLinks: 1,
  outgoingHosts: 1,
  noindex: false,
  textLength: 24,
  text: '<script>alert(1)</script>',
};

describe('what comes from the source', () => {
  it('is read in a frame that may do nothing, opened by hand', async () => {
    const ping = withPhoto();
    const server = new FakeServer([ping]);
    server.on(`GET /api/v1/pings/${ping.id}`, () => ({
      status: 200,
      body: { ...detailOf(ping), page },
    }));
    const { user } = renderApp('/queue');
    const summary = await screen.findByText('Text of the page, 24 characters');
    expect(screen.queryByTitle('Text of the source as it was read')).toBeNull();
    await user.click(summary);
    const frame = await screen.findByTitle('Text of the source as it was read');
    expect(frame.getAttribute('sandbox')).toBe('');
    expect(frame.getAttribute('src')).toBe(`/api/v1/pings/${ping.id}/snapshot?theme=light`);
    expect(document.body.textContent).not.toContain('alert(1)');
  });

  it('is no photo but the one that our server made', async () => {
    const ping = withPhoto();
    const server = new FakeServer([ping]);
    server.on(`DELETE /api/v1/pings/${ping.id}/photo`, () => ({ status: 204 }));
    const { user } = renderApp('/queue');
    const take = await screen.findByRole('button', { name: 'Take the photo down' });
    const sources = [...document.images].map((image) => image.getAttribute('src'));
    expect(sources).toEqual([`/api/v1/pings/${ping.id}/photo?size=48`]);
    await user.click(take);
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Take the photo down' }));
    const route = `DELETE /api/v1/pings/${ping.id}/photo`;
    await waitFor(() => expect(server.callsTo(route)).toHaveLength(1));
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Take the photo down' })).toBeNull(),
    );
  });

  it.each<Partial<Ping>>([
    { status: 'spam' },
    { verification: { ...pingOf(4, 'ash').verification, state: 'no-link', link: null } },
  ])('is no photo at all for what is spam or unproven: %j', async (change) => {
    const ping = withPhoto(change);
    new FakeServer([ping]);
    renderApp(`/queue?view=all&ping=${ping.id}`);
    expect(await screen.findByText('What the check found')).toBeTruthy();
    expect(document.images).toHaveLength(0);
  });
});
