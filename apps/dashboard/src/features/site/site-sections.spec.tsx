// The page of a site in sections: each is one click and one address away, and the back button knows them.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import { FakeServer, problem } from '../../testing/fake-server.js';
import { site } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const sections = () => screen.findByRole('navigation', { name: 'Parts of this page' });
const current = async () =>
  within(await sections())
    .getAllByRole('link')
    .filter((link) => link.getAttribute('aria-current') === 'page')
    .map((link) => link.textContent);
const regions = () =>
  within(screen.getByRole('main'))
    .getAllByRole('heading', { level: 2 })
    .map((heading) => heading.textContent);

describe('the sections of a site', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer();
    const answer = (route: string, body: unknown) =>
      server.on(`GET ${route}`, () => ({ status: 200, body }));
    answer(`/api/v1/sites/${site.id}/targets`, { items: [], nextCursor: null });
    answer(`/api/v1/sites/${site.id}/caution`, { isNew: false, decisions: 80, needed: 50 });
    answer(`/api/v1/sites/${site.id}/audits`, { days: 90, waiting: 0, bands: [] });
    answer(`/api/v1/sites/${site.id}/opinions`, { dnsLists: [], akismet: null });
    server.on('GET /sites/garden/discovery', () => problem(404, 'not-found'));
  });

  it.each([
    ['', 'General', ['Name and addresses', 'Danger zone']],
    [
      '?section=addresses',
      'Addresses',
      ['TrackBack address', 'Passphrase of the inbox', 'Check my page'],
    ],
    ['?section=pages', 'Pages', ['Targets', 'Old pages']],
    ['?section=policy', 'Policy', ['Thresholds', 'New site', 'Audits', 'Pingback answers']],
    ['?section=trust', 'Trust', ['Blocked domains', 'Outside opinions', 'Spam service']],
    ['?section=no-such', 'General', ['Name and addresses']],
  ])('"%s" shows %s alone', async (search, name, panels) => {
    renderApp(`/site${search}`);
    expect(await current()).toEqual([name]);
    expect(regions()).toEqual(expect.arrayContaining(panels));
    const isHere = regions().includes('Danger zone');
    expect(isHere).toBe(name === 'General');
  });

  it('are walked by keyboard, and back again', async () => {
    const { user, history } = renderApp('/site');
    const policy = within(await sections()).getByRole('link', { name: 'Policy' });
    policy.focus();
    await user.keyboard('{Enter}');
    await waitFor(async () => expect(await current()).toEqual(['Policy']));
    expect(history.location.search).toContain('section=policy');
    expect(document.activeElement?.textContent).toBe('Policy');
    act(() => history.back());
    await waitFor(async () => expect(await current()).toEqual(['General']));
  });
});
