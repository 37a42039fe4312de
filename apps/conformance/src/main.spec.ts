// The command: usage errors in one line, help, the list, exit codes, reports in files and on stdout.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listen, type Listening } from '../test/listen.js';
import { wrongAnswers } from '../test/wrong-answers.js';
import { allCases } from './cases/all-cases.js';
import { main } from './main.js';
import type { ConformanceReport } from './report/report.js';
import { parseXml } from './xml/parse-xml.js';
import { elementsOf } from './xml/xml-tree.js';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(...argv: string[]): Promise<Ran> {
  let [out, err] = ['', ''];
  const code = await main(argv, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    isTerminal: false,
  });
  return { code, out, err };
}

const wrongUsage: readonly (readonly [argv: string[], said: RegExp])[] = [
  [[], /^Name a page that takes pings\./],
  [['http://a.example/', 'http://b.example/'], /^One page only, not "http:\/\/b\.example\/" too\./],
  [['blog.example'], /^For the page give an http or https address; not "blog\.example"\./],
  [['ftp://blog.example/'], /^For the page give an http or https address/],
  [
    ['http://a.example/', '--target', 'x'],
    /^For --target give an http or https address; not "x"\./,
  ],
  [
    ['http://a.example/', '--only', 'refback'],
    /^--only takes trackback, pingback, webmention; not "refback"\./,
  ],
  [
    ['http://a.example/', '--timeout', 'soon'],
    /^--timeout takes a whole number from 1 to 3600; not "soon"\./,
  ],
  [
    ['http://a.example/', '--source-port', '70000'],
    /^--source-port takes a whole number from 1 to 65535/,
  ],
  [['http://a.example/', '--colour'], /^Unknown option '--colour'\./],
  [['http://a.example/', '--json', '-', '--junit', '-'], /^Only one of --json and --junit/],
  [['http://a.example/', '--case', 'trackback.nothing'], /^There is no case "trackback\.nothing"/],
  [
    ['http://a.example/', '--only', 'pingback', '--case', 'trackback.url-only'],
    /^No case is left to run\./,
  ],
];

describe('wrong usage', () => {
  it.each(wrongUsage)('%j is said in one line, exit code 2', async (argv, said) => {
    const { code, out, err } = await run(...argv);
    expect(err).toMatch(said);
    expect(err.trimEnd()).not.toContain('\n');
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});

describe('without a receiver', () => {
  it('--help names every option', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const option of ['target', 'only', 'case', 'json', 'junit', 'token', 'timeout', 'list'])
      expect(out).toContain(`--${option}`);
  });

  it('--list prints each case with its level and clause', async () => {
    const { code, out } = await run('--list');
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(allCases.length);
    expect(out).toMatch(/^trackback\.url-only +MUST +takes a ping .*\[TrackBack 1\.2, Sending/m);
  });

  it('--list --only prints the cases of one protocol', async () => {
    const { out } = await run('--list', '--only', 'pingback');
    expect(out).not.toMatch(/^(?:trackback|webmention)\./m);
    expect(out).toMatch(/^pingback\./m);
  });

  it('a receiver that cannot be reached is said in one sentence, exit code 2', async () => {
    const { url, stop } = await listen(() => undefined);
    await stop();
    const { code, err } = await run(`${url}/page`);
    expect(err).toBe(`${url}/page cannot be reached: the connection was refused.\n`);
    expect(code).toBe(2);
  });
});

describe('with a receiver', () => {
  let receiver: Listening;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'conformance-'));
    receiver = await listen((request, body, response) => {
      if (request.url === '/ping')
        wrongAnswers['always-success'](request, body.toString(), response);
      else response.end('<title>No endpoint</title>');
    });
  });
  afterAll(async () => {
    await receiver.stop();
    await rm(folder, { recursive: true });
  });

  const page = (): string => `${receiver.url}/page`;
  const ping = (): string[] => [page(), '--trackback', `${receiver.url}/ping`];
  const good = ['--case', 'trackback.url-only'];
  const bad = ['--case', 'trackback.url-missing'];
  const notMust = ['--case', 'trackback.url-ftp'];

  it('exits with 0 when every MUST passed', async () => {
    expect((await run(...ping(), ...good)).code).toBe(0);
  });

  it('exits with 1 when a MUST failed', async () => {
    expect((await run(...ping(), ...good, ...bad)).code).toBe(1);
  });

  it('exits with 0 when only less than a MUST failed', async () => {
    const { code, out } = await run(...ping(), ...good, ...notMust);
    expect(out).toContain('SHOULD    0 passed, 1 failed, 0 skipped');
    expect(code).toBe(0);
  });

  it('exits with 2 and says so when the page offers nothing', async () => {
    const { code, out, err } = await run(page());
    expect(out).toMatch(/Webmention: not offered \(\d+ cases\)/);
    expect(err).toBe('No case could be tried: no endpoint was found or given.\n');
    expect(code).toBe(2);
  });

  it('prints a table with the failures repeated below and sums by level', async () => {
    const { out } = await run(...ping(), ...good, ...bad);
    expect(out).toMatch(/✓ MUST +trackback\.url-only +takes a ping of nothing but a url {2}\[/);
    expect(out).toMatch(
      /✗ trackback\.url-missing \(MUST\): .*\n +expected .*<error>1<\/error>\n +got +HTTP 200/,
    );
    expect(out).toContain('MUST      1 passed, 1 failed, 0 skipped');
    expect(out).not.toContain('\u001b');
  });

  it('writes JSON to a file', async () => {
    const file = join(folder, 'report.json');
    await run(...ping(), ...good, ...bad, '--json', file);
    const report = JSON.parse(await readFile(file, 'utf8')) as ConformanceReport;
    expect(report).toMatchObject({
      receiver: page(),
      summary: { passed: 1, failed: 1, skipped: 0, levels: { MUST: { passed: 1, failed: 1 } } },
    });
    const failed = report.results.find(({ outcome }) => outcome === 'failed');
    expect(failed).toMatchObject({
      id: 'trackback.url-missing',
      protocol: 'trackback',
      level: 'MUST',
    });
    expect(failed?.exchanges?.[0]?.answer).toContain('<error>0</error>');
    expect(new Date(report.startedAt).toISOString()).toBe(report.startedAt);
  });

  it('keeps stdout for the machine when that is where JSON goes', async () => {
    const { out, err } = await run(...ping(), ...good, '--json', '-');
    expect((JSON.parse(out) as ConformanceReport).summary.passed).toBe(1);
    expect(err).toContain('MUST      1 passed');
  });

  it('writes JUnit XML that is well-formed, a suite per protocol', async () => {
    const skipped = ['--case', 'trackback.target-closed'];
    const { out } = await run(...ping(), ...good, ...bad, ...skipped, '--junit', '-');
    const root = parseXml(out);
    const [suite, ...others] = elementsOf(root);
    expect([root.name, suite?.name, others.length]).toEqual(['testsuites', 'testsuite', 0]);
    expect(Object.fromEntries(suite?.attributes ?? [])).toMatchObject({
      name: 'TrackBack',
      tests: '3',
      failures: '1',
      skipped: '1',
    });
    const inner = elementsOf(suite!).map((each) =>
      elementsOf(each)
        .map(({ name }) => name)
        .join(),
    );
    expect(inner.sort()).toEqual(['', 'failure', 'skipped']);
  });

  it('says in one line that a report cannot be written', async () => {
    const { code, err } = await run(...ping(), ...good, '--json', join(folder, 'no', 'such'));
    expect(err).toMatch(/^The report cannot be written: ENOENT.*\n$/);
    expect(code).toBe(2);
  });
});
