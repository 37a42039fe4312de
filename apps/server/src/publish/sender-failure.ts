// Why a source could not be read, as its sender may know it: no more than anybody outside can see.
import type { CheckFailureKind, SenderStatus } from '@trackwarden/contracts';
import type { PingEntity } from '../database/entities/ping.entity.js';

export type SenderFailure = NonNullable<SenderStatus['failure']>;

/*
 * What our policy or our network makes of an address reads like a host that does not answer: else
 * the status page would tell which names and addresses exist behind us.
 */
const shown: Record<CheckFailureKind, SenderFailure> = {
  policy: 'no-answer',
  'bad-url': 'no-answer',
  'refused-scheme': 'no-answer',
  'refused-port': 'no-answer',
  'refused-address': 'no-answer',
  dns: 'no-answer',
  connect: 'no-answer',
  protocol: 'no-answer',
  tls: 'tls',
  timeout: 'timeout',
  'too-large': 'too-large',
  'bad-encoding': 'bad-encoding',
  'too-many-redirects': 'too-many-redirects',
  'http-status': 'http-status',
  'content-type': 'content-type',
};

/** For people. */
export const failureWords: Record<SenderFailure, string> = {
  'no-answer': 'no usable answer came from the address',
  timeout: 'the page took too long to answer',
  tls: 'the certificate of the host does not hold',
  'too-large': 'the answer is larger than what is read of a page',
  'bad-encoding': 'the answer is compressed in a way that cannot be read',
  'too-many-redirects': 'the address redirects again and again',
  'http-status': 'the page answered with an error',
  'content-type': 'the page is neither HTML nor text nor JSON',
};

/** Of the last check; null when the source was read, or not yet. */
export function failureForSender({ verification, lastFailure }: PingEntity): SenderFailure | null {
  const failure = lastFailure?.failure ?? verification?.failure ?? null;
  return failure === null ? null : shown[failure];
}
