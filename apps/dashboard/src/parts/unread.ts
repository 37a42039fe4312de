// Why a source could not be read, as a reason that the dashboard has words for.
import type { CheckFailureKind, Verification, VerificationState } from '@trackwarden/contracts';

export type UnreadReason =
  | 'blocked'
  | 'rule'
  | 'private'
  | 'port'
  | 'scheme'
  | 'badUrl'
  | 'noHost'
  | 'noAnswer'
  | 'brokenOff'
  | 'slow'
  | 'certificate'
  | 'tooLarge'
  | 'encoding'
  | 'redirects'
  | 'type'
  | 'status.missing'
  | 'status.denied'
  | 'status.busy'
  | 'status.fault'
  | 'status.other';

type UnreadState = 'refused' | 'unreachable' | 'unsupported';

/** Whether a check ended without reading the source, so that nothing is known of the link. */
export const isUnread = (state: VerificationState): state is UnreadState =>
  state === 'refused' || state === 'unreachable' || state === 'unsupported';

/** Those that the kind alone does not tell apart are told by the words. */
const byFailure: Partial<Record<CheckFailureKind, UnreadReason>> = {
  'refused-address': 'private',
  'refused-port': 'port',
  'refused-scheme': 'scheme',
  'bad-url': 'badUrl',
  dns: 'noHost',
  tls: 'certificate',
  timeout: 'slow',
  'too-large': 'tooLarge',
  'bad-encoding': 'encoding',
  'too-many-redirects': 'redirects',
  'content-type': 'type',
};

type Failed = Pick<Verification, 'state' | 'error' | 'httpStatus'> & {
  failure?: CheckFailureKind | null;
};

/** The first that matches wins: codes of the network stack before the words around them. */
const bySign: readonly (readonly [RegExp, UnreadReason])[] = [
  // before the block list: a rule may have any name
  [/^Not fetched: the rule /, 'rule'],
  [/block list/i, 'blocked'],
  [/public internet/i, 'private'],
  [/only ports/i, 'port'],
  [/only http/i, 'scheme'],
  [/not a valid URL|credentials|empty label|address is longer/i, 'badUrl'],
  [/ENOTFOUND|EAI_AGAIN|ENODATA|host has no address/, 'noHost'],
  [/took longer|ETIMEDOUT|timed? ?out/i, 'slow'],
  [/CERT|SSL|TLS|SELF_SIGNED|EPROTO|certificate/, 'certificate'],
  [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|no address to connect/, 'noAnswer'],
  [/ECONNRESET|EPIPE|UND_ERR_SOCKET|connection was closed|other side closed/i, 'brokenOff'],
  [/longer than \d+ bytes|OVERFLOW|too large/i, 'tooLarge'],
  [/content coding|Z_[A-Z]+_ERROR|incorrect header check/i, 'encoding'],
  [/redirect/i, 'redirects'],
  [/the type .* is not wanted|of a type in which/i, 'type'],
];

function reasonOfStatus(status: number): UnreadReason {
  if (status === 404) return 'status.missing';
  if (status === 401 || status === 403 || status === 451) return 'status.denied';
  if (status === 429) return 'status.busy';
  return status >= 500 ? 'status.fault' : 'status.other';
}

/** The reason behind a failed check; null when the state alone says all that is known. */
export function unreadReason({ state, error, httpStatus, failure }: Failed): UnreadReason | null {
  if (!isUnread(state)) return null;
  if (httpStatus !== null && (httpStatus < 200 || httpStatus > 299))
    return reasonOfStatus(httpStatus);
  const known = failure ? byFailure[failure] : undefined;
  return known ?? bySign.find(([sign]) => sign.test(error ?? ''))?.[1] ?? null;
}

/** The key of the words that say why no link is proven. */
export function unprovenKey(verification: Failed) {
  const reason = unreadReason(verification);
  return reason === null
    ? (`unproven.${verification.state}` as const)
    : (`unread.${reason}` as const);
}
