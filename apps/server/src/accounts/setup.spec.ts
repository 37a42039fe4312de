// The first owner: made once, by the link of the first start or by the environment.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Session, SetupState } from '@trackwarden/contracts';
import { ApiClient } from '../../test/api-client.js';
import { openTestServer, OWNER, type TestServer } from '../../test/started-server.js';
import { startTestDatabase, type StartedDatabase } from '../../test/started-database.js';
import { UsersService } from './users.service.js';

describe('the set-up', () => {
  let database: StartedDatabase;
  let server: TestServer;
  let client: ApiClient;

  beforeAll(async () => {
    database = await startTestDatabase();
    server = await openTestServer(database);
    await database.query('DELETE FROM users');
    client = new ApiClient(server.url);
  });
  afterEach(() => database.query('DELETE FROM users'));
  afterAll(async () => {
    await server.stop();
    await database.stop();
  });

  const token = () => server.app.get(UsersService).setUpToken;
  const setUp = (body: object) =>
    client.post<Session>('/setup', { ...OWNER, token: token(), ...body });
  const state = async () => (await client.get<SetupState>('/setup')).body;

  it('is needed until there is an owner', async () => {
    expect(await state()).toEqual({ needed: true });
    await setUp({});
    expect(await state()).toEqual({ needed: false });
  });

  it('makes the owner and signs in', async () => {
    const answer = await setUp({ email: 'First@Blog.Example' });
    expect(answer.status).toBe(201);
    expect(answer.body.user).toMatchObject({ email: 'first@blog.example', role: 'owner' });
    const fresh = new ApiClient(server.url);
    fresh.remember(answer);
    expect((await fresh.get<Session>('/session')).body.user.id).toBe(answer.body.user.id);
  });

  it('with a wrong token is refused', async () => {
    const answer = await setUp({ token: 'wrong' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'bad-setup-token' } });
    expect(await state()).toEqual({ needed: true });
  });

  it('a second time is refused', async () => {
    await setUp({});
    const answer = await setUp({ email: 'second@blog.example' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'already-set-up' } });
  });

  it('of two at once makes one owner', async () => {
    const answers = await Promise.all([
      setUp({ email: 'one@blog.example' }),
      setUp({ email: 'two@blog.example' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await database.query('SELECT id FROM users')).toHaveLength(1);
  });

  it('points to each field that is wrong', async () => {
    const { status, body } = await setUp({ email: 'nobody', password: 'short', name: ' ' });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'validation-failed',
      errors: expect.arrayContaining([
        { pointer: '/email', message: 'must be an e-mail address' },
        { pointer: '/password', message: 'at least 12 characters' },
        { pointer: '/name', message: 'must not be empty' },
      ]),
    });
  });

  it('keeps the password as an argon2id hash', async () => {
    await setUp({});
    const [user] = await database.query<{ password_hash: string }>('SELECT * FROM users');
    expect(user?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('is done by the environment, once', async () => {
    const admin = { email: 'owner@blog.example', password: 'from the environment' };
    for (const password of [admin.password, 'another one, later']) {
      const started = await openTestServer(database, { admin: { ...admin, password } });
      await started.stop();
    }
    const signIn = (password: string) => client.post('/session', { email: admin.email, password });
    expect((await signIn('from the environment')).status).toBe(201);
    expect((await signIn('another one, later')).status).toBe(401);
  });
});
