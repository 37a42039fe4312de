// The two answers to a ping, byte for byte (TrackBack 1.2, "Sending a TrackBack Ping").
import { cleanText } from '../text/clean-text.js';
import { cropExcerpt } from '../text/crop.js';
import { escapeXml } from '../text/escape-xml.js';

/** The Content-Type of every envelope and listing. */
export const TRACKBACK_CONTENT_TYPE = 'text/xml; charset=utf-8';

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';
const UNEXPLAINED = 'The ping was refused.';
const MAX_MESSAGE = 500;

/** A response envelope around well-formed lines of XML; LF line ends, none after the last. */
export const envelope = (...lines: readonly string[]): string =>
  [DECLARATION, '<response>', ...lines, '</response>'].join('\n');

/** The answer to a ping that was taken: `<error>0</error>` and nothing else. */
export const trackbackSuccess = (): string => envelope('<error>0</error>');

/**
 * The answer to a ping that was not taken. The message is cleaned, cropped to 500 code points and
 * escaped; an empty one is replaced, because Movable Type takes an error without a message for
 * success.
 */
export function trackbackError(message: string): string {
  const text = cropExcerpt(cleanText(message), MAX_MESSAGE) || UNEXPLAINED;
  return envelope('<error>1</error>', `<message>${escapeXml(text)}</message>`);
}
