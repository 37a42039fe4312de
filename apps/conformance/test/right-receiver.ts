// A small receiver that does everything right: stores, answers at once, verifies later, shows a status page.
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  discoveryMarkup,
  parsePingbackCall,
  parseTrackbackPing,
  parseWebmention,
  pingbackFault,
  pingbackFaults,
  pingbackSuccess,
  sameResource,
  trackbackError,
  trackbackListing,
  trackbackSuccess,
} from '@trackwarden/protocol';
import { listen, type Listening } from './listen.js';
import { verify } from './verify-source.js';

export async function startRightReceiver(): Promise<Listening & { readonly page: string }> {
  const stored = new Map<string, number>();
  const states: string[] = [];
  let url = '';
  const page = (): string => `${url}/entry`;

  /** The number of the status page of a pair; the source is read again each time. */
  function accept(source: string): number {
    const id = stored.get(source) ?? stored.size;
    stored.set(source, id);
    states[id] = 'queued';
    void verify(source, page()).then((state) => (states[id] = state));
    return id;
  }

  function trackback(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const answer = (text: string, status = 200): void =>
      void response.writeHead(status, XML).end(request.method === 'HEAD' ? undefined : text);
    if (request.url?.includes('__mode=rss'))
      return answer(trackbackListing({ title: 'An entry', url: page(), items: [] }));
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      return answer(trackbackError('Use POST.'), 405);
    }
    if (!request.url?.startsWith('/trackback/1')) return answer(trackbackError('Unknown.'));
    const parsed = parseTrackbackPing({ contentType: request.headers['content-type'], body });
    if (!parsed.ok) return answer(trackbackError(parsed.error.message));
    if (sameResource(parsed.value.url, page())) return answer(trackbackError('The page itself.'));
    accept(parsed.value.url);
    answer(trackbackSuccess());
  }

  function pingback(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const answer = (text: string, status = 200): void =>
      void response
        .writeHead(status, { ...XML, 'content-length': Buffer.byteLength(text) })
        .end(text);
    if (request.method !== 'POST') return answer(pingbackFault(-32600, 'Use POST.'), 405);
    const parsed = parsePingbackCall({ contentType: request.headers['content-type'], body });
    if (!parsed.ok) return answer(pingbackFault(parsed.error.code, parsed.error.message));
    const call = parsed.value;
    if (call.method !== 'pingback.ping') return answer(pingbackFault(-32601, 'No such method.'));
    if (!sameResource(call.target, page()))
      return answer(pingbackFault(pingbackFaults.targetUnusable, 'No such page.'));
    if (sameResource(call.source, page())) return answer(pingbackFault(0, 'The page itself.'));
    if (stored.has(call.source)) return answer(pingbackFault(48, 'Registered.'));
    accept(call.source);
    answer(pingbackSuccess('Thank you.'));
  }

  function webmention(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const refuse = (status = 400): void =>
      void response.writeHead(status, { 'content-type': 'text/plain' }).end('Not accepted.');
    if (request.method !== 'POST') return refuse(405);
    const parsed = parseWebmention({ contentType: request.headers['content-type'], body });
    if (!parsed.ok || !sameResource(parsed.value.target, page())) return refuse();
    if (sameResource(parsed.value.source, page())) return refuse();
    const id = accept(parsed.value.source);
    response.writeHead(201, { location: `${url}/status/${id}` }).end('Thank you.');
  }

  function entry(response: ServerResponse): void {
    const markup = discoveryMarkup({
      pageUrl: page(),
      title: 'An entry -- or two',
      trackbackUrl: `${url}/trackback/1`,
      pingbackUrl: `${url}/pingback`,
      webmentionUrl: `${url}/webmention`,
    });
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...markup.headers })
      .end(`<!DOCTYPE html><title>An entry</title>${markup.snippet}`);
  }

  const listening = await listen((request, body, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/trackback/')) trackback(request, body, response);
    else if (path.startsWith('/pingback')) pingback(request, body, response);
    else if (path.startsWith('/webmention')) webmention(request, body, response);
    else if (path === '/entry') entry(response);
    else if (path.startsWith('/status/'))
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ status: states[Number(path.slice('/status/'.length))] }));
    else response.writeHead(404).end();
  }, trackbackError('Too long.'));
  url = listening.url;
  return { ...listening, page: page() };
}

const XML = { 'content-type': 'text/xml; charset=utf-8' };
