// One page of the suite's own site: what it answers now, and who has asked for it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { until } from '../wire/until.js';

export interface PageContent {
  /** 200 unless told. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** How long the page takes to answer; none unless told. */
  readonly delayMs?: number;
  /** Instead of all that: answers by itself, perhaps never. */
  readonly answer?: (response: ServerResponse, request: IncomingMessage) => void;
}

export interface SourceRequest {
  readonly method: string;
  /** Path and query as they were asked for. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** When the page had been sent; null before, and for pages that answer by themselves. */
  sentAt: number | null;
  /** When the connection was closed or the answer was complete; null while it lasts. */
  closedAt: number | null;
}

export class SourcePage {
  readonly requests: SourceRequest[] = [];

  constructor(
    readonly url: string,
    private content: PageContent,
  ) {}

  /** From the next request on. */
  change(content: PageContent): void {
    this.content = content;
  }

  /** Whether the page itself, not only its headers, had been sent to somebody by this time. */
  wasSentBefore(time: number): boolean {
    return this.requests.some(
      ({ method, sentAt }) => method === 'GET' && sentAt !== null && sentAt <= time,
    );
  }

  reads(): number {
    return this.requests.filter(({ method }) => method === 'GET').length;
  }

  /** The `count`th GET, or null when it does not come in time. */
  read(timeoutMs: number, count = 1): Promise<SourceRequest | null> {
    return until(
      () => this.requests.filter(({ method }) => method === 'GET')[count - 1] ?? null,
      timeoutMs,
    );
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const record: SourceRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      sentAt: null,
      closedAt: null,
    };
    this.requests.push(record);
    response.on('close', () => (record.closedAt = Date.now()));
    response.on('error', () => undefined);
    const { status = 200, headers, body = '', delayMs = 0, answer } = this.content;
    if (answer) return answer(response, request);
    const send = (): void => {
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
      response.end(request.method === 'HEAD' ? undefined : body);
      record.sentAt = Date.now();
    };
    if (delayMs === 0) send();
    else setTimeout(send, delayMs);
  }
}
