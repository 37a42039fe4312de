// The sources of all pings: a small page that links to the target, answered at once, so that workers have real work.
import { once } from 'node:events';
import { createServer } from 'node:http';

export type SourceSite = { url: string; stop: () => Promise<void> };

export async function openSourceSite(target: string): Promise<SourceSite> {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A source</title></head>
<body><article><h1>A source</h1><p>Some words about <a href="${target}">an entry</a> worth reading.</p></article></body></html>`;
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
