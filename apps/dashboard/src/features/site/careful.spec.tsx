// What an owner sees of caution, audits and lists that are asked, and how each is changed.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type {
  AkismetState,
  AuditReport,
  DnsListHealth,
  SiteSettings,
} from '@trackwarden/contracts';
import { FakeServer, problem } from '../../testing/fake-server.js';
import { site } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const siteRoute = `PATCH /api/v1/sites/${site.id}`;
const none = { automatic: 0, sampled: 0, looked: 0, wrong: 0, errorRate: null, interval: null };
const report: AuditReport = {
  days: 90,
  waiting: 4,
  bands: [
    { band: 'approve', ...none, automatic: 120 },
    {
      ...{ band: 'spam', automatic: 3_000, sampled: 90, looked: 50, wrong: 1 },
      ...{ errorRate: 0.02, interval: { low: 0.0035, high: 0.105 } },
    },
  ],
};

describe('the settings of a careful site', () => {
  let server: FakeServer;
  let settings: SiteSettings;
  let health: DnsListHealth;
  let akismet: AkismetState | null;
  beforeEach(() => {
    server = new FakeServer();
    settings = site.settings;
    health = { state: 'broken', reason: 'it lists nothing', checkedAt: '2026-11-23T09:00:00.000Z' };
    const opinions = () => ({
      status: 200,
      body: { dnsLists: settings.dnsLists.map((list) => ({ ...list, health })), akismet },
    });
    akismet = null;
    const answer = (route: string, body: unknown) =>
      server.on(route, () => ({ status: 200, body }));
    answer(`GET /api/v1/sites/${site.id}/targets`, { items: [], nextCursor: null });
    answer(`GET /api/v1/sites/${site.id}/caution`, { isNew: true, decisions: 12, needed: 50 });
    answer(`GET /api/v1/sites/${site.id}/audits`, report);
    server.on(`GET /api/v1/sites/${site.id}/opinions`, opinions);
    server.on(`POST /api/v1/sites/${site.id}/opinions/test`, opinions);
    server.on(siteRoute, ({ body }) => {
      settings = { ...settings, ...(body as { settings: Partial<SiteSettings> }).settings };
      return { status: 200, body: { ...site, settings } };
    });
  });
  const saved = () => server.callsTo(siteRoute).at(-1)?.body;
  const section = async (name: string) => within(await screen.findByRole('region', { name }));

  it('say how far a new site has come, and take another number', async () => {
    const { user } = renderApp('/site?section=policy');
    const caution = await section('New site');
    expect(await caution.findByText('Cautious: 12 of 50 decisions.')).toBeTruthy();
    const field = caution.getByLabelText(/Decisions until/);
    fireEvent.change(field, { target: { value: '1.5' } });
    await user.click(caution.getByRole('button', { name: 'Save caution' }));
    expect(caution.getByText('Enter a whole number from 0 to 1,000.')).toBeTruthy();
    expect(saved()).toBeUndefined();
    fireEvent.change(field, { target: { value: '0' } });
    await user.click(caution.getByRole('button', { name: 'Save caution' }));
    await waitFor(() => expect(saved()).toEqual({ settings: { newSiteDecisions: 0 } }));
  });

  it('show how often automatic decisions were wrong, and take another share', async () => {
    const { user } = renderApp('/site?section=policy');
    const audits = await section('Audits');
    expect(await audits.findByText('3,000 pings to spam by themselves')).toBeTruthy();
    expect(
      audits.getByText('50 looked at, 1 wrong: 2 %, in all likelihood between 0.4 and 10.5 %.'),
    ).toBeTruthy();
    expect(audits.getByText('Nobody has looked at any of them yet.')).toBeTruthy();
    fireEvent.change(audits.getByLabelText('Drawn, in percent'), { target: { value: '21' } });
    await user.click(audits.getByRole('button', { name: 'Save share' }));
    expect(saved()).toBeUndefined();
    fireEvent.change(audits.getByLabelText('Drawn, in percent'), { target: { value: '4.5' } });
    await user.click(audits.getByRole('button', { name: 'Save share' }));
    await waitFor(() => expect(saved()).toEqual({ settings: { auditShare: 4.5 } }));
  });

  it('ask nobody until the owner names a list, and say when it does not work', async () => {
    const { user } = renderApp('/site?section=trust');
    const opinions = await section('Outside opinions');
    await opinions.findByText('Nobody is asked.');
    const field = opinions.getByLabelText('Zone of the list');
    fireEvent.change(field, { target: { value: 'no zone' } });
    await user.click(opinions.getByRole('button', { name: 'Add list' }));
    expect(opinions.getByText('Enter the zone of a list, such as dnsbl.example.')).toBeTruthy();
    fireEvent.change(field, { target: { value: 'BL.example' } });
    await user.click(opinions.getByRole('button', { name: 'Add list' }));
    await waitFor(() =>
      expect(saved()).toEqual({
        settings: { dnsLists: [{ zone: 'bl.example', of: 'sender-address' }] },
      }),
    );
    expect(await opinions.findByText(/it lists nothing. It is not asked about pings/)).toBeTruthy();
    await user.click(opinions.getByRole('button', { name: 'Remove bl.example' }));
    await waitFor(() => expect(saved()).toEqual({ settings: { dnsLists: [] } }));
  });

  it('ask a service once it has taken its key, and show that key no more', async () => {
    const { user } = renderApp('/site?section=trust');
    const service = await section('Spam service');
    const route = `PUT /api/v1/sites/${site.id}/opinions/akismet`;
    const save = () => user.click(service.getByRole('button', { name: 'Save key and ask it' }));
    await save();
    expect(service.getByText('Enter the key that the service gave you.')).toBeTruthy();
    const field = service.getByLabelText('Key');
    fireEvent.change(field, { target: { value: 'a-key' } });
    server.on(route, () =>
      problem(400, 'validation-failed', {
        errors: [{ pointer: '/key', message: 'is not taken by the service' }],
      }),
    );
    await save();
    expect(await service.findByText('Is not taken by the service.')).toBeTruthy();
    akismet = {
      ...{ url: 'https://rest.akismet.com', state: 'valid', reason: null },
      checkedAt: '2026-11-23T09:00:00.000Z',
    };
    server.on(route, () => ({ status: 200, body: { dnsLists: [], akismet } }));
    await save();
    expect(await service.findByText('is asked')).toBeTruthy();
    expect(server.callsTo(route).at(-1)?.body).toEqual({
      ...{ url: 'https://rest.akismet.com', key: 'a-key' },
    });
    expect((field as HTMLInputElement).value).toBe('');
    server.on(`DELETE /api/v1/sites/${site.id}/opinions/akismet`, () => {
      akismet = null;
      return { status: 204 };
    });
    await user.click(service.getByRole('button', { name: 'Ask it no more' }));
    await waitFor(() => expect(service.queryByText('is asked')).toBeNull());
  });
});
