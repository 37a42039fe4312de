// Live events: an open dashboard hears what changed, and nothing of the content.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { liveEventSchema, type LiveEvent, type Target } from '@trackwarden/contracts';
import { createSite, createTarget, pingsOf, sendPing } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';

type Stream = {
  raw: () => string;
  events: () => LiveEvent[];
  ended: Promise<'by the server' | 'by a fault'>;
};

describe('the stream of events', () => {
  let server: TestServer;
  let sources: SourceSite;
  let target: Target;
  let stream: Stream;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    target = await createTarget(server, await createSite(server));
    stream = await openStream(server);
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  const heard = (type: LiveEvent['type'], id: string): LiveEvent[] =>
    stream.events().filter((event) => event.type === type && event.id === id);

  it('needs a sign-in', async () => {
    expect((await fetch(`${server.url}/api/v1/events`)).status).toBe(401);
  });

  it('opens with a heartbeat', async () => {
    await waitFor('a heartbeat', () => stream.raw().includes('event: heartbeat'));
  });

  it('tells of a ping that came in, of its evaluation, and of a decision', async () => {
    await sendPing(target.trackbackUrl, { url: sources.page('/a', linkingPage(target.url)) });
    await server.drain();
    const [ping] = await pingsOf(server, target.siteId);
    const id = ping?.id ?? '';
    const siteId = target.siteId;
    await waitFor('the news of it', () => heard('ping.received', id).length === 1);
    expect(heard('ping.received', id)).toEqual([{ type: 'ping.received', id, siteId, version: 1 }]);
    await waitFor('its evaluation', () => heard('ping.changed', id).length > 0);

    const { body } = await server.api.post<{ affected: number }>('/decisions', {
      verdict: 'approve',
      pings: [{ id }],
    });
    expect(body.affected).toBe(1);
    const version = Number(ping?.version) + 1;
    await waitFor('the decision', () =>
      heard('ping.changed', id).some((event) => event.version === version),
    );
  });

  it('holds nothing of the content', () => {
    expect(stream.raw()).not.toContain(sources.url);
    expect(stream.raw()).not.toContain('A post');
  });

  it('ends when the server stops', async () => {
    await server.stop();
    await expect(stream.ended).resolves.toBe('by the server');
  });
});

async function openStream({ url, api }: TestServer): Promise<Stream> {
  const response = await fetch(`${url}/api/v1/events`, {
    headers: { cookie: api.cookie ?? '', accept: 'text/event-stream' },
  });
  let raw = '';
  const ended = read(response, (text) => (raw += text)).then(
    () => 'by the server' as const,
    () => 'by a fault' as const,
  );
  return {
    raw: () => raw,
    events: () =>
      // whole lines only: the rest of the last one may still be on its way
      [...raw.matchAll(/^data: (\{"type".*)\n/gm)].map(([, data]) =>
        liveEventSchema.strict().parse(JSON.parse(data ?? '')),
      ),
    ended,
  };
}

async function read({ body }: Response, take: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) take(decoder.decode(chunk, { stream: true }));
}
