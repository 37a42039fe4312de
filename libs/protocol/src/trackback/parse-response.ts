// What a TrackBack server answered, read as liberally as servers are written.
import { decodeXml } from '../xml/decode-xml.js';
import { cropExcerpt } from '../text/crop.js';
import { plainText } from '../text/plain-text.js';

/**
 * The answer to a ping. `message` is one clean line of at most 500 code points, empty when the
 * server gave none. `unreadable` is what has no `<error>`, such as a page for people.
 */
export type TrackbackAnswer =
  | { readonly kind: 'success' }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'unreadable' };

const MAX_ANSWER_BYTES = 64 * 1024;
/** Read of a message before its markup is gone, in UTF-16 units. */
const MAX_MARKUP = 4_000;
const MAX_MESSAGE = 500;

const ERROR = /<error(?:\s[^<>]{0,100})?>\s*([+-]?\d{1,9})\s*<\/error\s*>/i;
const MESSAGE = /<message(?:\s[^<>]{0,100})?>/i;
const MESSAGE_END = /<\/message\s*>/i;

/**
 * Reads an answer by its elements alone, because many are not well-formed: WordPress and Dotclear
 * do not escape the message, Dotclear adds `__debug`, b2evolution sends a message with error 0. Every
 * code but 0 is an error, with a message or without. Looks at the first 64 KiB, in linear time;
 * never throws.
 */
export function parseTrackbackResponse(body: Uint8Array): TrackbackAnswer {
  const text = decodeXml(body.subarray(0, MAX_ANSWER_BYTES));
  const code = ERROR.exec(text)?.[1];
  if (code === undefined) return { kind: 'unreadable' };
  if (Number(code) === 0) return { kind: 'success' };
  const message = plainText(withoutCdata(messageIn(text).slice(0, MAX_MARKUP)));
  return { kind: 'error', message: cropExcerpt(message, MAX_MESSAGE) };
}

function messageIn(text: string): string {
  const start = MESSAGE.exec(text);
  if (start === null) return '';
  const rest = text.slice(start.index + start[0].length);
  const end = rest.search(MESSAGE_END);
  return end < 0 ? rest : rest.slice(0, end);
}

/* An HTML parser takes CDATA for a comment. */
const withoutCdata = (markup: string): string =>
  markup.replace(/^\s*<!\[CDATA\[/, '').replace(/\]\]>\s*$/, '');
