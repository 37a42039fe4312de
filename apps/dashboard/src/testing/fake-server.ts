// The API as the tests see it: a table of answers in memory in place of the network.
import { act } from '@testing-library/react';
import type { LiveEvent, Ping, Problem } from '@trackwarden/contracts';
import { detailOf, session, site, statsOf } from './fixtures.js';

export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  headers: Headers;
};
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };
type Handler = (call: Call) => Answer;

const ok = (body: unknown): Answer => ({ status: 200, body });
const page = (items: unknown[]) => ok({ items, nextCursor: null });

export const problem = (status: number, code: string, more: Partial<Problem> = {}): Answer => ({
  status,
  body: { type: 'about:blank', title: code, status, code, ...more },
});

/** Stands for the browser's EventSource; `emit` is what the server would send. */
class FakeEventSource {
  static readonly CLOSED = 2;
  static current: FakeEventSource | null = null;
  readonly readyState = 1;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;

  constructor() {
    FakeEventSource.current = this;
  }

  addEventListener(): void {
    // Events come unnamed here.
  }

  close(): void {
    // Nothing is open.
  }
}

export const emit = (event: LiveEvent): void =>
  act(() => FakeEventSource.current?.onmessage?.({ data: JSON.stringify(event) }));

export class FakeServer {
  pings: Ping[];
  readonly calls: Call[] = [];
  private readonly handlers = new Map<string, Handler>();

  constructor(pings: Ping[] = []) {
    this.pings = pings;
    this.on('GET /api/v1/setup', () => ok({ needed: false }));
    this.on('GET /api/v1/session', () => ok(session));
    this.on('GET /api/v1/sites', () => page([site]));
    this.on('GET /api/v1/stats', () => ok(statsOf(this.pings)));
    this.on('GET /api/v1/intake', () =>
      ok({ open: true, closedAt: null, closedBy: null, floods: [] }),
    );
    this.on('GET /api/v1/reputation', () => ok({ shared: false, since: null, setBy: null }));
    this.on('GET /api/v1/decisions', () => page([]));
    this.on('GET /api/v1/pings', ({ query }) =>
      page(
        this.pings.filter(
          ({ status, held, protocol }) =>
            (query.get('status') ?? status) === status &&
            (query.get('protocol') ?? protocol) === protocol &&
            (query.get('held') ?? String(held)) === String(held),
        ),
      ),
    );
    this.on('GET /api/v1/mail', () =>
      ok({ isAvailable: true, address: session.user.email, about: 'off' }),
    );
    Object.assign(globalThis, { fetch: this.fetch, EventSource: FakeEventSource });
  }

  /** Answers calls of `METHOD /path`; a later handler takes the place of an earlier one. */
  on(route: string, handler: Handler): void {
    this.handlers.set(route, handler);
  }

  callsTo(route: string): Call[] {
    return this.calls.filter(({ method, path }) => `${method} ${path}` === route);
  }

  private readonly fetch = (input: string, init: RequestInit = {}) => {
    const url = new URL(input, 'http://localhost');
    const call: Call = {
      method: init.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      body: bodyOf(init),
      headers: new Headers(init.headers),
    };
    this.calls.push(call);
    const { status, body, headers = {} } = this.answer(call);
    return Promise.resolve({
      ok: status < 400,
      status,
      headers: new Headers(headers),
      json: () => Promise.resolve(structuredCloned(body)),
    });
  };

  /** What a route would answer now. */
  answerOf(route: string): Answer {
    const [method = 'GET', path = ''] = route.split(' ');
    const query = new URLSearchParams();
    return this.answer({ method, path, query, body: undefined, headers: new Headers() });
  }

  private answer(call: Call): Answer {
    const handler = this.handlers.get(`${call.method} ${call.path}`);
    if (handler !== undefined) return handler(call);
    const id = /^\/api\/v1\/pings\/(.+)$/.exec(call.path)?.[1];
    const ping = this.pings.find((item) => item.id === id);
    return ping === undefined ? problem(404, 'not-found') : ok(detailOf(ping));
  }
}

/** JSON as a value, anything else as it was sent. */
function bodyOf({ body, headers }: RequestInit): unknown {
  const isJson = new Headers(headers).get('content-type') === 'application/json';
  return isJson && typeof body === 'string' ? JSON.parse(body) : (body ?? undefined);
}

const structuredCloned = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
