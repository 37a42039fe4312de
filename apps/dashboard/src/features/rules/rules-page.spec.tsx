// The rules page: the list, the editor with its dry run, the steps of a rule, the lists, the thresholds.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type {
  CreateRule,
  DryRunResult,
  Rule,
  RuleBatch,
  ThresholdsPreview,
} from '@trackwarden/contracts';
import { emit, FakeServer, problem } from '../../testing/fake-server.js';
import { idOf, pingOf, site } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const rulesAt = `/api/v1/sites/${site.id}/rules`;

function ruleOf(number: number, name: string, change: Partial<Rule> = {}): Rule {
  const at = '2026-11-20T08:00:00.000Z';
  return {
    ...{ id: idOf(500 + number), siteId: site.id, name, note: '', state: 'shadow', version: 1 },
    conditions: {
      match: 'all',
      items: [{ field: 'title', operator: 'word', value: ['loan', 'credit'] }],
    },
    action: { do: 'points', points: 2.5 },
    ...{ expiresAt: null, stateSince: at, fault: null, demoted: null, batchId: null },
    setBy: { kind: 'session', id: idOf(1), name: 'Robin' },
    ...{ createdAt: at, updatedAt: at },
    statistics: {
      ...{ hits: 214, lastHitAt: at, agree: 209, disagree: 2 },
      ...{ precision: 209 / 211, reversals: 0, overlap: 180, costMs: 14.2 },
    },
    ...change,
  };
}

const dryRun: DryRunResult = {
  ...{ days: 30, looked: 500, isWhole: true, total: 214, agree: 209, disagree: 2 },
  byDecision: { spam: 200, rejected: 9, approved: 2, undecided: 3 },
  ...{ caughtByOthers: 180, adds: 34, fault: null, tookMs: 200 },
  samples: [
    {
      ...{ id: idOf(900), title: 'A loan of seeds', source: 'https://seeds.example/a' },
      ...{ domain: 'seeds.example', status: 'approved', opinion: 'disagrees' },
      ...{ receivedAt: '2026-11-02T08:00:00.000Z', decidedAt: '2026-11-02T09:00:00.000Z' },
    },
  ],
};

const thresholds: ThresholdsPreview = {
  ...{ days: 30, looked: 312, isWhole: true, decides: 41, disagreed: 2 },
  ...{ waiting: 12, waitingIsWhole: true },
  bins: Array.from({ length: 20 }, (_, at) => ({ from: at * 5, count: at })),
  flips: [
    {
      ...{ id: idOf(901), title: 'Carbon credit for compost', domain: 'soil.example', score: 96 },
      ...{ from: 'pending', to: 'spam', disagrees: true },
    },
  ],
};

describe('the rules page', () => {
  let server: FakeServer;
  let rules: Rule[];

  beforeEach(() => {
    server = new FakeServer([pingOf(4, 'ash')]);
    rules = [ruleOf(1, 'Loans in the title')];
    server.on(`GET ${rulesAt}`, () => ({ status: 200, body: { items: rules, nextCursor: null } }));
    server.on(`POST ${rulesAt}/dry-run`, () => ({ status: 200, body: dryRun }));
    server.on(`POST /api/v1/sites/${site.id}/thresholds/preview`, () => ({
      status: 200,
      body: thresholds,
    }));
  });

  const table = () => screen.findByRole('table', { name: 'Rules' });

  it('lists each rule with its state, its hits, and how often people agreed', async () => {
    rules.push(
      ruleOf(2, 'Outlet anywhere', {
        demoted: { at: '2026-11-20T08:00:00.000Z', because: 'It met 31 % of all pings' },
      }),
    );
    renderApp('/rules');
    const [, first, second] = within(await table()).getAllByRole('row');
    expect(first?.textContent).toMatch(/Loans in the title.*shadow.*214.*99\.0 %.*\+2\.5/);
    expect(second?.textContent).toContain('Went back to shadow by itself. It met 31 %');
  });

  it('offers rules to start from where there is none', async () => {
    rules = [];
    renderApp('/rules');
    expect(await screen.findByRole('button', { name: 'Add starter rules' })).toBeTruthy();
  });

  it('says what went wrong and asks again', async () => {
    server.on(`GET ${rulesAt}`, () => problem(500, 'internal', { detail: 'No database.' }));
    const { user } = renderApp('/rules');
    await screen.findByText(/The rules could not be loaded\. No database\./);
    server.on(`GET ${rulesAt}`, () => ({ status: 200, body: { items: rules, nextCursor: null } }));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(within(await table()).getByText('Loans in the title')).toBeTruthy();
  });

  it('writes a rule by keyboard, shows what it would have caught, and runs it in shadow', async () => {
    let made: CreateRule | undefined;
    server.on(`POST ${rulesAt}`, ({ body }) => {
      made = body as CreateRule;
      const rule = ruleOf(3, made.name, { state: made.state ?? 'draft' });
      rules = [...rules, rule];
      return { status: 201, body: rule };
    });
    const { user, history } = renderApp('/rules');
    await table();
    await user.keyboard('n');
    const editor = await screen.findByRole('region', { name: 'New rule' });
    // the name has the focus already
    expect(document.activeElement).toBe(within(editor).getByLabelText('Name'));
    await user.keyboard('Loans');
    await user.type(within(editor).getByLabelText('Value of condition 1'), 'loan, bad credit');
    expect(await within(editor).findByText('209 you called spam or unwanted')).toBeTruthy();
    expect(within(editor).getByText('A loan of seeds')).toBeTruthy();
    expect(within(editor).getByText(/180 of them other rules catch already/)).toBeTruthy();
    await user.click(within(editor).getByRole('button', { name: 'Run in shadow' }));
    await waitFor(() => expect(history.location.search).toContain(idOf(503)));
    expect(made).toMatchObject({
      name: 'Loans',
      state: 'shadow',
      conditions: {
        match: 'all',
        items: [{ field: 'blog-name', operator: 'word', value: ['loan', 'bad credit'] }],
      },
      action: { do: 'points', points: 3 },
    });
  });

  it('shows by its place what the server does not take', async () => {
    server.on(`PATCH /api/v1/rules/${idOf(501)}`, () =>
      problem(400, 'validation-failed', {
        errors: [{ pointer: '/conditions/items/0/value/2', message: 'is no regular expression' }],
      }),
    );
    server.on(`POST ${rulesAt}/dry-run`, () => problem(400, 'validation-failed'));
    const { user } = renderApp(`/rules?rule=${idOf(501)}`);
    const value = await screen.findByLabelText('Value of condition 1');
    await user.type(value, ', (');
    await screen.findByText(/^Not every value above is accepted\./);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Is no regular expression');
    expect(value.getAttribute('aria-invalid')).toBe('true');
  });

  it('says after an import how many words and entries came of it, and what was left out', async () => {
    const batch: RuleBatch = {
      ...{ id: idOf(700), siteId: site.id, name: 'Shared', format: 'disallowed-keys' },
      ...{ rules: 1, words: 4_000, entries: 12, skippedCount: 102 },
      skipped: [{ line: 7, text: '???', because: 'holds no word' }],
      setBy: { kind: 'session', id: idOf(1), name: 'Robin' },
      ...{ createdAt: '2026-11-20T08:00:00.000Z', revertedAt: null },
    };
    const items: RuleBatch[] = [];
    server.on(`GET ${rulesAt}/imports`, () => ({ status: 200, body: { items, nextCursor: null } }));
    server.on(`POST ${rulesAt}/import`, () => {
      items.push(batch);
      return { status: 201, body: batch };
    });
    const { user } = renderApp('/rules?part=imports');
    await user.type(await screen.findByLabelText('Name of the import'), 'Shared');
    await user.type(screen.getByLabelText('Or paste the lines'), '???');
    await user.click(screen.getByRole('button', { name: 'Import' }));
    expect(await screen.findByText('102 lines were skipped')).toBeTruthy();
    expect(screen.getByText('line 7: “???” holds no word')).toBeTruthy();
    expect(screen.getByText('and 101 more')).toBeTruthy();
    expect(screen.getAllByText('Imported: 1 rule of 4,000 words, 12 entries.')).not.toEqual([]);
    expect(
      await screen.findByText(/^1 rule, 12 entries · 4,000 words · 102 lines were skipped/),
    ).toBeTruthy();
  });

  it('advises the next step, and goes live with the version that was seen', async () => {
    const live = ruleOf(1, 'Loans in the title', { state: 'live', version: 2 });
    server.on(`PATCH /api/v1/rules/${idOf(501)}`, () => {
      rules = [live];
      return { status: 200, body: live };
    });
    const { user } = renderApp(`/rules?rule=${idOf(501)}`);
    await screen.findByText(/Ready to go live: of 211 decided hits/);
    await user.click(screen.getByRole('button', { name: 'Go live' }));
    await screen.findByRole('button', { name: 'Back to shadow' });
    const [call] = server.callsTo(`PATCH /api/v1/rules/${idOf(501)}`);
    expect(call?.body).toMatchObject({ state: 'live', version: 1 });
  });

  describe('when a rule changes while it is edited', () => {
    const patchAt = `PATCH /api/v1/rules/${idOf(501)}`;
    const theirs = (more: Partial<Rule> = {}) =>
      ruleOf(1, 'Loans, by somebody else', { version: 2, ...more });
    const name = () => screen.findByLabelText<HTMLInputElement>('Name');
    const button = (label: string) => screen.findByRole('button', { name: label });
    /** Somebody else saves; the server takes what is based on version 2. */
    const changeElsewhere = () => {
      rules = [theirs()];
      server.on(patchAt, ({ body }) => {
        const { version, name } = body as { version: number; name: string };
        if (version !== 2) return problem(409, 'version-conflict', { presentVersion: 2 });
        rules = [ruleOf(1, name, { version: 3 })];
        return { status: 200, body: rules[0] };
      });
    };
    const tell = () => emit({ type: 'rule.changed', id: idOf(501), siteId: site.id, version: 2 });
    const typed = async (text: string) => {
      const page = renderApp(`/rules?rule=${idOf(501)}`);
      await page.user.clear(await name());
      await page.user.type(await name(), text);
      return page.user;
    };
    const lastSaved = () => server.callsTo(patchAt).at(-1)?.body;

    it('says so before anything is saved, loads the newer one, and gives back what was typed', async () => {
      const user = await typed('Mine');
      changeElsewhere();
      tell();
      await screen.findByText('This rule was changed meanwhile: version 2 stands now.');
      expect((await name()).value).toBe('Mine');
      await user.click(await button('Load the newer version'));
      expect((await name()).value).toBe('Loans, by somebody else');
      expect(screen.queryByText(/was changed meanwhile/)).toBeNull();
      // the button that was pressed is gone: keys go on from the top of the editor
      expect(document.activeElement?.textContent).toBe('Edit rule');
      await user.click(await button('Put back what I typed'));
      expect((await name()).value).toBe('Mine');
      await user.click(await button('Save'));
      await waitFor(() => expect(screen.queryByText('Not saved yet')).toBeNull());
      expect(lastSaved()).toMatchObject({ name: 'Mine', version: 2 });
    });

    it('and is saved meanwhile, refuses it and lets the writer choose', async () => {
      const user = await typed('Mine');
      changeElsewhere();
      await user.click(await button('Save'));
      await screen.findByText('This rule was changed meanwhile: version 2 stands now.');
      expect(lastSaved()).toMatchObject({ version: 1 });
      expect((await name()).value).toBe('Mine');
      await user.click(await button('Save mine anyway'));
      await waitFor(() => expect(screen.queryByText('Not saved yet')).toBeNull());
      expect(lastSaved()).toMatchObject({ name: 'Mine', version: 2 });
      expect(screen.queryByText(/was changed meanwhile/)).toBeNull();
    });

    it('shows the newer one at once where nothing is typed', async () => {
      const { user } = renderApp(`/rules?rule=${idOf(501)}`);
      await name();
      changeElsewhere();
      tell();
      await screen.findByDisplayValue('Loans, by somebody else');
      await user.click(await button('Go live'));
      await waitFor(() => expect(lastSaved()).toMatchObject({ state: 'live', version: 2 }));
    });

    it('goes back to an earlier version only from the one that was shown', async () => {
      rules = [theirs()];
      const [before, now] = [ruleOf(1, 'Loans in the title'), theirs()];
      const by = before.setBy;
      const at = before.createdAt;
      const items = [
        { version: 2, definition: now, changed: ['name'], because: 'Changed', by, at },
        { version: 1, definition: before, changed: [], because: 'Made', by, at },
      ];
      server.on(`GET /api/v1/rules/${idOf(501)}/versions`, () => ({
        status: 200,
        body: { items, nextCursor: null },
      }));
      const backAt = `POST /api/v1/rules/${idOf(501)}/rollback`;
      server.on(backAt, () => ({ status: 200, body: { ...before, version: 3 } }));
      const { user } = renderApp(`/rules?rule=${idOf(501)}`);
      await user.click(await screen.findByText('Versions'));
      await user.click(await button('Roll back to version 1'));
      await screen.findByDisplayValue('Loans in the title');
      expect(server.callsTo(backAt)[0]?.body).toEqual({ version: 1, seenVersion: 2 });
    });
  });

  it('keeps the hour of an expiry whose day is left alone, and shows by the day what is refused', async () => {
    const expiresAt = '2026-11-20T08:30:00.000Z';
    rules = [ruleOf(1, 'Loans in the title', { expiresAt })];
    const patchAt = `PATCH /api/v1/rules/${idOf(501)}`;
    server.on(patchAt, () =>
      problem(400, 'validation-failed', {
        errors: [{ pointer: '/expiresAt', message: 'must be in the future' }],
      }),
    );
    const { user } = renderApp(`/rules?rule=${idOf(501)}`);
    await user.type(await screen.findByLabelText('Note'), 'Old');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText(/^Must be in the future/);
    expect(server.callsTo(patchAt)[0]?.body).toMatchObject({ note: 'Old', expiresAt });
    expect(screen.getByLabelText('Expires on').getAttribute('aria-invalid')).toBe('true');
  });

  it('follows a rule that puts itself back', async () => {
    renderApp('/rules');
    await table();
    rules = [
      ruleOf(1, 'Loans in the title', {
        demoted: { at: '2026-11-20T08:00:00.000Z', because: 'It met 90 % of all pings' },
      }),
    ];
    emit({ type: 'rule.changed', id: idOf(501), siteId: site.id, version: 2 });
    expect(await screen.findByText(/It met 90 % of all pings/)).toBeTruthy();
  });

  it('shows what other thresholds would change before they are saved', async () => {
    const { user } = renderApp('/rules');
    const from = await screen.findByLabelText('Spam from');
    await user.clear(from);
    await user.type(from, '95');
    await screen.findByText(
      /Would decide 41 more pings by itself\. .*Saved, they can be applied to 12 waiting pings\./,
    );
    await user.click(screen.getByRole('button', { name: 'Show them' }));
    expect(screen.getByText(/Carbon credit for compost/)).toBeTruthy();
    expect(server.callsTo(`PATCH /api/v1/sites/${site.id}`)).toEqual([]);
    server.on(`PATCH /api/v1/sites/${site.id}`, () => ({ status: 200, body: site }));
    await user.click(screen.getByRole('button', { name: 'Save thresholds' }));
    await waitFor(() =>
      expect(server.callsTo(`PATCH /api/v1/sites/${site.id}`)[0]?.body).toEqual({
        settings: { approveBelow: null, spamFrom: 95 },
      }),
    );
  });

  it('shows no empty chart where nothing was scored', async () => {
    server.on(`POST /api/v1/sites/${site.id}/thresholds/preview`, () => ({
      status: 200,
      body: {
        ...{ ...thresholds, looked: 0, waiting: 0 },
        bins: thresholds.bins.map((bin) => ({ ...bin, count: 0 })),
      },
    }));
    renderApp('/rules');
    await screen.findByText('0 pings scored in the last 30 days');
    expect(screen.queryByRole('img', { name: /^Histogram/ })).toBeNull();
  });

  it('takes thresholds in tenths, and says which of them mean never', async () => {
    const { user } = renderApp('/rules');
    const write = async (label: string, text: string) => {
      const field = await screen.findByLabelText(label);
      await user.clear(field);
      await user.type(field, text);
    };
    await write('Spam from', '99.95');
    await screen.findByText('Enter at most one decimal: scores are counted in tenths.');
    expect(screen.queryByRole('button', { name: 'Save thresholds' })).toBeNull();
    await write('Spam from', '100');
    await screen.findByText('Never: scores end at 99.9.');
    await write('Approve below', '0');
    await screen.findByText('Never: no score is below 0.');
  });

  it('applies the saved thresholds to what waits, and says how far that has got', async () => {
    const progress = { state: 'running', total: 12, done: 5, failed: 0 };
    const applyAt = `POST /api/v1/sites/${site.id}/thresholds/apply`;
    const decisionAt = `GET /api/v1/decisions/${idOf(800)}`;
    server.on(applyAt, () => ({
      status: 200,
      // the queue is longer: the decision goes on to look at the rest
      body: { decisionId: idOf(800), waiting: 12, isWhole: false },
    }));
    server.on(decisionAt, () => ({ status: 200, body: { progress: { ...progress } } }));
    const { user } = renderApp('/rules');
    await screen.findByText('12 waiting pings would be decided by these thresholds.');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    await screen.findByText(/Deciding 5 of 12/);
    Object.assign(progress, { state: 'done', total: 15, done: 15 });
    await screen.findByText(/15 pings were decided\./, {}, { timeout: 5_000 });
    expect(screen.queryByRole('button', { name: 'Apply' })).toBeNull();
    expect(screen.getByRole('link', { name: 'Undo in History' })).toBeTruthy();
    expect(server.callsTo(applyAt)).toHaveLength(1);
  });

  it('offers to apply them to a queue that is longer than the preview looks, whatever that has found', async () => {
    server.on(`POST /api/v1/sites/${site.id}/thresholds/preview`, () => ({
      status: 200,
      body: { ...thresholds, waiting: 0, waitingIsWhole: false },
    }));
    renderApp('/rules');
    await screen.findByText(/^0 waiting pings would be decided .* The queue is longer/);
    expect(screen.getByRole('button', { name: 'Apply' })).toBeTruthy();
  });

  it('stops what it applies, and says how many were decided by then', async () => {
    const progress = { state: 'running', total: 12, done: 5, failed: 0 };
    const stopAt = `POST /api/v1/decisions/${idOf(800)}/cancel`;
    server.on(`POST /api/v1/sites/${site.id}/thresholds/apply`, () => ({
      status: 200,
      body: { decisionId: idOf(800), waiting: 12, isWhole: false },
    }));
    server.on(`GET /api/v1/decisions/${idOf(800)}`, () => ({
      status: 200,
      body: { progress: { ...progress } },
    }));
    server.on(stopAt, () => {
      progress.state = 'cancelled';
      return { status: 200, body: { progress } };
    });
    const { user } = renderApp('/rules');
    await user.click(await screen.findByRole('button', { name: 'Apply' }));
    await screen.findByText(/Deciding 5 of 12/);
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    await screen.findByText(/5 pings were decided\./, {}, { timeout: 5_000 });
    expect(server.callsTo(stopAt)).toHaveLength(1);
  });
});

describe('in the queue', () => {
  it('the scale of a score says never for thresholds that no score meets', async () => {
    const server = new FakeServer([pingOf(4, 'ash')]);
    const settings = { ...site.settings, approveBelow: 0, spamFrom: 100 };
    server.on('GET /api/v1/sites', () => ({
      status: 200,
      body: { items: [{ ...site, settings }], nextCursor: null },
    }));
    renderApp('/queue');
    expect(await screen.findByText('never spam by score')).toBeTruthy();
    expect(screen.getByText('a person decides')).toBeTruthy();
  });

  it('F makes a rule from the ping, and G then R goes to the rules without a verdict', async () => {
    const server = new FakeServer([pingOf(4, 'ash')]);
    const { user, history } = renderApp('/queue');
    await screen.findByRole('heading', { level: 2, name: 'Post of ash' });
    await user.keyboard('f');
    expect(await screen.findByDisplayValue('Post of ash')).toBeTruthy();
    expect(screen.getByDisplayValue('ash.example')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Close the editor' }));
    await user.keyboard('gq');
    await screen.findByRole('heading', { level: 2, name: 'Post of ash' });
    await user.keyboard('gr');
    await waitFor(() => expect(history.location.pathname).toBe('/rules'));
    await user.keyboard('gs');
    await waitFor(() => expect(history.location.pathname).toBe('/sources'));
    await waitFor(() => expect(document.activeElement?.id).toBe('main'));
    expect(server.callsTo('POST /api/v1/decisions')).toEqual([]);
  });
});

describe('the import of rules', () => {
  it('takes a file under its own name, and lets go of it again', async () => {
    const server = new FakeServer();
    const route = `POST ${rulesAt}/import`;
    const nothing = () => ({ status: 200, body: { items: [], nextCursor: null } });
    server.on(`GET ${rulesAt}`, nothing);
    server.on(`GET ${rulesAt}/imports`, nothing);
    server.on(route, () => ({ status: 201, body: { rules: 0, entries: 2, skipped: [] } }));
    const { user } = renderApp('/rules?part=imports');
    const file = new File(['bad-one.example\nbad-two.example'], 'spam.txt', { type: 'text/plain' });
    file.text = () => Promise.resolve('bad-one.example\nbad-two.example');
    await user.upload(await screen.findByLabelText('File'), file);
    expect(screen.getByLabelText<HTMLInputElement>('Name of the import').value).toBe('spam.txt');
    expect(screen.queryByLabelText('Or paste the lines')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Take another' }));
    await user.upload(screen.getByLabelText('File'), file);
    await user.click(screen.getByRole('button', { name: 'Import' }));
    await waitFor(() =>
      expect(server.callsTo(route)[0]?.body).toEqual({
        ...{ name: 'spam.txt', format: 'domains', list: 'block' },
        content: 'bad-one.example\nbad-two.example',
      }),
    );
    expect(await screen.findByLabelText('Or paste the lines')).toBeTruthy();
  });
});
