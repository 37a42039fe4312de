// The page about what a site has learnt: its figures, its plot, its versions, and the owner's word on them.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { LearningReport, ModelVersion } from '@trackwarden/contracts';
import { emit, FakeServer, problem } from '../../testing/fake-server.js';
import { pingOf, site } from '../../testing/fixtures.js';
import { newSite, reportOf, versionOf } from '../../testing/learning-fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const at = `/api/v1/sites/${site.id}/learning`;

let server: FakeServer;
let report: LearningReport;
let versions: ModelVersion[];

const refused = versionOf(9, {
  ...{ state: 'refused', canGoLive: true },
  because: 'It would judge worse: 59.9 % sure of what people decided, instead of 88.6 %',
});

beforeEach(() => {
  server = new FakeServer([pingOf(4, 'ash')]);
  report = reportOf();
  versions = [versionOf(8, { state: 'live', canGoLive: false }), versionOf(7), versionOf(6)];
  server.on(`GET ${at}`, () => ({ status: 200, body: report }));
  server.on(`GET ${at}/versions`, () => ({
    status: 200,
    body: { items: versions, nextCursor: null },
  }));
});

const region = (name: string) => screen.findByRole('region', { name });

describe('what was learnt', () => {
  it('is told in figures, with the version in use and how it compares', async () => {
    renderApp('/learning');
    const summary = await region('What it has learnt');
    expect(summary.textContent).toMatch(/Decisions learnt462301 spam, 111 approved, 50 imported/);
    expect(summary.textContent).toMatch(/Imported50from 1 history/);
    expect(summary.textContent).toMatch(/In useVersion 8/);
    expect(summary.textContent).toContain(
      'Asked about 200 recent decisions, it is 88.6 % sure of the right answer, the version before 87.8 %.',
    );
    expect(summary.textContent).toContain('corrected by what was measured here: TrackBack.');
  });

  it('names decisions that came with a model file', async () => {
    report = reportOf({ decisions: 500, spam: 0, ham: 0, imported: 0, imports: [] });
    renderApp('/learning');
    expect((await region('What it has learnt')).textContent).toContain('500 of a model file');
  });

  it('says what waits, and shows the next version by itself once it is learnt', async () => {
    report = reportOf({ waiting: 3 });
    renderApp('/learning');
    expect((await region('What it has learnt')).textContent).toContain(
      '3 decisions are being learnt',
    );
    versions = [versionOf(9, { state: 'live', canGoLive: false }), versionOf(8), versionOf(7)];
    report = reportOf({ live: versions[0] ?? null });
    await screen.findByText('Version 9');
    expect(screen.getByText('all are learnt')).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Put live: version 8' })).toBeTruthy();
  });

  it('follows what others decide meanwhile', async () => {
    renderApp('/learning');
    await region('What it has learnt');
    report = reportOf({ live: versionOf(9, { state: 'live', canGoLive: false }) });
    emit({ type: 'learning.changed', id: site.id, siteId: site.id, version: 9 });
    await screen.findByText('Version 9');
  });

  it('tells how scores are corrected on a site with many decisions', async () => {
    const calibration = { protocols: ['trackback'], steps: true };
    report = reportOf({ live: versionOf(8, { state: 'live', calibration }) });
    renderApp('/learning');
    await screen.findByText(/that the decisions made here contradict are moved/);
  });

  it('is nothing on a new site, which says what will come and how to begin', async () => {
    report = newSite;
    versions = [];
    const { user, history } = renderApp('/learning');
    await screen.findByRole('heading', { name: 'Nothing learnt yet' });
    expect(screen.queryByRole('region', { name: 'Is it right?' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Forget everything' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Import a history' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Name'));
    await user.click(screen.getByRole('link', { name: 'Go to the queue' }));
    await waitFor(() => expect(history.location.pathname).toBe('/queue'));
  });

  it('can be asked for again after it could not be loaded', async () => {
    server.on(`GET ${at}`, () => problem(404, 'not-found', { detail: 'There is no such site.' }));
    const { user } = renderApp('/learning');
    await screen.findByText(/could not be loaded\. There is no such site\./);
    server.on(`GET ${at}`, () => ({ status: 200, body: report }));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await region('What it has learnt');
  });

  it('is a page of the navigation, which G then I goes to', async () => {
    const { user, history } = renderApp('/queue');
    await screen.findByRole('heading', { level: 2, name: 'Post of ash' });
    expect(screen.getByRole('link', { name: 'Insights' })).toBeTruthy();
    await user.keyboard('gi');
    await waitFor(() => expect(history.location.pathname).toBe('/learning'));
  });
});

describe('whether it is right', () => {
  it('is told by the average error, and by bins in words and as a table', async () => {
    const { user } = renderApp('/learning');
    const right = await region('Is it right?');
    expect(right.textContent).toContain('1.2 points off');
    const plot = within(right).getByRole('img', { name: /Scores 0 to 10: 1 % spam of 142 pings/ });
    expect(plot.getAttribute('aria-label')).not.toContain('Scores 30 to 40');
    await user.click(within(right).getByText('As a table'));
    const [, first] = within(right).getAllByRole('row');
    expect(first?.textContent).toBe('0 to 1021 %0 % to 5 %142');
  });

  it('is not told before anything was decided', async () => {
    const calibration = { ...newSite.calibration };
    report = reportOf({ calibration });
    renderApp('/learning');
    expect(within(await region('Is it right?')).getByText('Nothing to compare yet')).toBeTruthy();
  });

  it('counts the errors of automatic decisions that people looked at', async () => {
    const none = { automatic: 400, looked: 0, wrong: 0, errorRate: null, interval: null };
    report = reportOf({
      bands: [
        {
          ...{ band: 'approve', automatic: 800, sampled: 31, looked: 24, wrong: 1 },
          errorRate: 1 / 24,
          interval: { low: 0.0074, high: 0.2024 },
        },
        { ...none, band: 'spam', sampled: 12 },
      ],
    });
    renderApp('/learning');
    const bands = await screen.findByRole('table', { name: 'Errors of automatic decisions' });
    const [, approved, spam, more] = within(bands).getAllByRole('row');
    expect(approved?.textContent).toBe('Approved312414.2 % (0.7 to 20.2 %)');
    expect(spam?.textContent).toBe('Called spam1200not known yet');
    expect(more).toBeUndefined();
  });

  it('says how samples come about before there are any', async () => {
    report = reportOf({ bands: [] });
    renderApp('/learning');
    expect(
      within(await region('Automatic decisions')).getByText('No sample was looked at yet'),
    ).toBeTruthy();
  });
});

describe('what was learnt lately', () => {
  it('lists the heaviest words of both sides, and the rest when asked', async () => {
    const { user } = renderApp('/learning');
    const spam = await region('Speak for spam');
    const first = within(spam).getAllByRole('listitem')[0];
    expect(first?.textContent).toBe('casino 0in the name · 3 pings+2.00');
    expect(within(spam).queryByText('casino 9')).toBeNull();
    await user.click(within(spam).getByRole('button', { name: 'Show 2 more' }));
    expect(within(spam).getByText('casino 9')).toBeTruthy();
    const ham = await region('Speak for approval');
    expect(ham.textContent).toContain('hedgerowin the text · 1 ping−0.50');
  });

  it('draws lessons by day, and tells them in words', async () => {
    renderApp('/learning');
    const days = await region('Lessons by day');
    expect(within(days).getByRole('img', { name: /24 Nov 2026: 5 spam, 2 approved/ })).toBeTruthy();
    expect(days.textContent).toContain('8 spam');
    expect(days.textContent).toContain('26 Oct 2026');
  });
});

describe('a version that was held back', () => {
  beforeEach(() => {
    versions = [refused, ...versions];
    report = reportOf({ waiting: 14, refused });
  });

  it('says why, and goes live all the same when the owner says so', async () => {
    const live = versionOf(10, { state: 'live', canGoLive: false });
    server.on(`POST ${at}/versions/9/activate`, () => {
      report = reportOf({ live, decisions: 476 });
      return { status: 200, body: report };
    });
    const { user } = renderApp('/learning');
    const notice = await region('Version 9 was not put in use');
    expect(notice.textContent).toContain('59.9 % sure of what people decided, instead of 88.6 %.');
    expect(notice.textContent).toContain('The 14 decisions in it wait');
    await user.click(within(notice).getByRole('button', { name: 'Put live anyway' }));
    const dialog = await screen.findByRole('dialog', { name: 'Put version 9 live?' });
    expect(dialog.textContent).toContain('Version 8 stays in the list');
    expect(server.callsTo(`POST ${at}/versions/9/activate`)).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Put live' }));
    await screen.findByText('Version 10');
    expect(screen.queryByRole('region', { name: 'Version 9 was not put in use' })).toBeNull();
  });

  it('is left out without a word more when the owner keeps the one in use', async () => {
    const { user } = renderApp('/learning');
    const notice = await region('Version 9 was not put in use');
    await user.click(within(notice).getByRole('button', { name: 'Keep version 8' }));
    expect(screen.queryByRole('region', { name: 'Version 9 was not put in use' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('main'));
    expect(screen.getByText('held back with version 9')).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Put live: version 9' })).toBeTruthy();
    expect(server.calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

describe('the versions', () => {
  it('are listed with what made them, what they know, and how they compare', async () => {
    renderApp('/learning');
    const list = await screen.findByRole('list', { name: 'Versions of the model' });
    const [first, second] = within(list).getAllByRole('listitem');
    expect(first?.textContent).toMatch(/^8.*by decisions.*live.*knows 462 decisions/);
    expect(first?.textContent).toContain('88.6 % sure of 200 decisions, before 87.8 %');
    expect(screen.queryByRole('button', { name: 'Put live: version 8' })).toBeNull();
    expect(second?.textContent).toMatch(/^7.*kept/);
  });

  it('go back only after it was said what is lost by it', async () => {
    server.on(`POST ${at}/versions/6/activate`, () => problem(409, 'not-allowed-now'));
    const { user } = renderApp('/learning');
    await user.click(await screen.findByRole('button', { name: 'Put live: version 6' }));
    const dialog = await screen.findByRole('dialog', { name: 'Put version 6 live?' });
    expect(dialog.textContent).toContain('20 decisions that were learnt after it leave the model.');
    await user.click(within(dialog).getByRole('button', { name: 'Put live' }));
    expect((await within(dialog).findByRole('alert')).textContent).toBe('not-allowed-now');
    server.on(`POST ${at}/versions/6/activate`, () => ({
      status: 200,
      body: reportOf({ live: versionOf(9, { state: 'live', madeBy: 'rollback' }) }),
    }));
    await user.click(within(dialog).getByRole('button', { name: 'Put live' }));
    await screen.findByText('Version 9');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
