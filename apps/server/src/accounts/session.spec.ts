// Sign-in of people: the cookie, the CSRF token beside it, the throttle before it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Session, Site } from '@trackwarden/contracts';
import { ApiClient } from '../../test/api-client.js';
import { openTestServer, OWNER, type TestServer } from '../../test/started-server.js';
import { startTestDatabase, type StartedDatabase } from '../../test/started-database.js';

const PER_ACCOUNT = 8;
const PER_ADDRESS = 20;

describe('a session', () => {
  let database: StartedDatabase;
  let server: TestServer;
  let client: ApiClient;
  let address = 0;
  let ip: string;

  beforeAll(async () => {
    database = await startTestDatabase();
    server = await openTestServer(database, { trustedProxies: ['127.0.0.1'] });
  });
  beforeEach(() => {
    client = new ApiClient(server.url);
    ip = `192.0.2.${(address += 1)}`;
  });
  afterAll(async () => {
    await server.stop();
    await database.stop();
  });

  const signIn = (body: object = {}, from = ip) =>
    client.post<Session>(
      '/session',
      { email: OWNER.email, password: OWNER.password, ...body },
      { headers: { 'x-forwarded-for': from } },
    );
  const signedIn = async (): Promise<ApiClient> => {
    client.remember(await signIn());
    return client;
  };
  const createSite = (headers: Record<string, string> = {}) =>
    client.post<Site>('/sites', { name: 'A blog', origins: ['https://blog.example'] }, { headers });

  it('opens with the right password, whatever the case of the address', async () => {
    const { status, body } = await signIn({ email: ' Owner@Blog.Example ' });
    expect(status).toBe(201);
    expect(body.user).toMatchObject({ email: OWNER.email, name: OWNER.name, role: 'owner' });
    expect(body.user).not.toHaveProperty('passwordHash');
  });

  it.each([
    ['a wrong password', { password: 'wrong' }],
    ['an unknown address', { email: 'nobody@blog.example' }],
  ])('does not open with %s, and says the same', async (_name, body) => {
    const answer = await signIn(body);
    expect(answer).toMatchObject({ status: 401, body: { code: 'bad-credentials' } });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('lives in a cookie that scripts and other sites do not get', async () => {
    const [cookie] = (await signIn()).headers.getSetCookie();
    const attributes = cookie?.split('; ').slice(1) ?? [];
    expect(attributes).toEqual(
      expect.arrayContaining(['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=2592000']),
    );
    expect(attributes).not.toContain('Secure');
  });

  it('lives in a cookie for TLS only when the product is reached by https', async () => {
    const publicUrl = server.config.publicUrl;
    server.config.publicUrl = 'https://pings.example';
    const [cookie] = (await signIn()).headers.getSetCookie();
    server.config.publicUrl = publicUrl;
    expect(cookie?.split('; ')).toContain('Secure');
  });

  it('lives in a new cookie at each sign-in, whatever cookie was sent', async () => {
    await signedIn();
    const first = client.cookie;
    const [second] = (await signIn()).headers.getSetCookie();
    client.cookie = `trackwarden_session=${'a'.repeat(43)}`;
    const [third] = (await signIn()).headers.getSetCookie();
    const values = [first, second, third].map((cookie) => cookie?.split(/[=;]/)[1]);
    expect(new Set(values).size).toBe(3);
    expect(values).not.toContain('a'.repeat(43));
  });

  it('is stored as a hash only', async () => {
    const value = (await signedIn()).cookie?.split('=')[1] ?? '';
    const text = JSON.stringify(await database.query('SELECT * FROM sessions'));
    expect(value.length).toBeGreaterThanOrEqual(43);
    expect(text).not.toContain(value);
  });

  it('says who is signed in', async () => {
    const { status, body } = await (await signedIn()).get<Session>('/session');
    expect(status).toBe(200);
    expect(body.user.email).toBe(OWNER.email);
    expect(body.csrfToken).toBe(client.csrfToken);
  });

  it('may read without the CSRF token and write with it', async () => {
    await signedIn();
    expect((await client.get('/sites')).status).toBe(200);
    expect((await createSite()).status).toBe(201);
  });

  it.each([
    ['without the CSRF token', null],
    ['with a wrong one', 'wrong'],
    ['with the word undefined', 'undefined'],
  ])('does not write %s', async (_name, token) => {
    await signedIn();
    client.csrfToken = token;
    expect(await createSite()).toMatchObject({ status: 403, body: { code: 'csrf' } });
  });

  it("does not write with another session's CSRF token", async () => {
    const other = (await signIn()).body.csrfToken;
    await signedIn();
    client.csrfToken = other;
    expect(await createSite()).toMatchObject({ status: 403, body: { code: 'csrf' } });
  });

  it('ends at sign-out, on the server too', async () => {
    await signedIn();
    const answer = await client.delete('/session');
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^trackwarden_session=;/);
    expect(await client.get('/session')).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated' },
    });
  });

  it('ends after its time', async () => {
    await signedIn();
    await database.query('UPDATE sessions SET expires_at = now()');
    expect((await client.get('/session')).status).toBe(401);
  });

  it('is not there for a stranger or with a made-up cookie', async () => {
    expect((await client.get('/sites')).status).toBe(401);
    client.cookie = `trackwarden_session=${'a'.repeat(43)}`;
    expect((await client.get('/sites')).status).toBe(401);
  });

  it('cannot be guessed for one account from many addresses', async () => {
    const email = 'victim@blog.example';
    const attempts = [];
    for (let index = 0; index <= PER_ACCOUNT; index += 1)
      attempts.push((await signIn({ email }, `198.51.100.${index}`)).status);
    expect(attempts).toEqual([...Array.from({ length: PER_ACCOUNT }, () => 401), 429]);
  });

  it('cannot be guessed for many accounts from one address', async () => {
    const statuses = [];
    for (let index = 0; index <= PER_ADDRESS; index += 1)
      statuses.push((await signIn({ email: `victim${index}@blog.example` })).status);
    expect(statuses).toEqual([...Array.from({ length: PER_ADDRESS }, () => 401), 429]);
    const refused = await signIn();
    expect(refused.body).toMatchObject({ code: 'too-many-attempts' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
