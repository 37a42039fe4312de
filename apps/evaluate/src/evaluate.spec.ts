// The command that scores rows: files in, files out, and what it says about bad ones.
import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));

type Line = Readonly<Record<string, unknown>> | string;
let files = 0;
function file(lines: readonly Line[]): string {
  files += 1;
  const path = join(folder, `rows-${String(files)}.jsonl`);
  writeFileSync(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return path;
}

function command(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts/measure.mjs'), 'evaluate', ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

function evaluate(train: string, test: string, ...more: string[]) {
  const out = join(folder, `scores-${String(files)}-${String(more.length)}.jsonl`);
  const ran = command('--train', train, '--test', test, '--out', out, ...more);
  const scores = (): { id: string | number; score: number }[] =>
    readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string | number; score: number });
  return { ...ran, scores };
}

const spam = (id: string) => ({
  id,
  label: 'spam',
  source: `http://pebbles.example/fine-pebbles-${id}.php`,
  blogName: 'fine pebbles online',
  excerpt: 'Pebbles of every colour for your garden path, order today',
});
const ham = (id: string) => ({
  id,
  label: 'ham',
  source: `https://ann.example/2026/11/kettle-${id}`,
  blogName: 'Ann',
  excerpt: 'I tried what you wrote about kettles and it worked for me',
  target: { url: 'https://blog.example/kettles', title: 'On kettles' },
  receivedAt: ' 2026-11-99 soon',
});

describe('npm run evaluate', () => {
  const train = file([spam('1'), ham('2'), '', spam('3'), ham('4')]);

  it('scores each row of the test file, in order, spam above ham, and prints nothing', () => {
    const { label: _, ...unlabelled } = spam('6');
    const { status, stdout, scores } = evaluate(train, file([ham('5'), unlabelled]));
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const [first, second] = scores();
    expect([first?.id, second?.id]).toEqual(['5', '6']);
    expect(first?.score).toBeLessThan(10);
    expect(second?.score).toBeGreaterThan(90);
  });

  it('learns from each test row after scoring it when told to', () => {
    const test = file([spam('7'), spam('7'), spam('7')]);
    const nobody = file([ham('8')]);
    const [once, again] = evaluate(nobody, test, '--no-prior', '--online').scores();
    expect(again?.score).toBeGreaterThan(once?.score ?? 100);
    const frozen = evaluate(nobody, test, '--no-prior')
      .scores()
      .map(({ score }) => score);
    expect(new Set(frozen).size).toBe(1);
  });

  it('prints figures on request', () => {
    const { stdout } = evaluate(train, file([spam('9'), ham('10')]), '--report');
    for (const figure of [
      'ROC-AUC',
      'at 0.1 %',
      'at 1 %',
      'at 5 %',
      'calibration error',
      'rows per second of CPU',
    ]) {
      expect(stdout).toContain(figure);
    }
  });

  it.each([
    ['{', 'not JSON'],
    ['[]', 'must be a JSON object'],
    [{ label: 'spam' }, '"id" is missing'],
    [{ id: 'a', label: 'maybe' }, '"label" must be "spam" or "ham"'],
    [{ id: 'a', label: 'ham', excerpt: 7 }, '"excerpt" must be a text'],
    [{ id: 'a', label: 'ham', target: 'x' }, '"target" must be an object'],
    [{ id: 'a' }, '"label" is missing'],
  ])('says where %j is wrong', (line, complaint) => {
    const bad = file([spam('11'), line]);
    const { status, stderr } = evaluate(bad, train);
    expect(status).toBe(2);
    expect(stderr).toContain(`line 2: ${complaint}`);
  });

  it('says what is missing', () => {
    expect(evaluate(join(folder, 'nowhere.jsonl'), train).stderr).toContain('cannot be read');
  });

  it.each([
    ['an unknown option', () => ['--onlin'], 'onlin'],
    ['a file given twice', () => ['--test', train], '--test was given more than once'],
  ])('refuses %s before it reads anything', (_, more, said) => {
    const { status, stderr } = evaluate(train, train, ...more());
    expect(status).toBe(2);
    expect(stderr).toContain(said);
  });

  it.each([
    [
      'a place that is not there',
      () => join(folder, 'nowhere', 'scores.jsonl'),
      'cannot be written',
    ],
    ['a folder', () => folder, 'cannot be written'],
    ['the file of --test', () => train, 'which would be lost'],
  ])('does not write to %s', (_, out, said) => {
    const before = readFileSync(train, 'utf8');
    const { status, stderr } = command('--train', train, '--test', train, '--out', out());
    expect({ status, said: stderr }).toEqual({ status: 2, said: expect.stringContaining(said) });
    expect(readFileSync(train, 'utf8')).toBe(before);
  });

  it('explains itself', () => {
    const { status, stdout } = command('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('--no-prior');
  });

  it('takes a history without rows, and has nothing to say of a test without any', () => {
    const cold = evaluate(file(['']), file([ham('12')]));
    expect(cold.status).toBe(0);
    expect(cold.scores().map(({ id }) => id)).toEqual(['12']);
    const nothing = evaluate(train, file(['']), '--report');
    expect(nothing).toMatchObject({ status: 0, stdout: expect.stringContaining('n/a') });
    expect(nothing.stdout).not.toContain('NaN');
  });

  it('leaves the prior out for a history of comments, in which nothing has an address', () => {
    const comments = [spam('1'), ham('2')].map((row) => ({ ...row, source: '' }));
    const [history, test] = [file(comments), file([spam('3')])];
    const withPrior = evaluate(history, test).scores();
    expect(withPrior).toEqual(evaluate(history, test, '--no-prior').scores());
    expect(evaluate(train, test).scores()).not.toEqual(
      evaluate(train, test, '--no-prior').scores(),
    );
  });

  it('gives an id back as it came', () => {
    const test = file([{ ...ham('13'), id: 13 }, ham('14')]);
    expect(
      evaluate(train, test)
        .scores()
        .map(({ id }) => id),
    ).toEqual([13, '14']);
  });
});
