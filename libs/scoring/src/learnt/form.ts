// How a ping is written, whatever it says and in whatever language: traits for the learnt model.
import { hostOf } from '../address.js';
import type { Reading } from '../reading.js';
import { sharedCount } from '../topic.js';
import { marksIn } from './marks.js';

const mostCharacters = 800;
const fewestTopicWords = 4;

const sizes = [1, 3, 6, 12, 25, 50, 100];

/** The band of a count, said so that a person knows it: "3 to 5". */
function bandOf(count: number): string {
  const at = sizes.findIndex((size) => count < size);
  const from = sizes[at === -1 ? sizes.length - 1 : at - 1];
  if (from === undefined) return 'no';
  return at === -1
    ? `${String(from)} or more`
    : `${String(from)} to ${String((sizes[at] ?? 0) - 1)}`;
}

function lettersOf(name: string): string {
  const [lower, upper] = [name.toLowerCase(), name.toUpperCase()];
  if (lower === upper) return 'without case';
  if (name === lower) return 'in small letters';
  if (name === upper) return 'in capitals';
  return name.startsWith(lower.charAt(0)) ? 'of mixed letters' : 'with a capital';
}

function nameKind({ name }: Reading): string {
  const count = name.words().length;
  if (count === 0) return 'no name';
  const words = count > 6 ? '7 or more' : count > 3 ? '4 to 6' : String(count);
  return `name of ${words}, ${lettersOf(name.raw)}`;
}

function addressKind({ source }: Reading): string {
  if (source === null) return 'no address';
  const segments = source.pathname.split('/').filter((segment) => segment !== '');
  const query = source.search === '' ? '' : ' with a query';
  const last = segments.at(-1);
  if (last === undefined) return `home page${query}`;
  const slug = last.includes('-') ? ', a slug' : '';
  const file = /\.\w{2,5}$/.test(last) ? ', a file' : '';
  return `path of ${String(Math.min(4, segments.length))}${slug}${file}${query}`;
}

function topicKind({ hereTopic, titleTopic, sentTopic, sharedTopic }: Reading): string {
  const [here, sent] = [hereTopic(), sentTopic()];
  if (here.size < fewestTopicWords || sent.size < 2) return 'topic unknown';
  const inTitle = sharedCount(sent, titleTopic());
  if (inTitle > 0) return inTitle > 1 ? 'topic of the title' : 'a word of the title';
  const shared = sharedTopic();
  if (shared > 0) return shared > 2 ? 'topic of the entry' : 'a word of the entry';
  return sent.size > 8 ? 'many words, no topic' : 'no topic';
}

function traitsOfAddress({ source, evidence, name }: Reading): readonly string[] {
  if (source === null) return [];
  const host = hostOf(source).replace(/^www\./, '');
  const longest = host
    .split('.')
    .slice(0, -1)
    .reduce((one, other) => (other.length > one.length ? other : one), '');
  const words = name.words();
  const joined = words.join('');
  const traits = [`host of ${String(Math.min(6, longest.length >> 2))}`];
  if (host.includes('-')) traits.push('hyphen in the host');
  if (/\d/.test(host)) traits.push('digit in the host');
  if (host.length < hostOf(source).length) traits.push('www');
  // people type an address without the closing slash, programs hardly ever
  if (/^https?:\/\/[^/]+$/.test(evidence.source)) traits.push('no closing slash');
  if (/^https?:\/\/[^/]*[A-Z]/.test(evidence.source)) traits.push('capital in the host');
  if (words.length > 1 && host.replace(/[-.]/g, '').includes(joined))
    traits.push('host is the name');
  if (words.length === 1 && joined.length > 2 && longest === joined)
    traits.push('host is the word');
  return traits;
}

/** Whether most words of a name of several are in the text as well. */
function repeatsName({ name, excerpt }: Reading): boolean {
  const words = name.words();
  if (words.length < 2 || words.length > 20) return false;
  const sent = excerpt.words();
  const repeated = words.filter((word) => word.length > 2 && sent.includes(word));
  return repeated.length * 2 >= words.length;
}

/**
 * Traits of a ping as short phrases, each at most once: sizes, kinds and marks, no word of what it says;
 * what goes together (a kind of name with a kind of address) is a trait as well. At most 60.
 */
export function traitsOf(reading: Reading): readonly string[] {
  const name = nameKind(reading);
  const address = addressKind(reading);
  const topic = topicKind(reading);
  const length = `text of ${bandOf(reading.excerpt.words().length)}`;
  return [
    name,
    address,
    topic,
    length,
    `${name} + ${address}`,
    `${name} + ${topic}`,
    `${name} + ${length}`,
    `${length} + ${topic}`,
    `${length} + ${address}`,
    ...traitsOfAddress(reading),
    ...(repeatsName(reading) ? ['name in the text'] : []),
    ...(reading.title.raw === '' ? [] : ['a title']),
    ...marksIn(reading.excerpt.raw.slice(0, mostCharacters)),
  ];
}
