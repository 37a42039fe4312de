// An outside world with names: one server on loopback that is every host the product asks for.
import { listenOnLoopback } from './loopback.js';

export type NamedHosts = {
  /** Resolves every name to the server; for the product's requests. */
  lookup: () => Promise<{ address: string; family: number }[]>;
  /** The port that stands in every address. */
  port: number;
  /** Writes a page; its address begins with the host's name. */
  page: (host: string, path: string, html: string) => string;
  /** Requests for pages of a host. */
  requests: (host: string) => string[];
  stop: () => Promise<void>;
};

export async function startNamedHosts(): Promise<NamedHosts> {
  const pages = new Map<string, string>();
  const seen: string[] = [];
  const { port, stop } = await listenOnLoopback((request, response) => {
    const host = request.headers.host ?? '';
    const address = `http://${host}${request.url ?? '/'}`;
    seen.push(address);
    const html = pages.get(address);
    response.writeHead(html === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
    });
    response.end(html ?? '<title>Not found</title>');
  });
  return {
    lookup: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    port,
    page(host, path, html) {
      const address = new URL(`http://${host}:${port}${path}`).href;
      pages.set(address, html);
      return address;
    },
    requests: (host) => seen.filter((address) => new URL(address).hostname === host),
    stop,
  };
}
