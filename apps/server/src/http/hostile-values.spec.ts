// Values that no client sends by accident: each is the caller's fault, in the words of the protocol asked.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemSchema, type Site, type Target } from '@trackwarden/contracts';
import { createSite, createTarget, refusalOf } from '../../test/pinging.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

const UNKNOWN = '01930000-0000-7000-8000-000000000000';
const HALF = '\\ud83d';
const HUGE = '{huge}';
const NOTHING = refusalOf('There is nothing to ping at this address.');
const cursorOf = (json: string) => Buffer.from(json).toString('base64url');

describe('the server', () => {
  let server: TestServer;
  let site: Site;
  let target: Target;

  beforeAll(async () => {
    server = await startTestServer();
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  afterAll(() => server.stop());

  /** `{site}`, `{siteKey}`, `{targetKey}` stand for what is there, `{huge}` for 5,000 characters. */
  const filled = (path: string): string =>
    path
      .replaceAll('{site}', site.id)
      .replaceAll('{siteKey}', site.key)
      .replaceAll('{targetKey}', target.key)
      .replaceAll(HUGE, 'a'.repeat(5_000));
  const expectProblem = async (response: Response, statuses: number[]): Promise<void> => {
    expect(statuses).toContain(response.status);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const problem = problemSchema.strict().parse(await response.json());
    expect(problem.status).toBe(response.status);
  };
  const headers = () => ({
    cookie: server.api.cookie ?? '',
    'x-csrf-token': server.api.csrfToken ?? '',
  });

  const bodies: [string, string, string][] = [
    ['POST', '/sites', `{"name":"a${HALF}","origins":["https://a.example"]}`],
    ['POST', '/sites', '{"name":"a\\u0000b","origins":["https://a.example"]}'],
    ['POST', '/sites', `{"name":"a","origins":["https://a.example/${HALF}"]}`],
    ['POST', '/sites', '{"__proto__":{"role":"owner"},"name":"a","origins":["https://a.example"]}'],
    ['POST', '/sites', '{"\\u005f_proto__":1,"name":"a","origins":["https://a.example"]}'],
    ['POST', '/sites', '{"constructor":1,"name":"a","origins":["https://a.example"]}'],
    [
      'POST',
      '/sites',
      '{"constructor":{"prototype":{"a":1}},"name":"a","origins":["https://a.example"]}',
    ],
    ['PATCH', '/sites/{site}', '{"settings":{"__proto__":{"intakeOpen":false}}}'],
    ['PATCH', '/sites/{site}', '{"settings":{"constructor":{"prototype":{}}}}'],
    ['PATCH', '/sites/{site}', `{"settings":{"blockedDomains":["${HALF}.example"]}}`],
    ['POST', '/sites/{site}/targets', `{"url":"https://blog.example/x","title":"${HALF}"}`],
    [
      'POST',
      '/sites/{site}/targets',
      '{"url":"https://blog.example/x","title":"","passphrase":"\\u0000"}',
    ],
    [
      'POST',
      '/sites/{site}/targets',
      `{"url":"https://blog.example/${HUGE}","title":"","kind":"entry"}`,
    ],
    ['POST', '/sites/{site}/test-ping', `{"target":"https://blog.example/${HUGE}"}`],
    ['POST', '/sites/{site}/webhooks', `{"url":"https://a.example/${HALF}","events":[]}`],
    ['POST', '/decisions', `{"verdict":"spam","query":{"q":"${HALF}"}}`],
    ['POST', '/decisions', '{"verdict":"spam","query":{"domain":"a\\u0000b"}}'],
    ['POST', '/decisions', `{"verdict":"spam","pings":[{"id":"${UNKNOWN}","version":1e300}]}`],
    ['POST', '/tokens', `{"name":"${HALF}"}`],
    ['POST', '/setup', `{"token":"\\u0000","email":"a@a.example","name":"a","password":"${HALF}"}`],
  ];
  it.each(bodies)('refuses as the fault of the caller: %s %s %s', async (method, path, body) => {
    const response = await fetch(`${server.url}/api/v1${filled(path)}`, {
      method,
      headers: { ...headers(), 'content-type': 'application/json' },
      body: filled(body),
    });
    await expectProblem(response, [400]);
  });

  it.each([
    `/pings?cursor=${cursorOf(`["2026-01-01T00:00:00.000Z","${UNKNOWN}\\u0000"]`)}`,
    `/pings?cursor=${cursorOf(`["9999-99-99T00:00:00.000Z","${UNKNOWN}"]`)}`,
    `/pings?sort=score&cursor=${cursorOf(`["2026-01-01T00:00:00.000Z","${UNKNOWN}"]`)}`,
    `/pings?sort=uncertainty&cursor=${cursorOf(`[1e300,"${UNKNOWN}"]`)}`,
    `/pings?sort=-score&cursor=${cursorOf(`[1e400,"${UNKNOWN}"]`)}`,
    `/pings?sort=-score&cursor=${cursorOf(`[null,"${UNKNOWN}"]`)}`,
    `/pings?cursor=${cursorOf('{"__proto__":[]}')}`,
    `/pings?cursor=%00`,
    `/pings?cursor=a&cursor=b`,
    `/decisions?cursor=${cursorOf(`["0000-00-00T00:00:00.000Z","${UNKNOWN}"]`)}`,
    `/sites?cursor=${cursorOf(`["${UNKNOWN}' OR 1=1"]`)}`,
    `/sites?cursor=${cursorOf('[]')}`,
    `/sites?cursor=${HUGE}`,
    '/pings?__proto__=1',
    '/pings?constructor=1',
    '/pings?q=a&q=b',
    '/pings?limit=1e300',
    '/pings?siteId=%00',
  ])('refuses as the fault of the caller: GET %s', async (path) => {
    const response = await fetch(`${server.url}/api/v1${filled(path)}`, { headers: headers() });
    await expectProblem(response, [400]);
  });

  it.each([
    '/api/v1/sites/%',
    '/api/v1/sites/%ff',
    '/api/v1/sites/%00',
    `/api/v1/sites/${HUGE}`,
    `/api/v1/pings/${UNKNOWN}%00`,
    '/sites/%/mentions.json',
    '/sites/%00/mentions.json',
    '/sites/__proto__/mentions.rss',
    '/sites/constructor/discovery',
    '/pings/%',
    '/pings/%ff',
  ])('has nothing at %s, and says so as a problem', async (path) => {
    const response = await fetch(`${server.url}${filled(path)}`, { headers: headers() });
    await expectProblem(response, [400, 404]);
  });

  it.each([
    '/sites/{siteKey}/mentions.json?target=https://blog.example/a&target=https://blog.example/b',
    '/sites/{siteKey}/mentions.rss?target=https://blog.example/%00',
    `/sites/{siteKey}/mentions.json?target=https://blog.example/${HUGE}`,
    '/sites/{siteKey}/discovery?target=https://blog.example/a&target=https://blog.example/b',
    `/sites/{siteKey}/discovery?target=https://blog.example/${HUGE}`,
    '/sites/{siteKey}/mentions.json?since=0000-00-00',
    '/sites/{siteKey}/mentions.json?page=1e300',
  ])('refuses as the fault of the reader: %s', async (path) => {
    await expectProblem(await fetch(`${server.url}${filled(path)}`), [400, 404]);
  });

  const sendTo = (path: string, body = 'url=http%3A%2F%2F127.0.0.1%3A9%2Fpost') =>
    fetch(`${server.url}${filled(path)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: filled(body),
    });

  it.each([
    '/trackback/%',
    '/trackback/%ff',
    '/trackback/%00',
    '/trackback/__proto__',
    `/trackback/${HUGE}`,
    '/trackback/{targetKey}%00',
    '/trackback/{siteKey}?target=https://blog.example/%00',
    '/trackback/{siteKey}?target=',
    `/trackback/{siteKey}?target=https://blog.example/${HUGE}`,
    '/trackback/{siteKey}?target=https://other.example/&target=https://blog.example/entry',
    '/trackback/{siteKey}?__proto__=1&target=constructor',
  ])('refuses a ping to %s in the envelope', async (path) => {
    const response = await sendTo(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(await response.text()).toMatch(/<error>1<\/error>\n<message>.+<\/message>/);
  });

  it.each(['/trackback/%', '/trackback/%ff', '/trackback/%E0%A4%A/guess'])(
    'refuses a browser at %s in the envelope',
    async (path) => {
      const response = await fetch(`${server.url}${path}`, { headers: { accept: 'text/html' } });
      expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8');
      expect(response.status).toBeLessThan(500);
      expect(await response.text()).toContain('<error>1</error>');
    },
  );

  it('says the same of an address that cannot be read and of one that is not there', async () => {
    expect(await (await sendTo('/trackback/0123456789abcdef0123')).text()).toBe(NOTHING);
  });

  it.each([
    'url=http%3A%2F%2F127.0.0.1%3A9%2F%00',
    'url=http%3A%2F%2F127.0.0.1%3A9%2Fnul&title=%00&excerpt=a%00b&blog_name=%00',
    'url=http%3A%2F%2F127.0.0.1%3A9%2Fhalf&title=%ED%A0%BD',
    'url=http%3A%2F%2F127.0.0.1%3A9%2Fentity&title=%26%23xD83D%3B%26%230%3B',
    'url=http%3A%2F%2F127.0.0.1%3A9%2Fproto&__proto__=1&constructor=2',
    'url=http%3A%2F%2F127.0.0.1%3A9%2Fpercent&title=%&excerpt=%zz',
    `url=http%3A%2F%2F127.0.0.1%3A9%2F${HUGE}`,
  ])('answers a ping with %s in the envelope', async (body) => {
    const response = await sendTo('/trackback/{targetKey}', body);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/<error>[01]<\/error>/);
  });
});
