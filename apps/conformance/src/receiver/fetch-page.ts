// Reads a page as a sender does who looks for endpoints; says in one sentence why it cannot be read.
import { CannotRun, messageOf } from '../failure.js';
import type { FetchedPage } from './page-endpoints.js';

const TIMEOUT_MS = 15_000;
const MAX_CHARACTERS = 2_000_000;

export async function fetchPage(url: string): Promise<FetchedPage> {
  try {
    const response = await fetch(url, {
      headers: { accept: 'text/html, */*;q=0.5', 'user-agent': 'trackwarden-conformance' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const html = (await response.text()).slice(0, MAX_CHARACTERS);
    return { url: response.url, status: response.status, headers: response.headers, html };
  } catch (error) {
    throw new CannotRun(`${url} cannot be reached: ${reasonOf(error)}.`);
  }
}

function reasonOf(error: unknown): string {
  const { name, cause } = Object(error) as { name?: unknown; cause?: unknown };
  if (name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1_000} s`;
  const { code } = Object(cause) as { code?: unknown };
  if (code === 'ECONNREFUSED') return 'the connection was refused';
  if (code === 'ENOTFOUND') return 'the host is unknown';
  return typeof code === 'string' ? code : messageOf(cause ?? error);
}
