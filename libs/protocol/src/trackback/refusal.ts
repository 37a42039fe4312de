// Why a TrackBack ping is not taken, in words for the person at the other end.

/** Every reason that the form of a ping can give for refusing it. */
export type TrackbackRefusalCode =
  | 'missing-url'
  | 'bad-url'
  | 'unsupported-scheme'
  | 'url-has-credentials'
  | 'url-too-long'
  | 'unsupported-media-type'
  | 'malformed-body';

/**
 * A refused ping. `unsupported-media-type` is to be answered with HTTP 415, everything else with
 * 200; both with the error envelope holding `message`.
 */
export interface TrackbackRefusal {
  readonly code: TrackbackRefusalCode;
  readonly message: string;
}

/** Source addresses longer than this many characters are refused. */
export const MAX_URL_LENGTH = 2_048;

const MESSAGES: Readonly<Record<TrackbackRefusalCode, string>> = {
  'missing-url': 'The ping has no "url". Send the permalink of your post in the form field "url".',
  'bad-url': 'The "url" is not a valid absolute http or https address.',
  'unsupported-scheme': 'The "url" must be an http or https address.',
  'url-has-credentials': 'The "url" must not contain a user name or password.',
  'url-too-long': `The "url" is longer than ${String(MAX_URL_LENGTH)} characters.`,
  'unsupported-media-type': 'Send the ping as application/x-www-form-urlencoded.',
  'malformed-body': 'The body of the ping could not be read as a form.',
};

/** The refusal with the message that belongs to its code. */
export const refusal = (code: TrackbackRefusalCode): TrackbackRefusal => ({
  code,
  message: MESSAGES[code],
});
