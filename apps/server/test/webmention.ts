// A Webmention as a sender sends it, and what became of it.
import type { PingDetail } from '@trackwarden/contracts';
import type { TestServer } from './started-server.js';

/** Sends the form; the extra fields are `vouch` and `code`. */
export function sendWebmention(
  server: TestServer,
  source: string,
  target: string,
  extra: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${server.url}/webmention`, {
    method: 'POST',
    body: new URLSearchParams({ source, target, ...extra }),
  });
}

/** Sends, waits for the check, and answers the ping with its evidence. */
export async function mentionAndEvaluate(
  server: TestServer,
  source: string,
  target: string,
  extra: Record<string, string> = {},
): Promise<PingDetail> {
  const response = await sendWebmention(server, source, target, extra);
  if (response.status !== 201) throw new Error(`the mention was refused: ${await response.text()}`);
  await server.drain();
  const id = (response.headers.get('location') ?? '').split('/').at(-1) ?? '';
  return (await server.api.get<PingDetail>(`/pings/${id}`)).body;
}
