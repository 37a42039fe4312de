// Text out of a field that may hold markup or character references.
import { parseMarkup } from '../html/parse-html.js';
import { textOf } from '../html/text-of.js';
import { cleanText } from './clean-text.js';

/**
 * The clean text of a piece of HTML: tags, comments, scripts and styles dropped, character
 * references decoded once. Senders put entity-encoded text (WordPress) or markup into fields that
 * the protocol calls text. The result is text: `&lt;b&gt;` gives the three characters `<b>`, which
 * have to be escaped on output like any other text, and `&amp;lt;` gives `&lt;`.
 *
 * @example plainText('&#8220;quotes&#8221; &amp; <b>bold</b>') // '“quotes” & bold'
 */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return cleanText(html);
  return cleanText(textOf(parseMarkup(html).root));
}
