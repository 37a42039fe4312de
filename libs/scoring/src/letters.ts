// Counting in letters: scripts, damage, noise.

// First and last code unit of the blocks that hold the letters of a script.
const blocks = [
  ['latin', 0x41, 0x24f],
  ['greek', 0x370, 0x3ff],
  ['cyrillic', 0x400, 0x52f],
  ['hebrew', 0x590, 0x5ff],
  ['arabic', 0x600, 0x77f],
  ['devanagari', 0x900, 0x97f],
  ['thai', 0xe00, 0xe7f],
  ['latin', 0x1e00, 0x1eff],
  ['kana', 0x3040, 0x30ff],
  ['han', 0x3400, 0x9fff],
  ['hangul', 0xac00, 0xd7af],
] as const;

/** A writing system told apart here. */
export type ScriptName = (typeof blocks)[number][0];

const plain = /^[\x20-\x7e\s]*$/;

function scriptOf(code: number): ScriptName | null {
  if (code < 0x41 || (code > 0x5a && code < 0x61)) return null;
  return blocks.find(([, first, last]) => code >= first && code <= last)?.[0] ?? null;
}

/**
 * The script that more than half of a text's letters are in; Japanese counts as kana from a tenth
 * of kana on. Null for fewer than 12 letters or no majority. Looks at the first 200 characters.
 */
export function mainScript(text: string): ScriptName | null {
  const sample = text.slice(0, 200);
  if (plain.test(sample)) return sample.length >= 12 ? 'latin' : null;
  const counts = new Map<ScriptName, number>();
  let all = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const script = scriptOf(sample.charCodeAt(at));
    if (script === null) continue;
    all += 1;
    counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  if (all < 12) return null;
  if ((counts.get('kana') ?? 0) * 10 >= all) return 'kana';
  return [...counts].find(([, count]) => count * 2 > all)?.[0] ?? null;
}

const otherLetter = /^\p{Lo}$/u;

/** Whether a word is one letter of a script that knows no capitals: there a letter may be a whole word. */
export const isUncasedLetter = (word: string): boolean =>
  // no ASCII letter is, and most short words are of those
  word.charCodeAt(0) > 0x7f && otherLetter.test(word);

const damage =
  /\ufffd|Ã[\u0080-\u00bf©¨ª±³¶¼]|Â[\u00a0-\u00bf]|â€|Ð[\u0080-\u00bf]|þÿ|&amp;(?:amp|lt|gt|quot|#)/u;

const damageHint = /[\ufffdÃÂâÐþ]|&amp;/;

/** The first piece of a text that was decoded wrongly or escaped twice; null when it is whole. */
export const damageIn = (text: string): string | null =>
  damageHint.test(text) ? (damage.exec(text)?.[0] ?? null) : null;

const vowels = new Set(Array.from('aeiouy', (vowel) => vowel.charCodeAt(0)));
const isConsonant = Uint8Array.from({ length: 0x80 }, (_, code) =>
  code > 0x60 && code < 0x7b && !vowels.has(code) ? 1 : 0,
);

/** The longest run of consonants in a word of the letters a to z; null for any other word. */
function longestRun(word: string): number | null {
  let [run, longest] = [0, 0];
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    if (code < 0x61 || code > 0x7a) return null;
    run = isConsonant[code] === 1 ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

/** The share of a text's words, 0..1, that no language has: very long, or six consonants on end. */
export function noiseShare(words: readonly string[]): number {
  let [latin, noise] = [0, 0];
  for (const word of words) {
    const run = word.length < 4 ? null : longestRun(word);
    if (run === null) continue;
    latin += 1;
    if (word.length > 24 || run > 5) noise += 1;
  }
  return latin === 0 ? 0 : noise / latin;
}
