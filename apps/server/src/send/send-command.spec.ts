// The command line: what it shows, what it sends, what it exits with.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import {
  articleLinking,
  PINGBACK_TAKEN,
  rdfOf,
  startLinkedSite,
  XML,
  type LinkedSite,
} from '../../test/linked-site.js';
import { startSourceSite, type SourceSite } from '../../test/source-site.js';
import { main } from '../cli.js';

// the child process builds what is not built
jest.setTimeout(120_000);

type Run = { code: number; out: string; err: string; asked: string[] };

describe('trackwarden send', () => {
  let blog: SourceSite;
  let other: LinkedSite;
  let source: string;
  let wm: string;
  let tb: string;

  beforeAll(async () => {
    blog = await startSourceSite();
  });
  beforeEach(async () => {
    other = await startLinkedSite();
    other.answer('/wm', { status: 201, headers: { location: '/status/1' }, body: 'queued' });
    other.answer('/xmlrpc', { headers: XML, body: PINGBACK_TAKEN });
    other.answer('/tb', { headers: XML, body: '<response><error>0</error></response>' });
    wm = other.page('/wm-page', '<link rel="webmention" href="/wm">');
    const pb = other.page('/pb-page', `<link rel="pingback" href="${other.url}/xmlrpc">`);
    tb = other.page('/tb-page', rdfOf(`${other.url}/tb-page`, `${other.url}/tb`));
    const plain = other.page('/plain', '<p>nothing');
    source = blog.page('/post', articleLinking([wm, pb, tb, plain]));
  });
  afterEach(() => other.stop());
  afterAll(() => blog.stop());

  const run = async (argv: string[], answer?: boolean, allow = '127.0.0.1/32'): Promise<Run> => {
    const result: Run = { code: 0, out: '', err: '', asked: [] };
    const confirm = (question: string): Promise<boolean> => {
      result.asked.push(question);
      return Promise.resolve(answer === true);
    };
    result.code = await main(argv, {
      terminal: {
        write: (text) => void (result.out += text),
        warn: (text) => void (result.err += text),
        confirm: answer === undefined ? null : confirm,
      },
      environment: { TRACKWARDEN_FETCH_ALLOW: allow },
    });
    return result;
  };

  it('shows what it sends to whom, sends it once, and prints each answer', async () => {
    const { code, out } = await run(['send', source]);
    expect(code).toBe(0);
    expect(out).toContain(`To ${wm}\n  Webmention to ${other.url}/wm (announced by: link element)`);
    expect(out).toContain(`    source  ${source}\n    target  ${wm}\n`);
    expect(out).toContain('blog_name  127.0.0.1');
    expect(out).toContain('Nothing for');
    expect(out).toContain(`sent: ${wm} | HTTP 201 | queued | ${other.url}/status/1\n`);
    expect(other.told().map(({ path }) => path)).toEqual(['/wm', '/xmlrpc', '/tb']);
  });

  it('sends nothing in a dry run', async () => {
    const { code, out } = await run(['send', source, '--dry-run'], true);
    expect([code, other.told()]).toEqual([0, []]);
    expect(out).toContain(`To ${wm}`);
  });

  it('asks in a terminal, and takes no for an answer', async () => {
    const no = await run(['send', source], false);
    expect(no).toMatchObject({ code: 0, asked: ['Send 3 pings?'], err: 'Nothing was sent.\n' });
    expect(other.told()).toEqual([]);
    await run(['send', source], true);
    expect(other.told()).toHaveLength(3);
  });

  it('does not ask with --yes', async () => {
    expect((await run(['send', source, '--yes'], false)).asked).toEqual([]);
    expect(other.told()).toHaveLength(3);
  });

  it('tells only the named pages, by the given title', async () => {
    const unlinked = `${other.url}/x`;
    const argv = ['send', source, '--target', tb, '--target', unlinked, '--title', 'Mine'];
    const { code, out } = await run(argv);
    expect(code).toBe(0);
    expect(other.told().map(({ path }) => path)).toEqual(['/tb']);
    expect(other.told()[0]?.body).toContain('title=Mine');
    expect(out).toContain(`Nothing for ${unlinked}\n  The page does not link to it.`);
  });

  it('prints one JSON document', async () => {
    const { out } = await run(['send', source, '--json', '--target', wm]);
    expect(JSON.parse(out)).toMatchObject({
      source,
      title: 'My post',
      refusal: null,
      wouldSend: [{ target: wm, protocol: 'webmention', body: { source, target: wm } }],
      nothingFor: [],
      sent: [{ target: wm, status: 'sent', httpStatus: 201, statusUrl: `${other.url}/status/1` }],
    });
  });

  it('fails when a ping is not taken', async () => {
    other.answer('/wm', { status: 400, body: 'no' });
    const { code, out } = await run(['send', source]);
    expect(code).toBe(1);
    expect(out).toContain(`failed: ${wm} | HTTP 400 | The endpoint answered with status 400.`);
    expect(other.told()).toHaveLength(3);
  });

  it.each([
    ['a draft', '/?p=1&preview=true', { body: '<article>x</article>' }, 'draft'],
    ['a page behind a sign-in', '/members', { status: 401 }, 'needs-sign-in'],
    ['a page that is gone', '/gone', { status: 410 }, 'source-gone'],
  ])('refuses %s', async (_name, path, page, reason) => {
    const { code, out } = await run(['send', blog.page(path, page)]);
    expect(code).toBe(1);
    expect(out).toContain(`Refused (${reason}): `);
    expect(other.connections()).toBe(0);
  });

  it('tells named pages that the source is gone', async () => {
    const gone = blog.page('/gone', { status: 410 });
    expect((await run(['send', gone, '--target', wm, '--target', tb])).code).toBe(0);
    expect(other.told().map(({ path }) => path)).toEqual(['/wm']);
  });

  it('reaches no private address that is not allowed', async () => {
    const { code, out } = await run(['send', source], undefined, '');
    expect(code).toBe(1);
    expect(out).toContain('Refused (private-address)');
    expect(other.connections()).toBe(0);
  });

  it.each([
    [[]],
    [['receive']],
    [['send']],
    [['send', 'ftp://a.example/']],
    [['send', 'https://a.example/', 'https://b.example/']],
    [['send', 'https://a.example/', '--target', 'nowhere']],
    [['send', 'https://a.example/', '--unknown']],
  ])('answers wrong usage %j with code 2 and the usage', async (argv) => {
    const { code, out, err } = await run(argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('trackwarden send SOURCE');
  });

  it('complains of a wrong setting, and helps', async () => {
    expect(await run(['send', source], undefined, 'everywhere')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^TRACKWARDEN_FETCH_ALLOW: /),
    });
    expect(await run(['send', '--help'])).toMatchObject({ code: 0, err: '' });
  });

  it('runs as a program of its own', async () => {
    const program = fileURLToPath(new URL('../../bin/trackwarden.mjs', import.meta.url));
    const child = spawn(process.execPath, [program, 'send', source, '--json'], {
      env: { ...process.env, TRACKWARDEN_FETCH_ALLOW: '127.0.0.1/32' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      sent: [{ status: 'sent' }, { status: 'sent' }, { status: 'sent' }],
    });
    expect(other.told()).toHaveLength(3);
  });
});
