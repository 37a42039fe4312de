// A page whose code cannot be loaded: what the moderator has on the screen is not thrown away for it.
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { render } from '@testing-library/react';
import { FakeServer } from '../testing/fake-server.js';
import { lazyPage } from './lazy-page.js';

const missing = () =>
  Promise.reject<{ Page: () => null }>(
    new TypeError('Failed to fetch dynamically imported module: /assets/page.js'),
  );

describe('a page whose code does not arrive', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('says that the server is away, and is asked for again by the next try', async () => {
    const server = new FakeServer();
    server.on('GET /health/live', () => {
      throw new TypeError('Failed to fetch');
    });
    let load = missing;
    const Page = lazyPage(() => load(), 'Page');
    await Page.preload?.();
    jest.spyOn(console, 'error').mockReturnValue();
    expect(() => render(<Page />)).toThrow('The server did not answer');
    load = () => Promise.resolve({ Page: () => null });
    await Page.preload?.();
    expect(() => render(<Page />)).not.toThrow();
  });
});
