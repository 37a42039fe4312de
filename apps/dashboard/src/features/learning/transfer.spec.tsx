// What comes into a site's model and goes out of it: histories, the model as a file, forgetting.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { historyRowSchema, type HistoryImport, type LearningReport } from '@trackwarden/contracts';
import { FakeServer, problem } from '../../testing/fake-server.js';
import { idOf, site } from '../../testing/fixtures.js';
import { newSite, reportOf, versionOf } from '../../testing/learning-fixtures.js';
import { renderApp } from '../../testing/render-app.js';
import { exampleLines } from './history-format.js';

const at = `/api/v1/sites/${site.id}/learning`;

const model = {
  ...{ format: 'trackwarden-site-model', version: 1, prior: 'p-1', hashSpace: 262_144 },
  ...{ decisions: 120, blob: 'H4sIAAAA' },
};

let server: FakeServer;
let report: LearningReport;

beforeEach(() => {
  server = new FakeServer();
  report = reportOf();
  server.on(`GET ${at}`, () => ({ status: 200, body: report }));
  server.on(`GET ${at}/versions`, () => ({ status: 200, body: { items: [], nextCursor: null } }));
});

const historyOf = (change: Partial<HistoryImport> = {}): HistoryImport => ({
  ...{ id: idOf(910), name: 'Comments', state: 'running', because: null, spam: 2, ham: 1 },
  ...{ done: 4, total: 9, createdAt: '2026-11-23T09:00:00.000Z' },
  ...change,
});

const textFile = (name: string, text: string) => new File([text], name);

describe('a history', () => {
  it('is pasted, sent as lines, and followed until it is learnt', async () => {
    server.on(`POST ${at}/history`, () => {
      report = reportOf({ imports: [historyOf()] });
      return { status: 201, body: historyOf({ state: 'waiting', done: 0 }) };
    });
    const { user } = renderApp('/learning');
    await user.type(await screen.findByLabelText('Name'), 'Comments');
    await user.click(screen.getByLabelText('Or paste the lines'));
    await user.paste(exampleLines);
    await user.click(screen.getByRole('button', { name: 'Import' }));
    const progress = await screen.findByRole('progressbar', { name: 'Progress of Comments' });
    expect(progress.getAttribute('aria-valuenow')).toBe('4');
    expect(screen.getByText('4 of 9 steps')).toBeTruthy();
    const [call] = server.callsTo(`POST ${at}/history`);
    expect(call?.query.get('name')).toBe('Comments');
    expect(call?.headers.get('content-type')).toBe('application/x-ndjson');
    expect(call?.body).toBe(exampleLines);
    report = reportOf({ imports: [historyOf({ state: 'learnt', done: 9 })] });
    await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
    const list = screen.getByRole('list', { name: 'Histories so far' });
    expect(list.textContent).toContain('learnt2 spam, 1 approved');
  });

  it('is taken from a file as it is, under the name of the file', async () => {
    server.on(`POST ${at}/history`, () => ({ status: 201, body: historyOf() }));
    const { user } = renderApp('/learning');
    const file = textFile('comments.jsonl', exampleLines);
    await user.upload(await screen.findByLabelText('File with one JSON object a line'), file);
    expect(screen.queryByLabelText('Or paste the lines')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Import' }));
    await screen.findByLabelText('Or paste the lines');
    const [call] = server.callsTo(`POST ${at}/history`);
    expect(call?.body).toBe(file);
    expect(call?.query.get('name')).toBe('comments.jsonl');
  });

  it('with a bad line is named by that line, and stays in the form to be mended', async () => {
    const detail = 'Nothing was imported: line 2 /label: must be "spam" or "ham".';
    server.on(`POST ${at}/history`, () => problem(400, 'validation-failed', { detail }));
    const { user } = renderApp('/learning');
    await user.click(await screen.findByLabelText('Or paste the lines'));
    await user.paste('{"id":1,"label":"spam"}\n{"id":2}');
    await user.click(screen.getByRole('button', { name: 'Import' }));
    expect((await screen.findByRole('alert')).textContent).toBe(detail);
    expect(screen.getByLabelText<HTMLTextAreaElement>('Or paste the lines').value).toContain(
      '{"id":2}',
    );
  });

  it('that is too large is refused before it is sent', async () => {
    const { user } = renderApp('/learning');
    const file = textFile('all.jsonl', '');
    Object.defineProperty(file, 'size', { value: 20_000_001 });
    await user.upload(await screen.findByLabelText('File with one JSON object a line'), file);
    expect(screen.getByRole('alert').textContent).toContain('at most 20 MB');
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Import' });
    expect(button.disabled).toBe(true);
  });

  it('is removed only after a question', async () => {
    const route = `DELETE ${at}/imports/${idOf(900)}`;
    server.on(route, () => {
      report = reportOf({ imports: [], imported: 0 });
      return { status: 204 };
    });
    const { user } = renderApp('/learning');
    await user.click(await screen.findByRole('button', { name: 'Remove Old comments' }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove Old comments' });
    expect(server.callsTo(route)).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Remove' }));
    await waitFor(() =>
      expect(screen.queryByRole('list', { name: 'Histories so far' })).toBeNull(),
    );
  });

  it('has an example whose every line the server would take', () => {
    const lines = exampleLines.split('\n').map((line): unknown => JSON.parse(line));
    expect(lines.map((line) => historyRowSchema.safeParse(line).success)).toEqual([true, true]);
  });
});

describe('the model as a file', () => {
  const upload = () => screen.findByLabelText('Put a model file in use');

  it('is downloaded once there is one', async () => {
    renderApp('/learning');
    const link = await screen.findByRole<HTMLAnchorElement>('link', { name: 'Download the model' });
    expect(link.getAttribute('href')).toBe(`${at}/model`);
    expect(link.download).toBe('model-garden.json');
  });

  it('is put in use after a question that says what it replaces', async () => {
    server.on(`PUT ${at}/model`, () => {
      report = reportOf({ live: versionOf(9, { state: 'live', madeBy: 'file' }) });
      return { status: 200, body: report };
    });
    const { user } = renderApp('/learning');
    await user.upload(await upload(), textFile('model.json', JSON.stringify(model)));
    const dialog = await screen.findByRole('dialog', { name: 'Put model.json in use?' });
    expect(dialog.textContent).toContain('It knows 120 decisions, and takes the place');
    await user.click(within(dialog).getByRole('button', { name: 'Put in use' }));
    await screen.findByText('Version 9');
    expect(server.callsTo(`PUT ${at}/model`)[0]?.body).toEqual(model);
  });

  it('is told to be held back when it judges worse', async () => {
    server.on(`PUT ${at}/model`, () => {
      report = reportOf({ refused: versionOf(9, { state: 'refused', madeBy: 'file' }) });
      return { status: 200, body: report };
    });
    const { user } = renderApp('/learning');
    await user.upload(await upload(), textFile('model.json', JSON.stringify(model)));
    await user.click(await screen.findByRole('button', { name: 'Put in use' }));
    const notice = await screen.findByRole('region', { name: 'Version 9 was not put in use' });
    expect(notice.textContent).toContain('The file is kept');
  });

  it.each(['no JSON', '{"format":"another"}'])(
    'is refused unsent when it holds %j',
    async (text) => {
      const { user } = renderApp('/learning');
      await user.upload(await upload(), textFile('model.json', text));
      expect((await screen.findByRole('alert')).textContent).toBe(
        'This is no model file of Trackwarden.',
      );
      expect(screen.queryByRole('dialog')).toBeNull();
    },
  );

  it('says what the server does not take', async () => {
    const errors = [{ pointer: '/prior', message: 'was made for other weights' }];
    server.on(`PUT ${at}/model`, () => problem(400, 'validation-failed', { errors }));
    const { user } = renderApp('/learning');
    await user.upload(await upload(), textFile('model.json', JSON.stringify(model)));
    const dialog = await screen.findByRole('dialog', { name: 'Put model.json in use?' });
    await user.click(within(dialog).getByRole('button', { name: 'Put in use' }));
    expect((await within(dialog).findByRole('alert')).textContent).toBe(
      '/prior: was made for other weights.',
    );
  });
});

describe('forgetting everything', () => {
  it('happens only after the name of the site was typed', async () => {
    const forgotten = versionOf(9, { state: 'live', madeBy: 'forget', decisions: 0 });
    server.on(`POST ${at}/forget`, () => {
      report = { ...newSite, live: forgotten };
      return { status: 200, body: report };
    });
    const { user } = renderApp('/learning');
    await user.click(await screen.findByRole('button', { name: 'Forget everything' }));
    const dialog = await screen.findByRole('dialog');
    const button = within(dialog).getByRole<HTMLButtonElement>('button', {
      name: 'Forget everything',
    });
    expect(button.disabled).toBe(true);
    await user.type(within(dialog).getByLabelText(/Type “Garden Notes”/), 'Garden Notes');
    await user.click(button);
    await screen.findByText(/by forgetting/);
    expect(server.callsTo(`POST ${at}/forget`)).toHaveLength(1);
  });
});
