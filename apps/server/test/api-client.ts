// The admin API as a program or a browser speaks to it: cookie and CSRF header, or a bearer token.
export type ApiAnswer<T> = { status: number; headers: Headers; body: T };

type Extra = { headers?: Record<string, string> };

export class ApiClient {
  cookie: string | null = null;
  csrfToken: string | null = null;

  constructor(
    readonly url: string,
    private readonly bearer: string | null = null,
  ) {}

  get<T>(path: string, extra?: Extra): Promise<ApiAnswer<T>> {
    return this.send<T>('GET', path, undefined, extra);
  }

  post<T>(path: string, body: unknown = {}, extra?: Extra): Promise<ApiAnswer<T>> {
    return this.send<T>('POST', path, body, extra);
  }

  patch<T>(path: string, body: unknown, extra?: Extra): Promise<ApiAnswer<T>> {
    return this.send<T>('PATCH', path, body, extra);
  }

  put<T>(path: string, body: unknown, extra?: Extra): Promise<ApiAnswer<T>> {
    return this.send<T>('PUT', path, body, extra);
  }

  delete<T>(path: string, extra?: Extra): Promise<ApiAnswer<T>> {
    return this.send<T>('DELETE', path, undefined, extra);
  }

  /** Keeps the cookie and the CSRF token of an answer that opened a session. */
  remember({ headers, body }: ApiAnswer<{ csrfToken: string }>): void {
    this.cookie = headers.getSetCookie()[0]?.split(';')[0] ?? null;
    this.csrfToken = body.csrfToken;
  }

  private async send<T>(
    method: string,
    path: string,
    body: unknown,
    extra: Extra = {},
  ): Promise<ApiAnswer<T>> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.bearer ? { authorization: `Bearer ${this.bearer}` } : {}),
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(this.csrfToken && method !== 'GET' ? { 'x-csrf-token': this.csrfToken } : {}),
        ...extra.headers,
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? null : JSON.parse(text)) as T,
    };
  }
}
