// Full speed: 64 connections, each with its next ping as soon as the last one is answered.
import autocannon from 'autocannon';
import { emptyAnswered, note, type Answered, type Ping } from './pings.js';

export const CONNECTIONS = 64;

export type Load = { answered: Answered; seconds: number; failedRequests: number };

/** Ends after so many seconds, or within a second of so many accepted pings. */
export function fullSpeed(
  to: string,
  next: () => Ping,
  seconds: number,
  atMost = Infinity,
): Promise<Load> {
  const answered = emptyAnswered();
  const sent = new WeakMap<object, { url: string; at: number }>();
  const request: autocannon.Request = {
    setupRequest: (given, context) => {
      const { url, body } = next();
      sent.set(context, { url, at: performance.now() });
      return { ...given, body };
    },
    onResponse: (status, body, context) => {
      const { url, at } = sent.get(context) ?? { url: '', at: NaN };
      note(answered, { url, status, body, latencyMs: performance.now() - at });
      if (answered.accepted.length === atMost) load.stop();
    },
  };
  const options: autocannon.Options = {
    url: to,
    method: 'POST',
    connections: CONNECTIONS,
    duration: seconds,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    requests: [request],
  };
  let load: autocannon.Instance;
  return new Promise((resolve, reject) => {
    load = autocannon(options, (error: Error | null, result) => {
      if (error) reject(error);
      else resolve({ answered, seconds: result.duration, failedRequests: result.errors });
    });
  });
}
