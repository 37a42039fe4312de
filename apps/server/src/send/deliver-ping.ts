// Posts one ping.
import type { SafeResponse } from '@trackwarden/safe-fetch';
import { retryAfterMs } from '../retry-after.js';
import { failed, locationOf, readAnswer, type PingAnswer } from './ping-answer.js';
import { messageOf, type PlannedPing } from './ping-message.js';
import { fetchFailure, isTransientStatus, type SendingFetch } from './sending-fetch.js';

const RESPONSE_BYTES = 65_536;
/** 307 and 308 ask for the same request elsewhere; the others would turn it into a GET. */
const MAX_REPEATS = 3;

/** Sends once. Never throws for what the endpoint does. */
export async function deliverPing(
  fetch: SendingFetch,
  ping: PlannedPing,
  now: Date,
): Promise<PingAnswer> {
  let response: SafeResponse;
  try {
    response = await post(fetch, ping);
  } catch (error) {
    const { isRefused, isTransient, message } = fetchFailure(error);
    return {
      ...failed(
        isRefused
          ? `Nothing was sent to the endpoint: ${message}.`
          : `The endpoint could not be reached: ${message}.`,
      ),
      status: isRefused ? 'refused' : 'failed',
      isTransient,
    };
  }
  const { status, headers } = response;
  const read = { ...readAnswer(ping.protocol, response), httpStatus: status };
  if (read.status !== 'failed' || !isTransientStatus(status)) return read;
  return { ...read, isTransient: true, retryAfterMs: retryAfterMs(headers['retry-after'], now) };
}

async function post(fetch: SendingFetch, ping: PlannedPing): Promise<SafeResponse> {
  const { contentType, content } = messageOf(ping);
  let { endpoint } = ping;
  for (let repeats = 0; ; repeats += 1) {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: content,
      redirect: 'refuse',
      maxBytes: RESPONSE_BYTES,
      tooLarge: 'truncate',
    });
    const next = [307, 308].includes(response.status) ? locationOf(response) : null;
    // elsewhere nobody was asked whether the source may be told there
    if (next === null || !isSameHost(next, endpoint) || repeats === MAX_REPEATS) return response;
    endpoint = next;
  }
}

function isSameHost(one: string, other: string): boolean {
  const host = (address: string) => new URL(address).hostname.replace(/^www\./, '');
  return host(one) === host(other);
}
