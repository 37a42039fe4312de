// The pane tells what was decided about the source, scope by scope, and where.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { PingDetail } from '@trackwarden/contracts';
import { FakeServer } from '../../testing/fake-server.js';
import { detailOf, pingOf } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

describe('the history of a source', () => {
  const ping = pingOf(4, 'ash');
  let server: FakeServer;
  const known = (sources: PingDetail['sources']) =>
    server.on(`GET /api/v1/pings/${ping.id}`, () => ({
      status: 200,
      body: { ...detailOf(ping), sources },
    }));
  const of = (scope: PingDetail['sources'][number]['scope'], key: string) => ({
    ...{ scope, key, approved: 0, spam: 0, firstSeenDaysAgo: null, elsewhere: null },
  });
  beforeEach(() => {
    server = new FakeServer([ping]);
  });

  it('is told from the narrowest scope on, without those about which nothing was decided', async () => {
    known([
      { ...of('domain', 'ash.example'), approved: 3, spam: 1, firstSeenDaysAgo: 30.4 },
      of('host', 'garden.ash.example'),
      {
        ...of('path', 'garden.ash.example/tea'),
        ...{ approved: 3, elsewhere: { approved: 0, spam: 2 } },
      },
    ]);
    renderApp('/queue');
    const path = await screen.findByText('garden.ash.example/tea');
    const domain = screen.getByText('3 approved, 1 spam');
    expect(path.compareDocumentPosition(domain)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(screen.getByText('other sites: 0 approved, 2 spam')).toBeTruthy();
    expect(screen.getByText('first seen 30 days before the check')).toBeTruthy();
    expect(screen.queryByText('garden.ash.example')).toBeNull();
  });

  it('says why a shared host has none', async () => {
    known([of('path', 'medium.com/@ann')]);
    renderApp('/queue');
    expect(await screen.findByText(/Many people share this host/)).toBeTruthy();
    expect(screen.getByText('Nothing was decided about this source before.')).toBeTruthy();
  });
});
