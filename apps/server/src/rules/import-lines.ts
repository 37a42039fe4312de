// Reads plain lists: WordPress disallowed keys, and domain block lists.
import { setImmediate as breathe } from 'node:timers/promises';
import type { CreateListEntry, CreateRule, ListKind } from '@trackwarden/contracts';
import { isSharedByAuthors, ownershipOf } from '@trackwarden/scoring';
import { hostName, networkOf } from './addresses.js';
import { Skipped } from './import-skipped.js';
import { entryKey } from './list-keys.js';
import { hasWords } from './words.js';

export type Imported = {
  rules: CreateRule[];
  /** Lines that became words of the rules. */
  words: number;
  lists: CreateListEntry[];
  skipped: Skipped;
};

const WORDS_PER_RULE = 5_000;
const LONGEST_WORD = 1_000;

/** Between so many lines others get their turn. */
const BREATH = 1_000;

type Line = { text: string; number: number };

async function* linesOf(content: string): AsyncGenerator<Line[]> {
  const lines = content.split(/\r\n|\r|\n/);
  for (let from = 0; from < lines.length; from += BREATH) {
    yield lines
      .slice(from, from + BREATH)
      .map((text, at) => ({ text: plainOf(text), number: from + at + 1 }))
      .filter(({ text }) => text !== '');
    await breathe();
  }
}

/** Without a note at its end, and without the mark at the beginning of a file. */
const plainOf = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/(?:^|\s)#.*$/, '')
    .trim();

/** Notes and the first line of filter lists. */
const isRemark = (text: string): boolean => /^(?:!|\[(?:adblock|adguard|ublock))/i.test(text);

/**
 * One domain a line, or several between commas and blanks; `0.0.0.0 domain` of hosts files and
 * `||domain^` of filter lists are understood, and networks go by who sent the ping.
 */
export async function readDomains(content: string, list: ListKind): Promise<Imported> {
  const imported: Imported = { rules: [], words: 0, lists: [], skipped: new Skipped() };
  for await (const lines of linesOf(content))
    for (const line of lines) if (!isRemark(line.text)) addNames(imported, line, list);
  return imported;
}

function addNames({ lists, skipped }: Imported, { text, number }: Line, list: ListKind): void {
  const names = text
    .replace(/^(?:0\.0\.0\.0|127\.0\.0\.1|::1?)\s+/, '')
    .split(/[\s,;]+/)
    .filter((name) => name !== '');
  const entries = names.map((name) => entryOf(name, list));
  const wrong = entries.findIndex((entry) => typeof entry === 'string');
  const because = entries[wrong];
  if (typeof because !== 'string')
    lists.push(...entries.filter((entry) => typeof entry !== 'string'));
  else {
    const name = (names[wrong] ?? '').slice(0, 100);
    skipped.add(number, text, names.length === 1 ? because : `“${name}” ${because}`);
  }
}

/** The entry that a name of a domain list asks for; a sentence when it asks for none. */
function entryOf(name: string, list: ListKind): CreateListEntry | string {
  const plain = name.replace(/^\|\|([^/^]+)\^$/, '$1');
  const isNetwork = plain.includes('/') && networkOf(plain) !== null;
  const isPath = /^[^\s/]+\.[^\s/]+\/./.test(plain.replace(/^https?:\/\//, ''));
  const scope = isNetwork ? 'network' : isPath ? 'path' : 'domain';
  const value = plain.replace(/^https?:\/\/([^/]+)\/?$/, '$1');
  const entry = entryKey(scope, value);
  return typeof entry === 'string' ? entry : { list, scope, value };
}

/**
 * One word, domain, address or network a line. A name of which nobody is the owner, as `404.php` or
 * `co.uk`, is a word as the others; the words become rules in shadow.
 */
export async function readDisallowedKeys(content: string, name: string): Promise<Imported> {
  const imported: Imported = { rules: [], words: 0, lists: [], skipped: new Skipped() };
  const words = new Set<string>();
  for await (const lines of linesOf(content))
    for (const line of lines) addKey(imported, words, line);
  const all = [...words];
  for (let at = 0; at < all.length; at += WORDS_PER_RULE) {
    const part = all.length > WORDS_PER_RULE ? ` (${at / WORDS_PER_RULE + 1})` : '';
    const full = `${name.slice(0, 110)}${part}`;
    imported.rules.push(wordRule(full, all.slice(at, at + WORDS_PER_RULE)));
  }
  return { ...imported, words: all.length };
}

function addKey({ lists, skipped }: Imported, words: Set<string>, { text, number }: Line): void {
  if (networkOf(text) !== null) lists.push({ list: 'block', scope: 'network', value: text });
  else if (isOwnDomain(text)) lists.push({ list: 'block', scope: 'domain', value: text });
  else if (!hasWords(text)) skipped.add(number, text, 'holds no word');
  else if (text.length > LONGEST_WORD)
    skipped.add(number, text, `is longer than ${LONGEST_WORD} characters`);
  else words.add(text);
}

/** A domain below a real ending that is one owner's, and no host of many people. */
function isOwnDomain(text: string): boolean {
  const host = /^(?:[\p{L}\p{N}-]+\.)+\p{L}[\p{L}\p{N}-]+$/u.test(text) ? hostName(text) : null;
  return host !== null && ownershipOf(host) === 'owned' && !isSharedByAuthors(`http://${host}/`);
}

function wordRule(name: string, value: string[]): CreateRule {
  const fields = ['title', 'excerpt', 'blog-name', 'author-name', 'anchor-text'] as const;
  // what looks like a part of an address is looked for there too
  const names = value.filter((word) => /^\S*\.\S*$/.test(word));
  return {
    name,
    note: 'Imported words, matched as whole words. It only counts until somebody lets it act.',
    state: 'shadow',
    conditions: {
      match: 'any',
      items: [
        ...fields.map((field) => ({ field, operator: 'word' as const, value })),
        ...(names.length > 0
          ? [{ field: 'source-url' as const, operator: 'word' as const, value: names }]
          : []),
      ],
    },
    action: { do: 'points', points: 2 },
  };
}
