// The answers to a Pingback call: well-formed XML-RPC, as xmlrpc.com shows it.
import { cleanText } from '../text/clean-text.js';
import { cropExcerpt } from '../text/crop.js';
import { escapeXml } from '../text/escape-xml.js';
import { pingbackFaults } from './fault.js';

/** The Content-Type of every call and answer; answers are HTTP 200, faults too. */
export const PINGBACK_CONTENT_TYPE = 'text/xml; charset=utf-8';

const MAX_MESSAGE = 500;

/**
 * The answer to a call that failed: a struct of `faultCode` and `faultString`.
 *
 * @param code one of `pingbackFaults`; what is no 32-bit integer becomes `generic`
 * @param message cleaned, cropped to 500 code points, escaped; may be empty
 */
export function pingbackFault(code: number, message: string): string {
  const faultCode = code === (code | 0) ? code | 0 : pingbackFaults.generic;
  return response(`  <fault>
    <value>
      <struct>
        <member>
          <name>faultCode</name>
          <value><int>${String(faultCode)}</int></value>
        </member>
        <member>
          <name>faultString</name>
          ${stringValue(shortened(message))}
        </member>
      </struct>
    </value>
  </fault>`);
}

/** The answer to `pingback.ping`: one string, cleaned, cropped to 500 code points, escaped. */
export const pingbackSuccess = (message: string): string =>
  response(`  <params>
    <param>
      ${stringValue(shortened(message))}
    </param>
  </params>`);

/** The answer to `pingback.extensions.getPingbacks`: an array of strings, in the order given. */
export function pingbacksList(urls: readonly string[]): string {
  const values = urls.map((url) => `            ${stringValue(cleanText(url))}\n`);
  return response(`  <params>
    <param>
      <value>
        <array>
          <data>
${values.join('')}          </data>
        </array>
      </value>
    </param>
  </params>`);
}

const response = (content: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<methodResponse>\n${content}\n</methodResponse>\n`;

const stringValue = (text: string): string => `<value><string>${escapeXml(text)}</string></value>`;

const shortened = (message: string): string => cropExcerpt(cleanText(message), MAX_MESSAGE);
