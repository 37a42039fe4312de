// Requests to an Akismet-compatible service; its answers, and what it means when there is none.
import { Injectable } from '@nestjs/common';
import { SafeFetchError } from '@trackwarden/safe-fetch';
import { Outgoing } from '../outgoing.js';
import { VERSION } from '../version.js';

const TIMEOUT_MS = 5_000;
const MOST_BYTES = 4_096;

export type AkismetAccount = { url: string; key: string };
export type AkismetVerdict = 'spam' | 'discard' | 'ham';
/** `invalid`: the key, or the whole request, is refused. */
export type AkismetAnswer<T> =
  | { kind: 'said'; said: T }
  | { kind: 'invalid'; reason: string }
  | { kind: 'silent'; reason: string };

type Reply = { text: string; headers: Record<string, string> };

@Injectable()
export class AkismetClient {
  constructor(private readonly outgoing: Outgoing) {}

  async verifyKey(account: AkismetAccount, blog: string): Promise<AkismetAnswer<'valid'>> {
    const reply = await this.ask(account, 'verify-key', { key: account.key, blog });
    if ('kind' in reply) return reply;
    return reply.text === 'valid' ? { kind: 'said', said: 'valid' } : refusalIn(reply);
  }

  async check(
    account: AkismetAccount,
    question: Record<string, string>,
  ): Promise<AkismetAnswer<AkismetVerdict>> {
    const reply = await this.ask(account, 'comment-check', question);
    if ('kind' in reply) return reply;
    if (reply.text === 'false') return { kind: 'said', said: 'ham' };
    if (reply.text !== 'true') return refusalIn(reply);
    const isBlatant = reply.headers['x-akismet-pro-tip'] === 'discard';
    return { kind: 'said', said: isBlatant ? 'discard' : 'spam' };
  }

  /** Whether it was taken. */
  async report(
    account: AkismetAccount,
    as: 'spam' | 'ham',
    question: Record<string, string>,
  ): Promise<boolean> {
    return !('kind' in (await this.ask(account, `submit-${as}`, question)));
  }

  private async ask(
    { url, key }: AkismetAccount,
    path: string,
    values: Record<string, string>,
  ): Promise<Reply | { kind: 'silent'; reason: string }> {
    try {
      const { status, body, headers } = await this.outgoing.fetch(`${url}/1.1/${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'user-agent': `Trackwarden/${VERSION} | Trackwarden/${VERSION}`,
        },
        body: new URLSearchParams({ api_key: key, ...values }).toString(),
        redirect: 'refuse',
        totalTimeoutMs: TIMEOUT_MS,
        maxBytes: MOST_BYTES,
        tooLarge: 'truncate',
        signal: this.outgoing.signal,
      });
      if (status !== 200) return { kind: 'silent', reason: `it answered with status ${status}` };
      return { text: new TextDecoder().decode(body).trim(), headers };
    } catch (error) {
      if (!(error instanceof SafeFetchError) || this.outgoing.signal.aborted) throw error;
      return { kind: 'silent', reason: `it could not be reached (${error.kind})` };
    }
  }
}

/** Whoever refuses says why in a header; text for PostgreSQL and people. */
function refusalIn({ text, headers }: Reply): { kind: 'invalid'; reason: string } {
  const why = headers['x-akismet-debug-help'] ?? headers['x-akismet-alert-msg'] ?? text;
  const line = why
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 200);
  return { kind: 'invalid', reason: line === '' ? 'it refused the key' : `it said “${line}”` };
}
