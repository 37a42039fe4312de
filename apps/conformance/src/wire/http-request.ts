// A request as bytes: every header in the spelling and order that a case wants.

/** One request; what is not given is written as an ordinary HTTP/1.1 client would write it. */
export interface HttpRequest {
  readonly url: string;
  readonly method?: string;
  readonly version?: '1.0' | '1.1';
  /** The Host header; null leaves it out. */
  readonly host?: string | null;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: Buffer | string;
  /** Sends the body in chunks of this many bytes instead of with a Content-Length. */
  readonly chunkBytes?: number;
  /** What follows the body although the message has ended. */
  readonly afterBody?: string;
}

export interface RequestBytes {
  readonly head: Buffer;
  readonly body: Buffer;
}

export function requestBytes(request: HttpRequest): RequestBytes {
  const { method = 'GET', version = '1.1', headers = [], chunkBytes } = request;
  const url = new URL(request.url);
  const content = Buffer.from(request.body ?? '');
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const lines = [`${method} ${url.pathname}${url.search} HTTP/${version}`];
  if (request.host !== null && !names.has('host')) lines.push(`Host: ${request.host ?? url.host}`);
  lines.push(...headers.map(([name, value]) => `${name}: ${value}`));
  if (chunkBytes !== undefined) lines.push('Transfer-Encoding: chunked');
  else if (request.body !== undefined && !names.has('content-length'))
    lines.push(`Content-Length: ${content.length}`);
  if (!names.has('connection')) lines.push('Connection: close');
  const body = chunkBytes === undefined ? content : chunked(content, chunkBytes);
  return {
    head: Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8'),
    body: Buffer.concat([body, Buffer.from(request.afterBody ?? '')]),
  };
}

function chunked(content: Buffer, size: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < content.length; at += size) {
    const part = content.subarray(at, at + size);
    parts.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}
