// Escaping for XML and HTML, element content and quoted attributes alike.

/* What XML 1.0 forbids even as a character reference (section 2.2, production Char), and C1. */
const XML_ILLEGAL = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text made safe between tags and inside quotes, in XML 1.0 and in HTML. Controls and what XML
 * forbids are dropped, so the output is well-formed whatever comes in.
 *
 * @example escapeXml('Me & "you"') // 'Me &amp; &quot;you&quot;'
 */
export function escapeXml(text: string): string {
  return text
    .replace(XML_ILLEGAL, '')
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
