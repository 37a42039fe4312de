// What proves a Webmention: a link in HTML, the exact value in JSON, the address in plain text.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ping } from '@trackwarden/contracts';
import { createSite } from '../../test/pinging.js';
import { startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { mentionAndEvaluate } from '../../test/webmention.js';

type Row = {
  name: string;
  headers?: Record<string, string>;
  body: string;
  state: Ping['verification']['state'];
};

const TARGET = 'https://blog.example/entry';

const rows = (
  JSON.parse(
    readFileSync(new URL('../../test/fixtures/mention-proof.json', import.meta.url), 'utf8'),
  ) as Row[]
).map((row, index) => ({ ...row, index }));

describe('a Webmention whose source has', () => {
  let server: TestServer;
  let sources: SourceSite;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    await createSite(server);
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  it.each(rows)('$name is $state', async ({ index, headers, body, state }) => {
    const source = sources.page(`/source-${index}`, {
      ...(headers ? { headers } : {}),
      body: body.replaceAll('{target}', TARGET),
    });
    const ping = await mentionAndEvaluate(server, source, TARGET);
    expect(ping.verification.state).toBe(state);
    expect(ping.status).toBe(state === 'linked' ? 'pending' : 'spam');
  });
});
