// Why a Webmention is not taken, in words for the developer at the other end.

/** Every reason that the form of a Webmention can give for refusing it. */
export type WebmentionRefusalCode =
  | 'missing-source'
  | 'missing-target'
  | 'bad-source'
  | 'bad-target'
  | 'same-page'
  | 'bad-vouch'
  | 'unsupported-media-type'
  | 'malformed-body'
  | 'too-long';

/** A refused Webmention: HTTP 400, the sender has to mend something. */
export interface WebmentionRefusal {
  readonly code: WebmentionRefusalCode;
  readonly message: string;
}

/** Addresses longer than this many characters are refused. */
export const MAX_URL_LENGTH = 2_048;
/** Longest authorization code that is kept, in characters. */
export const MAX_CODE_LENGTH = 1_024;

const MESSAGES: Readonly<Record<WebmentionRefusalCode, string>> = {
  'missing-source':
    'There is no "source". Send the address of the page that links in the form field "source".',
  'missing-target':
    'There is no "target". Send the address of the linked page in the form field "target".',
  'bad-source': 'The "source" is not a valid absolute http or https address.',
  'bad-target': 'The "target" is not a valid absolute http or https address.',
  'same-page': 'The "source" and the "target" are the same page.',
  'bad-vouch': 'The "vouch" is not a valid absolute http or https address.',
  'unsupported-media-type': 'Send the Webmention as application/x-www-form-urlencoded.',
  'malformed-body': 'The body could not be read as a form.',
  'too-long': 'A field is too long.',
};

/** The refusal with the message that belongs to its code, or with a closer one. */
export const refusal = (
  code: WebmentionRefusalCode,
  message: string = MESSAGES[code],
): WebmentionRefusal => ({ code, message });
