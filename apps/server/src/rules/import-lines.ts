// Reads plain lists: WordPress disallowed keys, and domain block lists. Pure.
import type {
  CreateListEntry,
  CreateRule,
  ListKind,
  ListScope,
  RuleBatch,
} from '@trackwarden/contracts';
import { networkOf } from './addresses.js';
import { entryKey } from './list-keys.js';

export type Imported = {
  rules: CreateRule[];
  lists: CreateListEntry[];
  skipped: RuleBatch['skipped'];
};

/** More lines than this are told apart by their count only. */
const SKIPPED_SHOWN = 100;
const WORDS_PER_CONDITION = 5_000;

type Line = { text: string; number: number };

const linesOf = (content: string): Line[] =>
  content
    .split(/\r\n|\r|\n/)
    .map((text, at) => ({ text: text.replace(/(?:^|\s)#.*$/, '').trim(), number: at + 1 }))
    .filter(({ text }) => text !== '');

/** One domain a line; `0.0.0.0 domain` of hosts files and `||domain^` of filter lists are understood. */
export function readDomains(content: string, list: ListKind): Imported {
  const imported: Imported = { rules: [], lists: [], skipped: [] };
  for (const line of linesOf(content)) {
    const plain = line.text
      .replace(/^(?:0\.0\.0\.0|127\.0\.0\.1|::1?)\s+/, '')
      .replace(/^\|\|([^/^]+)\^$/, '$1');
    const path = /^[^\s/]+\.[^\s/]+\/./.test(plain.replace(/^https?:\/\//, ''));
    add(
      imported,
      line,
      list,
      path ? 'path' : 'domain',
      plain.replace(/^https?:\/\/([^/]+)\/?$/, '$1'),
    );
  }
  return imported;
}

/** One word, domain, address or network a line; the words become one rule in shadow. */
export function readDisallowedKeys(content: string, name: string): Imported {
  const imported: Imported = { rules: [], lists: [], skipped: [] };
  const words = new Set<string>();
  for (const line of linesOf(content)) {
    if (networkOf(line.text) !== null) add(imported, line, 'block', 'network', line.text);
    else if (isDomain(line.text)) add(imported, line, 'block', 'domain', line.text);
    else if (/[\p{L}\p{N}]/u.test(line.text) && line.text.length <= 1000) words.add(line.text);
    else skip(imported, line, 'holds no word');
  }
  const all = [...words];
  for (let at = 0; at < all.length; at += WORDS_PER_CONDITION) {
    const part = all.length > WORDS_PER_CONDITION ? ` (${at / WORDS_PER_CONDITION + 1})` : '';
    imported.rules.push(wordRule(`${name}${part}`, all.slice(at, at + WORDS_PER_CONDITION)));
  }
  return imported;
}

const isDomain = (text: string): boolean =>
  /^(?:[\p{L}\p{N}-]+\.)+\p{L}[\p{L}\p{N}-]+$/u.test(text) &&
  typeof entryKey('domain', text) !== 'string';

function wordRule(name: string, value: string[]): CreateRule {
  const fields = ['title', 'excerpt', 'blog-name', 'author-name', 'anchor-text'] as const;
  return {
    name,
    note: 'Imported words, matched as whole words. It only counts until somebody lets it act.',
    state: 'shadow',
    conditions: {
      match: 'any',
      items: fields.map((field) => ({ field, operator: 'word' as const, value })),
    },
    action: { do: 'points', points: 2 },
  };
}

function add(
  imported: Imported,
  line: Line,
  list: ListKind,
  scope: ListScope,
  value: string,
): void {
  const entry = entryKey(scope, value);
  if (typeof entry === 'string') skip(imported, line, entry);
  else imported.lists.push({ list, scope, value });
}

function skip({ skipped }: Imported, { number, text }: Line, because: string): void {
  if (skipped.length < SKIPPED_SHOWN)
    skipped.push({ line: number, text: text.slice(0, 200), because });
}
