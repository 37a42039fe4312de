// Receivers that are wrong in one way each, most of them as somebody's receiver really is.
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  pingbackFault,
  pingbackSuccess,
  trackbackError,
  trackbackSuccess,
} from '@trackwarden/protocol';

export type WrongAnswer = (
  request: IncomingMessage,
  body: string,
  response: ServerResponse,
) => Promise<void> | void;

type AtOnce = (...given: Parameters<WrongAnswer>) => void;

const send = (text: string, status = 200, type = 'text/xml; charset=utf-8'): AtOnce => {
  return (_request, _body, response) =>
    void response
      .writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) })
      .end(text);
};

/** Success for a ping with an address, an error for one without: right, then spoilt. */
const spoilt =
  (spoil: (envelope: string) => string): AtOnce =>
  (request, body, response) => {
    const isTaken = /(?:^|&)url=http/.test(body);
    send(spoil(isTaken ? trackbackSuccess() : trackbackError('No address.')))(
      request,
      body,
      response,
    );
  };

const methodResponse = (inner: string): string =>
  `<?xml version="1.0"?>\n<methodResponse>${inner}</methodResponse>`;

export const wrongAnswers = {
  'always-success': send(trackbackSuccess()),
  'always-error': send(trackbackError('No.')),
  mark: spoilt((envelope) => `\ufeff${envelope}`),
  'white-space': spoilt((envelope) => `\n${envelope}`),
  'message-with-success': spoilt((envelope) =>
    envelope.replace('<error>0</error>', '<error>0</error><message>ok</message>'),
  ),
  debug: spoilt((envelope) => envelope.replace('</response>', '<__debug>x</__debug></response>')),
  'error-without-message': spoilt((envelope) =>
    envelope.replace(/<message>.*<\/message>/, '<message></message>'),
  ),
  'one-line': spoilt((envelope) => envelope.replace(/\n/g, '')),
  html: spoilt(() => '<html><body>Error</body></html>'),
  'not-found-success': send(trackbackSuccess(), 404),
  'error-500': send(trackbackError('Out of order.'), 500),
  'type-html': (request, body, response) =>
    send(body.includes('url=http') ? trackbackSuccess() : trackbackError('No.'), 200, 'text/html')(
      request,
      body,
      response,
    ),
  'raw-message': (request, body, response) => {
    const { url = '' } = Object.fromEntries(new URLSearchParams(body)) as { url?: string };
    const raw = `<response><error>1</error><message>Bad url ${url}</message></response>`;
    send(`<?xml version="1.0" encoding="utf-8"?>${raw}`)(request, body, response);
  },
  'second-is-error': (() => {
    const seen = new Set<string>();
    return (request, body, response) => {
      const envelope = seen.has(body) ? trackbackError('Already.') : trackbackSuccess();
      seen.add(body);
      send(envelope)(request, body, response);
    };
  })(),
  'rss-2': send(
    '<response><error>0</error><rss version="2.0"><channel><title>A</title><link>b</link><description>c</description></channel></rss></response>',
  ),
  'takes-what-it-has-read': async (request, body, response) => {
    await fetch(new URLSearchParams(body).get('url') ?? '');
    send(trackbackSuccess())(request, body, response);
  },
  empty: send('', 200),
  reset: (request) => void request.socket.destroy(),

  'rpc-success': send(pingbackSuccess('Thank you.')),
  'rpc-fault-33': send(pingbackFault(33, 'No.')),
  'rpc-fault-99': send(pingbackFault(99, 'No.')),
  'rpc-mark': send(`\ufeff${pingbackSuccess('Thank you.')}`),
  'rpc-number': send(methodResponse('<params><param><value><int>1</int></value></param></params>')),
  'rpc-two-params': send(
    methodResponse(
      `<params>${'<param><value><string>a</string></value></param>'.repeat(2)}</params>`,
    ),
  ),
  'rpc-serendipity-fault': send(methodResponse('<fault><value><i4>0</i4></value></fault>')),
  'rpc-padded-names': send(
    methodResponse(
      '<fault><value><struct><member><name>\n faultCode\n</name><value><int>0</int></value></member><member><name>\n faultString\n</name><value><string>No</string></value></member></struct></value></fault>',
    ),
  ),
  'rpc-html-type': send(pingbackFault(0, 'No.'), 200, 'text/html'),
  'rpc-status-400': send(pingbackFault(0, 'No.'), 400),

  'rpc-takes-what-it-has-read': async (request, body, response) => {
    await fetch(/<string>([^<]*)/.exec(body)?.[1] ?? '');
    send(pingbackSuccess('Thank you.'))(request, body, response);
  },

  'always-202': send('Thank you.', 202, 'text/plain'),
  'always-400': send('No.', 400, 'text/plain'),
  'created-without-location': send('Thank you.', 201, 'text/plain'),
  'dead-location': (request, _body, response) =>
    request.method === 'POST'
      ? void response.writeHead(201, { location: '/dead-location' }).end()
      : void response.writeHead(404).end(),
  'envelope-for-webmention': send(trackbackSuccess(), 202),
  'status-says-linked': (request, _body, response) =>
    request.method === 'POST'
      ? void response.writeHead(201, { location: '/status-says-linked' }).end()
      : void response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"status":"success"}'),
  'status-says-no-link': (request, _body, response) =>
    request.method === 'POST'
      ? void response.writeHead(201, { location: '/status-says-no-link' }).end()
      : void response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"status":"no_link_found"}'),
  'reflects-markup': (request, body, response) =>
    send(`<p>${new URLSearchParams(body).get('source') ?? ''}</p>`, 400, 'text/html')(
      request,
      body,
      response,
    ),
  'follows-for-ever': (_request, body, response) => {
    const source = new URLSearchParams(body).get('source') ?? '';
    void readForEver(source);
    response.writeHead(202).end();
  },
} satisfies Record<string, WrongAnswer>;

const MANY = 200;

async function readForEver(url: string): Promise<void> {
  for (let hop = 0; hop < MANY; hop += 1) {
    const response = await fetch(url, { redirect: 'manual' }).catch(() => null);
    if (!response?.headers.has('location')) return;
  }
}
