// What an endpoint answered, in the words of its protocol.
import type { OutgoingPing, Protocol } from '@trackwarden/contracts';
import {
  cleanText,
  cropExcerpt,
  parseHttpUrl,
  parsePingbackResponse,
  parseTrackbackResponse,
  plainText,
} from '@trackwarden/protocol';
import type { SafeResponse } from '@trackwarden/safe-fetch';

const MAX_ANSWER = 500;
/** Pingback 1.0: "already registered". */
const ALREADY_REGISTERED = 48;

/** How a ping was taken. */
export type PingAnswer = {
  status: Extract<OutgoingPing['status'], 'sent' | 'already-registered' | 'failed' | 'refused'>;
  /** It failed, and may be tried again. */
  isTransient: boolean;
  retryAfterMs: number | null;
  httpStatus: number | null;
  /** What the endpoint said, at most 500 characters. */
  answer: string | null;
  statusUrl: string | null;
  error: string | null;
};

/** Reads the answer to a ping; its status alone does not say whether it was taken. */
export function readAnswer(protocol: Protocol, response: SafeResponse): PingAnswer {
  switch (protocol) {
    case 'webmention':
      return isSuccess(response)
        ? { ...taken('sent', textOf(response)), statusUrl: locationOf(response) }
        : failedBy(response);
    case 'pingback':
      return pingbackAnswer(response);
    case 'trackback':
      return trackbackAnswer(response);
  }
}

function pingbackAnswer(response: SafeResponse): PingAnswer {
  const answer = parsePingbackResponse(response.body);
  switch (answer.kind) {
    case 'success':
      return isSuccess(response) ? taken('sent', answer.message) : failedBy(response);
    case 'fault': {
      const said = `fault ${answer.code}: ${answer.message || 'without a message'}`;
      return answer.code === ALREADY_REGISTERED
        ? taken('already-registered', said)
        : { ...failed(`The endpoint refused it with ${said}.`), answer: crop(said) };
    }
    case 'unreadable':
      return isSuccess(response) ? unreadable(response, 'an XML-RPC response') : failedBy(response);
  }
}

function trackbackAnswer(response: SafeResponse): PingAnswer {
  const answer = parseTrackbackResponse(response.body);
  switch (answer.kind) {
    case 'success':
      return isSuccess(response) ? taken('sent', null) : failedBy(response);
    case 'error':
      // The protocol has no code for it; every program says it with this word.
      return /\balready\b/i.test(answer.message)
        ? taken('already-registered', answer.message)
        : {
            ...failed(`The endpoint refused it: ${answer.message || 'without a message'}`),
            answer: crop(answer.message),
          };
    case 'unreadable':
      return isSuccess(response)
        ? unreadable(response, 'a TrackBack response')
        : failedBy(response);
  }
}

const isSuccess = ({ status }: SafeResponse): boolean => status >= 200 && status <= 299;

/** The answer when there is none. */
export const failed = (error: string): PingAnswer => ({
  status: 'failed',
  isTransient: false,
  retryAfterMs: null,
  httpStatus: null,
  answer: null,
  statusUrl: null,
  error: crop(error),
});

const taken = (status: 'sent' | 'already-registered', answer: string | null): PingAnswer => ({
  ...failed(''),
  status,
  answer: answer === null ? null : crop(answer),
  error: null,
});

function failedBy(response: SafeResponse): PingAnswer {
  const { status } = response;
  const location = status >= 300 && status <= 399 ? locationOf(response) : null;
  return {
    ...failed(
      location === null
        ? `The endpoint answered with status ${status}.`
        : `The endpoint has moved (status ${status}) to ${location}.`,
    ),
    answer: textOf(response),
  };
}

const unreadable = (response: SafeResponse, wanted: string): PingAnswer => ({
  ...failed(`The answer is not ${wanted}.`),
  answer: textOf(response),
});

/** For people: the words of whatever came. */
function textOf({ body, contentType }: SafeResponse): string {
  const text = new TextDecoder().decode(body.subarray(0, 16_384));
  return crop(/html|xml/i.test(contentType ?? '') ? plainText(text) : text);
}

const crop = (text: string): string => cropExcerpt(cleanText(text), MAX_ANSWER);

/** Where a response points to; null unless http or https. */
export function locationOf({ headers, finalUrl }: SafeResponse): string | null {
  const location = headers['location'];
  if (!location) return null;
  try {
    const { href } = new URL(location, finalUrl);
    return href.length <= 2_048 ? (parseHttpUrl(href)?.href ?? null) : null;
  } catch {
    return null;
  }
}
