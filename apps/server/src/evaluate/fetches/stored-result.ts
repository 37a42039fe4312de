// What came of a fetch, packed for others who name the same source: a response or a failure. Pure.
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { SafeFetchError, type SafeResponse } from '@trackwarden/safe-fetch';

/** A response of any status, or why there is none. */
export type FetchResult = SafeResponse | SafeFetchError;

/** A larger one is not kept: who names such a page waits for a fetch of its own. */
const MOST_BYTES = 500_000;
/** What `pack` took in is never longer. */
const MOST_UNPACKED = 2_000_000;

type Head =
  | { response: Omit<SafeResponse, 'body'> }
  | { failure: Pick<SafeFetchError, 'kind' | 'message' | 'url' | 'redirects'> };

/**
 * The length of the head, the head as JSON, the body; compressed. Null when it is too large. It takes
 * a millisecond here, and in the thread pool it would wait behind the name lookups of strangers.
 */
export function pack(result: FetchResult): Buffer | null {
  const { head, body } = parts(result);
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  const packed = gzipSync(Buffer.concat([length, json, body]), { level: constants.Z_BEST_SPEED });
  return packed.length > MOST_BYTES ? null : packed;
}

export function unpack(packed: Buffer): FetchResult {
  const bytes = gunzipSync(packed, { maxOutputLength: MOST_UNPACKED });
  const end = 4 + bytes.readUInt32BE();
  const head = JSON.parse(bytes.toString('utf8', 4, end)) as Head;
  if ('response' in head) return { ...head.response, body: bytes.subarray(end) };
  const { kind, message, url, redirects } = head.failure;
  return new SafeFetchError(kind, message, url, redirects);
}

function parts(result: FetchResult): { head: Head; body: Uint8Array } {
  if (result instanceof SafeFetchError) {
    const { kind, message, url, redirects } = result;
    return { head: { failure: { kind, message, url, redirects } }, body: new Uint8Array() };
  }
  const { body, ...response } = result;
  return { head: { response }, body };
}
