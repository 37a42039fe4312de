// The outside world on loopback: a sender's blog with real pages, and a site's webhook endpoint.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { Webhook } from 'standardwebhooks';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function listen(handler: Handler): Promise<{ server: Server; url: string }> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return { server, url: `http://127.0.0.1:${address.port}` };
}

function close(server: Server): void {
  server.closeAllConnections();
  server.close();
}

/** A blog whose pages a test writes; `requests` counts how often each path was asked for. */
export class Blog {
  readonly pages = new Map<string, string>();
  readonly requests = new Map<string, number>();
  /** While set, requests are taken and not answered. */
  isSilent = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(): Promise<Blog> {
    let blog: Blog | null = null;
    const { server, url } = await listen((request, response) => blog?.answer(request, response));
    blog = new Blog(server, url);
    return blog;
  }

  /** Puts an article online that links to `target`, and answers its address. */
  article(path: string, title: string, sentence: string, target: string): string {
    this.pages.set(
      path,
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
       <meta name="author" content="Alder"><link rel="alternate" type="application/rss+xml" href="/feed">
       </head><body><article><h1>${title}</h1><p>${sentence} Then I read <a href="${target}">that entry</a>
       and left half the border as it was.</p></article></body></html>`,
    );
    return `${this.url}${path}`;
  }

  close(): void {
    close(this.server);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/';
    this.requests.set(path, (this.requests.get(path) ?? 0) + 1);
    if (this.isSilent) return;
    const page = this.pages.get(path);
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html' });
    response.end(page ?? 'not here');
  }
}

export type Received = { type: string; id: string; body: unknown };

/** A site's endpoint: keeps what a Standard Webhooks verifier accepts, refuses the rest. */
export class Endpoint {
  readonly received: Received[] = [];
  secret = '';

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(): Promise<Endpoint> {
    let endpoint: Endpoint | null = null;
    const { server, url } = await listen((request, response) => {
      let raw = '';
      request.on('data', (chunk: Buffer) => (raw += chunk.toString()));
      request.on('end', () => endpoint?.verify(request, raw, response));
    });
    endpoint = new Endpoint(server, `${url}/hook`);
    return endpoint;
  }

  close(): void {
    close(this.server);
  }

  private verify(request: IncomingMessage, raw: string, response: ServerResponse): void {
    try {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const body = new Webhook(this.secret).verify(raw, headers) as { type: string };
      this.received.push({ type: body.type, id: headers['webhook-id'] ?? '', body });
      response.writeHead(204).end();
    } catch {
      response.writeHead(401).end();
    }
  }
}
