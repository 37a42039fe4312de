// The characters of XML 1.0: which may stand, and what the references stand for.

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g;

/** What is wrong with the characters of a document, or null. */
export function illegalCharacter(text: string): string | null {
  if (text.startsWith('\ufeff')) return 'it starts with a byte order mark';
  if (/^\s/.test(text)) return 'it starts with white space';
  if (text.includes('\ufffd')) return 'it is not UTF-8';
  const found = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(text);
  if (found === null) return null;
  return `the character U+${(found[0].codePointAt(0) ?? 0).toString(16).padStart(4, '0')} stands in it`;
}

/** The text with its references expanded, or null when one is unknown or means an illegal character. */
export function expandReferences(raw: string): string | null {
  if (raw.replace(REFERENCE, '').includes('&')) return null;
  const meant: string[] = [];
  const text = raw.replace(REFERENCE, (_all, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? '';
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    const character = code <= 0x10ffff ? String.fromCodePoint(code) : '\0';
    meant.push(character);
    return character;
  });
  return illegalCharacter(`x${meant.join('')}`) === null ? text : null;
}
