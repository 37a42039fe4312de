// A webhook endpoint on loopback that checks signatures as any customer would: with standardwebhooks.
import type { IncomingHttpHeaders } from 'node:http';
import { Webhook } from 'standardwebhooks';
import type { WebhookBody } from '@trackwarden/contracts';
import { listenOnLoopback } from './loopback.js';

export type ReceivedMessage = {
  path: string;
  headers: IncomingHttpHeaders;
  id: string;
  raw: string;
  body: WebhookBody;
};

export type Answer = { status: number; headers?: Record<string, string>; body?: string };

export type WebhookReceiver = {
  url: string;
  messages: ReceivedMessage[];
  /** How the next requests are answered, one each; afterwards 204 again. */
  answerNext: (...answers: Answer[]) => void;
  stop: () => Promise<void>;
};

export async function startWebhookReceiver(host = '127.0.0.1'): Promise<WebhookReceiver> {
  const messages: ReceivedMessage[] = [];
  const answers: Answer[] = [];
  const { url, stop } = await listenOnLoopback((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      messages.push({
        path: request.url ?? '',
        headers: request.headers,
        id: String(request.headers['webhook-id']),
        raw,
        body: JSON.parse(raw || '{}') as WebhookBody,
      });
      const { status, headers, body } = answers.shift() ?? { status: 204 };
      response.writeHead(status, headers).end(body);
    });
  }, host);
  return { url, messages, answerNext: (...next) => answers.push(...next), stop };
}

/** Throws unless the secret made one of the message's signatures. */
export function verifySignature(secret: string, { raw, headers }: ReceivedMessage): void {
  new Webhook(secret).verify(raw, headers as Record<string, string>);
}
