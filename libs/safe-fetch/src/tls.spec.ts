// https: the certificate is proven for the name in the address although an address is connected to.
import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:https';
import {
  LOOPBACK_ALLOWED,
  closeAll,
  errorOf,
  fixtureText,
  listen,
  names,
  serve,
} from '../test/loopback.js';
import { directOpener } from './open-socket.js';
import { createSafeFetch } from './safe-fetch.js';

afterEach(closeAll);

const cert = fixtureText('tls-cert.pem');
const lookup = names({ 'blog.example': ['127.0.0.1'], 'other.example': ['127.0.0.1'] });
const trusting = createSafeFetch({
  ...LOOPBACK_ALLOWED,
  lookup,
  openSocket: directOpener({ ca: cert }),
});

const called: unknown[] = [];

/** Notes the server name that each connection asks for. */
const serveTls = () => {
  const server = createServer({ cert, key: fixtureText('tls-key.pem') }, (_request, response) => {
    response.end('hello');
  });
  called.length = 0;
  server.on('secureConnection', ({ servername }) => called.push(servername));
  return listen(server, 'https');
};

describe('a fetch over https', () => {
  it('connects to the checked address and proves the name', async () => {
    const server = await serveTls();
    const response = await trusting(`https://blog.example.:${server.port}/`);
    expect(Buffer.from(response.body).toString()).toBe('hello');
    expect(called).toEqual(['blog.example']);
    expect(response.address).toBe('127.0.0.1');
  });

  it.each(['other.example', '127.0.0.1'])(
    'refuses a certificate that is not for %s',
    async (host) => {
      const server = await serveTls();
      expect((await errorOf(trusting(`https://${host}:${server.port}/`))).kind).toBe('tls');
    },
  );

  it('refuses a certificate that no authority signed', async () => {
    const server = await serveTls();
    const wary = createSafeFetch({ ...LOOPBACK_ALLOWED, lookup });
    const error = await errorOf(wary(`https://blog.example:${server.port}/`));
    expect(error.kind).toBe('tls');
    expect(error.message).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
  });

  it('refuses a server that speaks plain HTTP', async () => {
    const server = await serve((_request, response) => response.end());
    expect((await errorOf(trusting(`https://127.0.0.1:${server.port}/`))).kind).toBe('tls');
  });

  it('may be redirected to http, which is recorded', async () => {
    const plain = await serve((_request, response) => response.end('plain'));
    const location = `http://blog.example:${plain.port}/`;
    const server = await listen(
      createServer({ cert, key: fixtureText('tls-key.pem') }, (_request, response) => {
        response.writeHead(301, { location }).end();
      }),
    );
    const url = `https://blog.example:${server.port}/`;
    const response = await trusting(url);
    expect(response.redirects).toEqual([{ url, status: 301, location }]);
    expect(response.finalUrl).toBe(location);
  });
});
