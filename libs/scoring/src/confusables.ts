// Letters that look like Latin ones, folded where they disguise a word.

// After the idea of Unicode Technical Standard 39 (skeletons); a table of our own, of the pairs met in spam.
const pairs =
  'аa вb сc ԁd еe һh іi јj кk ӏl мm нh оo рp ԛq гr ѕs тt υu ѵv ԝw хx уy ґr ёe ѐe ӓa ӧo ӱy ' +
  'αa βb εe ηn κk νv οo ρp τt χx γy ωw ιi σo ɑa ɡg ɩi ʀr ʏy ɴn ʜh ʙb ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz';

const latinOf: ReadonlyMap<string, string> = new Map(
  pairs.split(' ').flatMap((pair): [string, string][] => {
    const [odd, plain] = Array.from(pair);
    return odd === undefined || plain === undefined ? [] : [[odd, plain]];
  }),
);

// By a loop, because every word of every text is asked, and hardly any has such a letter.
function isBeyondLatin(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) if (word.charCodeAt(at) > 0x24f) return true;
  return false;
}

const latin = /\p{Script=Latin}/u;
const lookAlike = /[\p{Script=Cyrillic}\p{Script=Greek}\u0250-\u02af\u1d00-\u1d7f]/u;

/**
 * A lower-case word with look-alikes of Latin letters replaced, when the word mixes them with Latin
 * letters; any other word unchanged, so that Russian and Greek stay what they are.
 *
 * @example foldConfusables('v\u0456agra') === 'viagra'
 */
export function foldConfusables(word: string): string {
  if (!isBeyondLatin(word) || !lookAlike.test(word) || !latin.test(word)) return word;
  return Array.from(word, (letter) => latinOf.get(letter) ?? letter).join('');
}
