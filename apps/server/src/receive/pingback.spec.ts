// Pingback on the wire: which calls are taken, which are faults, and that every answer is XML-RPC.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PingDetail, Site } from '@trackwarden/contracts';
import { latch } from '../../test/latch.js';
import { createSite, pingsOf } from '../../test/pinging.js';
import {
  callPingback,
  pingIdIn,
  readReply,
  sendPingback,
  xmlRpcCall,
} from '../../test/pingback.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';

type Row = {
  name: string;
  contentType?: string;
  body: string;
  /** The bytes of the body, UTF-8 when not named. */
  charset?: 'utf16le' | 'utf16be';
};
type FaultRow = Row & { fault: number };

const TARGET = 'https://blog.example/entry';

function rowsOf<T>(name: string): T[] {
  const file = new URL(`../../test/fixtures/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as T[];
}

function bytesOf({ body, charset }: Row, source: string): Buffer {
  const inReferences = source.replace(/./g, (letter) => `&#${letter.charCodeAt(0)};`);
  const text = body
    .replaceAll('{sourceInReferences}', inReferences)
    .replaceAll('{source}', source)
    .replaceAll('{target}', TARGET);
  if (charset === undefined) return Buffer.from(text);
  const bytes = Buffer.from(text, 'utf16le');
  return charset === 'utf16be' ? bytes.swap16() : bytes;
}

describe('the Pingback endpoint', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let count = 0;
  const newSource = () => `http://127.0.0.1:9/post/${(count += 1)}`;
  const stored = async (source: string) =>
    (await pingsOf(server, site.id)).find((ping) => ping.source === source);

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    site = await createSite(server);
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  it('is the one that the site names', () => {
    expect(site.pingbackUrl).toBe(`${server.url}/pingback`);
  });

  it('answers with a string that holds the address of the status, and that answers', async () => {
    const { status, headers, fault, text } = await sendPingback(server, newSource(), TARGET);
    expect({ status, fault }).toEqual({ status: 200, fault: null });
    expect(headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    const found = await fetch(`${server.url}/pings/${pingIdIn(text, server)}`);
    expect(found.status).toBe(200);
  });

  it('has room for that address however long the source and the target are', async () => {
    const long = 'x'.repeat(1_900);
    const answer = await sendPingback(server, `${newSource()}/${long}`, `${TARGET}?${long}`);
    expect(pingIdIn(answer.text, server)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('stores who sent it, the target as it was given, and no claims', async () => {
    const source = newSource();
    const target = 'HTTPS://Blog.Example/entry?utm_source=feed#comments';
    await sendPingback(server, source, target, { 'user-agent': 'Sender/1.0' });
    expect(await stored(source)).toMatchObject({
      protocol: 'pingback',
      targetGiven: target,
      target: { url: expect.stringMatching(/^https:\/\/blog\.example\/entry/i) },
      claimed: { title: '', excerpt: '', blogName: '' },
      sender: { ip: '127.0.0.1', userAgent: 'Sender/1.0' },
    });
  });

  it('answers before the source is read, and reads it then', async () => {
    const gate = latch();
    const source = sources.page('/held', { body: linkingPage(TARGET), after: gate.opened });
    const { fault, text } = await sendPingback(server, source, TARGET);
    expect(fault).toBeNull();
    await waitFor('the source to be asked', () => sources.requests('/held').length === 1);
    gate.open();
    await server.drain();
    const { body } = await server.api.get<PingDetail>(`/pings/${pingIdIn(text, server)}`);
    expect(body).toMatchObject({ status: 'pending', verification: { state: 'linked' } });
  });

  it('takes the same pair once, however many come at once', async () => {
    const gate = latch();
    const source = sources.page('/crowd', { body: linkingPage(TARGET), after: gate.opened });
    const sent = Array.from({ length: 20 }, () => sendPingback(server, source, TARGET));
    const faults = (await Promise.all(sent)).map(({ fault }) => fault);
    gate.open();
    await server.drain();
    expect(faults.filter((fault) => fault === null)).toHaveLength(1);
    expect(faults.filter((fault) => fault === 48)).toHaveLength(19);
    expect(await stored(source)).toMatchObject({ seenCount: 20 });
    expect(sources.requests('/crowd')).toHaveLength(1);
  });

  it('refuses a target that grows too long when it is normalised', async () => {
    const letters = Array.from({ length: 2_000 }, (_, index) =>
      String.fromCharCode(0x4e00 + index * 7),
    );
    const before = await pingsOf(server, site.id);
    const answer = await sendPingback(server, newSource(), `${TARGET}/${letters.join('')}`);
    expect(answer).toMatchObject({ status: 200, fault: 0 });
    expect(await pingsOf(server, site.id)).toHaveLength(before.length);
  });

  it.each(rowsOf<Row>('pingback-calls-valid'))('takes a call with $name', async (row) => {
    const source = newSource();
    const headers = new Headers(row.contentType ? { 'content-type': row.contentType } : {});
    const body = new Blob([new Uint8Array(bytesOf(row, source))]);
    const response = await fetch(`${server.url}/pingback`, { method: 'POST', headers, body });
    const { fault } = await readReply(response);
    expect(fault).toBeNull();
    expect(await stored(source)).toMatchObject({ protocol: 'pingback', targetGiven: TARGET });
  });

  it.each(rowsOf<FaultRow>('pingback-calls-invalid'))(
    'refuses $name with fault $fault at status 200',
    async (row) => {
      const before = await pingsOf(server, site.id);
      const answer = await callPingback(server, bytesOf(row, newSource()), {
        'content-type': row.contentType ?? 'text/xml',
      });
      expect(answer).toMatchObject({ status: 200, fault: row.fault });
      expect(answer.text).toMatch(/^.{10,}\.$/);
      expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
      expect(await pingsOf(server, site.id)).toHaveLength(before.length);
    },
  );

  it('gives nothing of a file away', async () => {
    const [row] = rowsOf<FaultRow>('pingback-calls-invalid').filter(({ name }) =>
      name.includes('external entity'),
    );
    const { xml } = await callPingback(server, row?.body ?? '');
    expect(xml).not.toContain('root:');
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])(
    'answers %s with 405, Allow and a fault',
    async (method) => {
      const response = await fetch(`${server.url}/pingback`, { method });
      const answer = await readReply(response);
      expect(answer).toMatchObject({ status: 405, fault: -32_600 });
      expect(answer.text).not.toBe('');
      expect(answer.headers.get('allow')).toBe('POST');
    },
  );

  it('answers HEAD with 405, Allow and no body', async () => {
    const response = await fetch(`${server.url}/pingback`, { method: 'HEAD' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(await response.text()).toBe('');
  });

  it('refuses a body of a megabyte with 413 and a fault', async () => {
    const call = xmlRpcCall('pingback.ping', newSource(), TARGET);
    const answer = await callPingback(server, call.padEnd(1_048_576, ' '));
    expect(answer).toMatchObject({ status: 413, fault: 0, text: 'The body is too large' });
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
  });

  it('refuses a Content-Type that is none with 415 and a fault', async () => {
    const call = xmlRpcCall('pingback.ping', newSource(), TARGET);
    const answer = await callPingback(server, call, { 'content-type': 'nonsense' });
    expect(answer).toMatchObject({ status: 415, fault: 0 });
  });

  it('takes a body just below the limit', async () => {
    const call = xmlRpcCall('pingback.ping', newSource(), TARGET);
    expect(await callPingback(server, call.padEnd(65_000, ' '))).toMatchObject({ fault: null });
  });
});
