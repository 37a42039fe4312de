// Whether two texts speak of the same things.
import { isUncasedLetter } from './letters.js';

// Words that say nothing about a topic, in the languages most met; short words are left out anyway.
const empty: ReadonlySet<string> = new Set(
  (
    'about after again also been because before being could does doing from have having here into just like ' +
    'more most much only other over really said same should some such than that their them then there these ' +
    'they thing think this those through time very want well were what when where which while will with would ' +
    'your yours http https html index page post blog site www comment comments ' +
    'aber alle auch dass dein diese doch eine einen einer haben ihre kann mehr mein nicht noch oder sein sich ' +
    'sind wenn werden wird avec cette dans elle mais nous plus pour sont tout vous como esta este mais muito ' +
    'para pero porque quando sobre também todo tudo yang dengan untuk tidak dari anche come della sono questo'
  ).split(' '),
);

/** The words of a text that carry its topic; in scripts without spaces, pairs of letters. */
export function topicWords(words: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  let before = '';
  for (const word of words) {
    if (word.length < 3 && isUncasedLetter(word)) {
      if (before !== '') found.add(before + word);
      before = word;
      continue;
    }
    before = '';
    // The beginning stands for the inflected forms.
    if (word.length > 3 && !empty.has(word)) found.add(word.slice(0, 6));
  }
  return found;
}

/** How many of one set's members are in the other. */
export function sharedCount(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0;
  for (const member of one) if (other.has(member)) count += 1;
  return count;
}
