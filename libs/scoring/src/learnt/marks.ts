// The marks in a text: punctuation, line ends, links, seen in one pass.

const isLetter = (character: string): boolean =>
  character.toLowerCase() !== character.toUpperCase() ||
  (character > '\u02ff' && /\p{L}/u.test(character));
const isSmall = (character: string): boolean => character !== character.toUpperCase();
const isDigit = (character: string): boolean => character >= '0' && character <= '9';

const marks: readonly (readonly [name: string, characters: string])[] = [
  ['a question', '?'],
  ['an exclamation', '!'],
  ['brackets', '()'],
  ['quotation marks', '"\u201c\u00ab'],
  ['dots', '\u2026'],
  ['signs of code', '{}=_\\;'],
  ['digits', '0123456789'],
];
const names = [...marks.map(([name]) => name), 'space before a mark', 'an @ name', 'a smiley'];
const [dots, spaced, atName, smiley] = ['dots', ...names.slice(-3)].map((name) =>
  names.indexOf(name),
);

// A mark's number by character code, one more than its place in the list; 0 for none.
const ofCode = new Uint8Array(0x2027);
marks.forEach(([, characters], at) => {
  for (const character of characters) ofCode[character.charCodeAt(0)] = at + 1;
});
const [newline, space, comma, stop, at64, colon, semicolon] = Array.from('\n ,.@:;', (character) =>
  character.charCodeAt(0),
);

/** What an end of line tells: programs break lines within a sentence, people do not. */
function atLineEnd(text: string, at: number): string | null {
  const next = text.charAt(at + 1);
  if (next === '' || !isLetter(next)) return null;
  let end = at - 1;
  if (text[end] === '\r') end -= 1;
  const spaced = text[end] === ' ';
  const before = text.charAt(spaced ? end - 1 : end);
  if (before !== ',' && !isLetter(before)) return null;
  if (isSmall(next)) return spaced ? 'line broken after a space' : 'line broken within a sentence';
  return spaced ? 'line ends in a space' : null;
}

function lastMark(text: string): string {
  const last = text.at(-1) ?? '';
  if (last === '') return 'ends in nothing';
  if (last === '.' || last === '。') return 'ends in a full stop';
  if (last === '!' || last === '?') return `ends in ${last}`;
  return isLetter(last) ? 'ends in a letter' : isDigit(last) ? 'ends in a digit' : 'ends in a sign';
}

const linkHint = /\/\/|<|\[/;
const link = /https?:\/\/|<a\s|\[url/gi;

/** Marks of a text as short phrases, each at most once. Linear in the length of the text. */
export function marksIn(text: string): readonly string[] {
  const found: string[] = [];
  let [seen, lines] = [0, 0];
  const see = (mark = 0): void => {
    const bit = 1 << mark;
    if ((seen & bit) !== 0) return;
    seen |= bit;
    found.push(names[mark] ?? '');
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // small letters are most of a text, and tell nothing
    if (code > 0x60 && code < 0x7b) continue;
    const mark = ofCode[code] ?? 0;
    if (mark !== 0) see(mark - 1);
    if (code === space) {
      const next = text.charCodeAt(at + 1);
      if (next === comma || next === stop) see(spaced);
      else if (next === at64) see(atName);
    } else if (code === newline) {
      lines += 1;
      const end = atLineEnd(text, at);
      if (end !== null && !found.includes(end)) found.push(end);
    } else if (code === stop) {
      if (text.charCodeAt(at + 1) === stop) see(dots);
    } else if (code === colon || code === semicolon) {
      if (/^-?[)(DP]/.test(text.slice(at + 1, at + 3))) see(smiley);
    }
  }
  const links = linkHint.test(text) ? (text.match(link)?.length ?? 0) : 0;
  found.push(`lines: ${String(Math.min(4, lines + 1))}`);
  found.push(`links: ${String(Math.min(4, links))}`);
  found.push(lastMark(text));
  if (text !== '' && isLetter(text.charAt(0)) && isSmall(text.charAt(0)))
    found.push('begins small');
  if (/^(?:\[(?:…|\.\.)|…|\.\.)/.test(text)) found.push('begins with dots');
  return found;
}
