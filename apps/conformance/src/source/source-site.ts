// The suite's own web site: one fresh page per case, and a record of everybody who asks for it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CannotRun } from '../failure.js';
import { SourcePage, type PageContent } from './source-page.js';

export interface SiteAddress {
  /** The name under which others reach the site. */
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

export class SourceSite {
  private readonly pages = new Map<string, SourcePage>();
  private count = 0;

  private constructor(
    private readonly server: Server,
    /** `http://127.0.0.1:54321` */
    readonly origin: string,
  ) {
    server.on('request', (request, response) => this.answer(request, response));
  }

  static async start({ host, port }: SiteAddress): Promise<SourceSite> {
    const server = createServer();
    // only this machine may come in, unless the site is said to have another address
    const isLoopback = host === '127.0.0.1' || host === 'localhost';
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        reject(new CannotRun(`The source site cannot listen on port ${port}: ${error.message}.`)),
      );
      server.listen(port, isLoopback ? '127.0.0.1' : '0.0.0.0', resolve);
    });
    const name = host.includes(':') ? `[${host}]` : host;
    return new SourceSite(server, `http://${name}:${(server.address() as AddressInfo).port}`);
  }

  /** A page nobody has seen before; `path` begins with a slash and may hold a query. */
  page(content: PageContent, path?: string): SourcePage {
    this.count += 1;
    const page = new SourcePage(`${this.origin}${path ?? `/page-${this.count}`}`, content);
    this.pages.set(new URL(page.url).pathname, page);
    return page;
  }

  /** Unfinished answers are cut off. */
  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', this.origin);
    const page = this.pages.get(pathname);
    request.resume();
    if (page) page.answer(request, response);
    else response.writeHead(404, { 'content-type': 'text/html' }).end('<title>Not found</title>');
  }
}
