// A site on loopback that is linked to: its pages announce endpoints, its endpoints answer as a test wants.
import type { IncomingHttpHeaders } from 'node:http';
import { listenOnLoopback } from './loopback.js';

export type Told = { path: string; headers: IncomingHttpHeaders; body: string };
export type EndpointAnswer = {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** The answer is held back until this resolves. */
  after?: Promise<void>;
};

export type LinkedSite = {
  url: string;
  /** Writes a page and answers its address. */
  page: (path: string, html: string, answer?: EndpointAnswer) => string;
  /** How an endpoint answers; several answers are given one after another, the last one for good. */
  answer: (path: string, ...answers: EndpointAnswer[]) => string;
  /** Every POST so far, or those to one path. */
  told: (path?: string) => Told[];
  /** The raw heads of all requests so far. */
  heads: () => { method: string; path: string; headers: IncomingHttpHeaders }[];
  /** TCP connections so far. */
  connections: () => number;
  stop: () => Promise<void>;
};

export async function startLinkedSite(host = '127.0.0.1'): Promise<LinkedSite> {
  const pages = new Map<string, EndpointAnswer>();
  const answers = new Map<string, EndpointAnswer[]>();
  const posts: Told[] = [];
  const heads: { method: string; path: string; headers: IncomingHttpHeaders }[] = [];
  let connections = 0;
  const { url, server, stop } = await listenOnLoopback((request, response) => {
    const { url: path = '/', method = '', headers } = request;
    heads.push({ method, path, headers });
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const queue = answers.get(path) ?? [{ status: 404 }];
      const post = (queue.length > 1 ? queue.shift() : queue[0]) ?? {};
      const given = method === 'POST' ? post : (pages.get(path) ?? { status: 404 });
      if (method === 'POST')
        posts.push({ path, headers, body: Buffer.concat(chunks).toString('utf8') });
      void Promise.resolve(given.after).then(() => {
        response.writeHead(given.status ?? 200, {
          'content-type': 'text/html; charset=utf-8',
          ...given.headers,
        });
        response.end(given.body ?? '');
      });
    });
  }, host);
  server.on('connection', () => (connections += 1));
  return {
    url,
    page(path, html, answer = {}) {
      pages.set(path, { body: html, ...answer });
      return `${url}${path}`;
    },
    answer(path, ...given) {
      answers.set(path, given);
      return `${url}${path}`;
    },
    told: (path) => posts.filter((post) => path === undefined || post.path === path),
    heads: () => heads,
    connections: () => connections,
    stop,
  };
}

export const XML = { 'content-type': 'text/xml; charset=utf-8' };

export const PINGBACK_TAKEN =
  '<?xml version="1.0"?><methodResponse><params><param><value><string>Registered.</string></value></param></params></methodResponse>';

export const pingbackFaultOf = (code: number, message: string): string =>
  `<?xml version="1.0"?><methodResponse><fault><value><struct><member><name>faultCode</name><value><int>${code}</int></value></member><member><name>faultString</name><value><string>${message}</string></value></member></struct></value></fault></methodResponse>`;

/** The RDF block of a page as TrackBack 1.2 has it. */
export const rdfOf = (page: string, ping: string): string =>
  `<!-- <rdf:RDF><rdf:Description rdf:about="${page}" dc:identifier="${page}" dc:title="t" trackback:ping="${ping}" /></rdf:RDF> -->`;

/** A page whose article links to these addresses. */
export const articleLinking = (targets: readonly string[], words = 'I have read'): string =>
  `<!doctype html><html lang="en"><head><title>My post</title></head><body><nav><a href="https://elsewhere.example/">menu</a></nav><article><h1>My post</h1><p>${words} ${targets.map((target) => `<a href="${target}">this</a>`).join(' and ')}.</p></article></body></html>`;
