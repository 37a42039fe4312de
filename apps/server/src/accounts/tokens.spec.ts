// API tokens: shown once, stored hashed, good until revoked.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CreatedToken, Token } from '@trackwarden/contracts';
import { ApiClient } from '../../test/api-client.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { ADMIN_TOKEN } from '../../test/test-config.js';

describe('an API token', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const create = async (name = 'a script'): Promise<CreatedToken> =>
    (await server.api.post<CreatedToken>('/tokens', { name })).body;
  const clientOf = ({ token }: CreatedToken) => new ApiClient(server.url, token);
  const newSite = { name: 'A blog', origins: ['https://blog.example'] };

  it('reads and writes without a cookie and without a CSRF token', async () => {
    const client = clientOf(await create());
    expect((await client.get('/sites')).status).toBe(200);
    expect((await client.post('/sites', newSite)).status).toBe(201);
  });

  it('is long, and recognised by its prefix', async () => {
    expect((await create()).token).toMatch(/^twt_[\w-]{43}$/);
  });

  it('is stored as a hash only', async () => {
    const { token } = await create();
    const text = JSON.stringify(await server.query('SELECT * FROM tokens'));
    expect(text).not.toContain(token);
    expect(text).not.toContain(token.slice(4));
  });

  it('is listed by its name and last characters, never again in full', async () => {
    const { id, token } = await create('listed');
    const { body } = await server.api.get<{ items: Token[] }>('/tokens');
    const listed = body.items.find((item) => item.id === id);
    expect(listed).toMatchObject({ name: 'listed', hint: token.slice(-4), lastUsedAt: null });
    expect(JSON.stringify(body)).not.toContain(token);
  });

  it('remembers when it was used', async () => {
    const created = await create('used');
    await clientOf(created).get('/sites');
    const { body } = await server.api.get<{ items: Token[] }>('/tokens');
    expect(body.items.find(({ id }) => id === created.id)?.lastUsedAt).not.toBeNull();
  });

  it('is good for nothing once it is revoked', async () => {
    const created = await create();
    expect((await server.api.delete(`/tokens/${created.id}`)).status).toBe(204);
    expect(await clientOf(created).get('/sites')).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated' },
    });
  });

  describe('of somebody else', () => {
    const SOMEBODY = '01930000-0000-7000-8000-00000000000a';
    const THEIRS = '01930000-0000-7000-8000-00000000000b';

    beforeAll(async () => {
      await server.query(
        `INSERT INTO users (id, email, name, role, password_hash, created_at)
         VALUES ($1, 'second@blog.example', 'Second', 'owner', 'none', now())`,
        [SOMEBODY],
      );
      await server.query(
        `INSERT INTO tokens (id, user_id, name, hash, hint, created_at)
         VALUES ($1, $2, 'theirs', 'hash of theirs', 'eirs', now())`,
        [THEIRS, SOMEBODY],
      );
    });

    it('cannot be revoked, as if it were not there', async () => {
      const own = clientOf(await create());
      for (const client of [server.api, own])
        expect(await client.delete(`/tokens/${THEIRS}`)).toMatchObject({
          status: 404,
          body: { code: 'not-found' },
        });
      expect(await server.query('SELECT id FROM tokens WHERE id = $1', [THEIRS])).toHaveLength(1);
    });

    it('is not listed', async () => {
      const { body } = await server.api.get<{ items: Token[] }>('/tokens');
      expect(body.items.map(({ id }) => id)).not.toContain(THEIRS);
    });
  });

  it('that is unknown is not helped by a good cookie', async () => {
    const headers = { authorization: 'Bearer twt_unknown' };
    expect((await server.api.get('/sites', { headers })).status).toBe(401);
  });

  describe('of the environment', () => {
    it('has the rights of the owner', async () => {
      const client = new ApiClient(server.url, ADMIN_TOKEN);
      expect((await client.get('/sites')).status).toBe(200);
      expect((await client.post('/sites', newSite)).status).toBe(201);
    });

    it('is refused when a character is missing', async () => {
      const client = new ApiClient(server.url, ADMIN_TOKEN.slice(0, -1));
      expect((await client.get('/sites')).status).toBe(401);
    });

    it('belongs to no person who could have tokens', async () => {
      const answer = await server.tokenClient.post('/tokens', { name: 'another' });
      expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    });
  });
});
