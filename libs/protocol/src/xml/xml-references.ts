// Character data to text: the five predefined entities and character references, no others.

const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9a-f]{1,6}));/gi;
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * Expands references once (XML 1.0, section 4.6). Every other ampersand stays what it is, because
 * Serendipity does not escape those of its URLs; so the result is never longer than what came. A
 * reference to a character that XML forbids gives U+FFFD.
 */
export const expandReferences = (text: string): string =>
  text.includes('&')
    ? text.replace(REFERENCE, (reference, name?: string, decimal?: string, hex?: string) => {
        if (name !== undefined) return PREDEFINED.get(name) ?? reference;
        return characterOf(Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10));
      })
    : text;

/* XML 1.0, section 2.2, production Char. */
function characterOf(code: number): string {
  const isChar =
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  return isChar ? String.fromCodePoint(code) : '\ufffd';
}
