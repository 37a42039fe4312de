// A sender's name with its disguises taken off, for comparing names of one campaign.
import { storable } from './storable.js';
import { wordsOf } from './text.js';

/**
 * Letters of other alphabets that look like Latin ones: the part of Unicode TS 39's confusables
 * that occurs in names, after lower case and NFKC.
 */
const lookalikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аαɑ',
    b: 'ьв',
    c: 'сϲ',
    d: 'ԁɗ',
    e: 'еєε',
    g: 'ɡց',
    h: 'һн',
    i: 'іιıӏ',
    j: 'јϳ',
    k: 'кκ',
    l: 'ⅼ',
    m: 'м',
    n: 'ոп',
    o: 'оοσօ',
    p: 'рρ',
    q: 'ԛ',
    r: 'гᴦ',
    s: 'ѕ',
    t: 'тτ',
    u: 'υսц',
    v: 'ѵν',
    w: 'ԝωш',
    x: 'хχ',
    y: 'уγү',
    z: 'ᴢ',
  }).flatMap(([latin, letters]) => Array.from(letters, (letter) => [letter, latin] as const)),
);

const fold = (word: string): string =>
  Array.from(
    word.normalize('NFD').replace(/\p{M}/gu, ''),
    (letter) => lookalikes.get(letter) ?? letter,
  )
    .join('')
    .replace(/\p{N}+/gu, '0');

/**
 * The words of a name, in order, one space between them: look-alike letters folded to Latin,
 * accents dropped, each run of digits `0`. At most 20 words; empty for a name without any.
 *
 * @example nameSkeleton('Bеst  Casіno 2931!') === 'best casino 0'
 */
export const nameSkeleton = (name: string): string =>
  storable(wordsOf(name).slice(0, 20).map(fold).join(' ').slice(0, 200));
