// A blog on loopback whose pages a test writes, and which remembers how it was asked for them.
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { listenOnLoopback } from './loopback.js';

export type Page = {
  status?: number;
  headers?: Record<string, string>;
  /** HTML, or bytes in another character set. */
  body?: string | Uint8Array;
  /** Another page for programs whose `User-Agent` begins so. */
  shownTo?: { startOfUserAgent: string; page: Page };
  /** The answer is held back until this resolves. */
  after?: Promise<void>;
  /** The connection is cut instead of an answer. */
  cut?: boolean;
};

export type SeenRequest = { method: string; path: string; headers: IncomingHttpHeaders };

export type SourceSite = {
  url: string;
  /** Writes a page and answers its address. */
  page: (path: string, page: Page | string) => string;
  /** Every request so far, or those for one path. */
  requests: (path?: string) => SeenRequest[];
  /** Called for each TCP connection, before anything is asked. */
  onConnection: (listener: () => void) => void;
  stop: () => Promise<void>;
};

export async function startSourceSite(host = '127.0.0.1'): Promise<SourceSite> {
  const pages = new Map<string, Page>();
  const seen: SeenRequest[] = [];
  const { url, server, stop } = await listenOnLoopback((request, response) => {
    const path = request.url ?? '/';
    seen.push({ method: request.method ?? '', path, headers: request.headers });
    const page = pages.get(path) ?? { status: 404, body: 'no such page' };
    void answer(pageFor(page, request.headers['user-agent'] ?? ''), response);
  }, host);
  return {
    url,
    page(path, page) {
      pages.set(path, typeof page === 'string' ? { body: page } : page);
      return `${url}${path}`;
    },
    requests: (path) => seen.filter((request) => path === undefined || request.path === path),
    onConnection: (listener) => void server.on('connection', listener),
    stop,
  };
}

function pageFor(page: Page, userAgent: string): Page {
  return page.shownTo && userAgent.startsWith(page.shownTo.startOfUserAgent)
    ? page.shownTo.page
    : page;
}

async function answer(page: Page, response: ServerResponse): Promise<void> {
  await page.after;
  if (page.cut) {
    response.destroy();
    return;
  }
  response.writeHead(page.status ?? 200, {
    'content-type': 'text/html; charset=utf-8',
    ...page.headers,
  });
  response.end(page.body ?? '');
}

/** A plain page that links to an address, as most senders have it. */
export function linkingPage(target: string, title = 'A post'): string {
  return `<!doctype html><html lang="en"><head><title>${title}</title></head>
<body><article><h1>${title}</h1><p>I have read <a href="${target}">this entry</a> and agree with it.</p></article></body></html>`;
}
