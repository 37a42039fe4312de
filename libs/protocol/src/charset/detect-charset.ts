// Guesses the character set of undeclared bytes that may be a title of five characters.
import chardet from 'chardet';
import iconv from 'iconv-lite';
import { LIKELIHOOD } from './likelihood.js';
import { charsetFor, codecOf } from './labels.js';
import type { CharsetLabel } from './labels.js';

/** Bytes looked at: more do not change the answer, and each costs several decodings. */
const SAMPLE_BYTES = 16 * 1024;

/** Random decodings stay below this share of plausible characters. */
const LIKELY = 0.5;
/** chardet answers 0 to 100; below this it has seen next to nothing. */
const CONFIDENT = 15;

/**
 * The most likely character set of `bytes`, or null when nothing speaks for any (then UTF-8 or
 * `windows-1252` is as good as another). Pure ASCII gives null, unless it holds the escape
 * sequences of ISO-2022-JP.
 *
 * @param isUtf8 the bytes have the shape of UTF-8, so only ISO-2022-JP is still possible
 */
export function detectCharset(bytes: Uint8Array, isUtf8: boolean): CharsetLabel | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (hasJapaneseEscape(sample)) return 'iso-2022-jp';
  if (isUtf8) return null;
  return byCharacters(sample) ?? byStatistics(sample);
}

/* Short texts are told apart by their characters; the statistics of chardet need sentences. */
function byCharacters(sample: Uint8Array): CharsetLabel | null {
  let best: CharsetLabel | null = null;
  let highest = LIKELY;
  for (const [label, likelihood] of LIKELIHOOD) {
    const share = likelihood(iconv.decode(sample, codecOf(label)));
    if (share > highest) [best, highest] = [label, share];
  }
  return best;
}

function byStatistics(sample: Uint8Array): CharsetLabel | null {
  for (const { name, confidence } of chardet.analyse(sample)) {
    if (confidence < CONFIDENT) return null;
    const label = charsetFor(name);
    if (label !== null && !NEVER_GUESSED.has(label)) return label;
  }
  return null;
}

/* Judged already by better evidence; and UTF-16 needs a mark. */
const NEVER_GUESSED: ReadonlySet<CharsetLabel> = new Set([
  ...LIKELIHOOD.map(([label]) => label),
  'utf-8',
  'gb18030',
  'iso-2022-jp',
  'utf-16le',
  'utf-16be',
]);

function hasJapaneseEscape(sample: Uint8Array): boolean {
  for (let at = sample.indexOf(0x1b); at >= 0; at = sample.indexOf(0x1b, at + 1)) {
    const [next, last] = [sample[at + 1], sample[at + 2]];
    if (next === 0x24 && (last === 0x40 || last === 0x42)) return true;
  }
  return false;
}
