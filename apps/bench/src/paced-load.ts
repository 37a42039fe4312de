// A steady rate: pings leave by the clock, and a latency counts from the moment its ping was due.
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { CONNECTIONS, type Load } from './load.js';
import { emptyAnswered, note, type Answered, type Ping } from './pings.js';

const TICK_MS = 1;

export async function steady(
  to: string,
  next: () => Ping,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const answered = emptyAnswered();
  const waiting: Promise<boolean>[] = [];
  const total = Math.floor(perSecond * seconds);
  const start = performance.now();
  while (waiting.length < total) {
    const due = Math.min(total, ((performance.now() - start) / 1000) * perSecond);
    while (waiting.length < due) {
      const dueAt = start + (waiting.length / perSecond) * 1000;
      waiting.push(send(to, next(), { agent, dueAt, answered }));
    }
    await delay(TICK_MS);
  }
  const ended = await Promise.all(waiting);
  agent.destroy();
  return { answered, seconds, failedRequests: ended.filter((isDone) => !isDone).length };
}

function send(
  to: string,
  { url, body }: Ping,
  { agent, dueAt, answered }: { agent: Agent; dueAt: number; answered: Answered },
): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
    };
    const sending = request(to, { method: 'POST', agent, headers, timeout: 10_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', () => resolve(false));
      response.on('end', () => {
        const latencyMs = performance.now() - dueAt;
        note(answered, { url, status: response.statusCode ?? 0, body: text, latencyMs });
        resolve(true);
      });
    });
    sending.on('timeout', () => sending.destroy());
    sending.on('error', () => resolve(false));
    sending.end(body);
  });
}
