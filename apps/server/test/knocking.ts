// One ping in the form of each protocol, from a sender of the test's choice, with the answer as it came.
import type { Protocol, Site } from '@trackwarden/contracts';
import { sendPing } from './pinging.js';
import { xmlRpcCall } from './pingback.js';
import type { TestServer } from './started-server.js';

export const PROTOCOLS = ['trackback', 'pingback', 'webmention'] as const;

export type Knock = {
  isTaken: boolean;
  status: number;
  retryAfter: string | null;
  /** The body, without the seconds that a limit names. */
  text: string;
};

/** The addresses that a site announces for a page. */
export type Endpoints = Record<Protocol, string>;

export function endpointsOf({ url }: TestServer, site: Site, page: string): Endpoints {
  return {
    trackback: `${site.trackbackUrl}?target=${encodeURIComponent(page)}`,
    pingback: `${url}/pingback`,
    webmention: `${url}/webmention`,
  };
}

/** Behind a trusted proxy `ip` is the sender. */
export async function knock(
  protocol: Protocol,
  endpoint: string,
  { source, target, ip }: { source: string; target: string; ip?: string },
): Promise<Knock> {
  const headers: Record<string, string> = ip === undefined ? {} : { 'x-forwarded-for': ip };
  if (protocol === 'trackback') {
    const { status, headers: got, text } = await sendPing(endpoint, { url: source }, headers);
    return answerOf(text.includes('<error>0</error>'), status, got, text);
  }
  const isPingback = protocol === 'pingback';
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: isPingback ? { ...headers, 'content-type': 'text/xml' } : headers,
    body: isPingback
      ? xmlRpcCall('pingback.ping', source, target)
      : new URLSearchParams({ source, target }),
  });
  const text = await response.text();
  const isTaken = isPingback ? !text.includes('<fault>') : response.status === 201;
  return answerOf(isTaken, response.status, response.headers, text);
}

/** A body that is no ping of the protocol. */
export async function knockWrongly(endpoint: string, ip: string): Promise<Knock> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': ip },
    body: 'nothing=here',
  });
  return answerOf(false, response.status, response.headers, await response.text());
}

function answerOf(isTaken: boolean, status: number, headers: Headers, text: string): Knock {
  const retryAfter = headers.get('retry-after');
  return { isTaken, status, retryAfter, text: text.replace(/in \d+ seconds/, 'in N seconds') };
}
