// Who sends in the replay: blogs that answer an entry, and those who only want a link.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { copiedPage, honestPage, offerPage } from './pages.js';

const texts = z
  .object({
    entries: z.array(
      z.object({
        path: z.string(),
        title: z.string(),
        text: z.string(),
        replies: z.array(z.string()),
      }),
    ),
    foreign: z.array(z.string()),
    blogs: z.array(z.tuple([z.string(), z.string()])),
    offers: z.array(z.object({ name: z.string(), host: z.string(), texts: z.array(z.string()) })),
    praise: z.array(z.string()),
    trades: z.array(z.string()),
  })
  .parse(
    JSON.parse(
      readFileSync(join(import.meta.dirname, '../fixtures/replay.json'), 'utf8'),
    ) as unknown,
  );

export type Entry = (typeof texts.entries)[number] & { url: string };

/** The entries of the blog that is pinged. */
export const entries = texts.entries;

/** What the sender is to the blog; the replay is judged by these. */
export const kinds = [
  'friend',
  'newcomer',
  'foreign',
  'offer',
  'offer-unlinked',
  'unlinked',
  'hidden',
  'praise',
  'stuffed',
  'copy',
] as const;
export type Kind = (typeof kinds)[number];

/** One ping before it is sent: whose page says what, and what is claimed of it. */
export type Scene = {
  kind: Kind;
  protocol: 'trackback' | 'pingback' | 'webmention';
  host: string;
  path: string;
  html: string;
  entry: Entry;
  claims: { title: string; excerpt: string; blog_name: string };
  senderIp: string;
};

const friends = 6;
const protocols = ['trackback', 'webmention', 'pingback'] as const;

function at<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('the list is empty');
  return item;
}

/** The `number`th ping of a kind, always the same one. */
export function sceneOf(kind: Kind, number: number, known: readonly Entry[]): Scene {
  const entry = at(known, number);
  const senderIp = `198.51.${String(number % 200)}.${String(kinds.indexOf(kind) + 10)}`;
  const base = { kind, entry, senderIp };
  switch (kind) {
    case 'friend':
    case 'newcomer':
    case 'foreign':
      return { ...base, ...honest(kind, number, entry) };
    case 'unlinked':
      return { ...base, ...unlinked(number, entry) };
    case 'copy':
      return { ...base, ...copied(number, entry) };
    case 'praise':
      return { ...base, ...praised(number, entry) };
    case 'stuffed':
      return { ...base, ...stuffed(number, entry) };
    case 'offer':
    case 'offer-unlinked':
    case 'hidden':
      return { ...base, ...offered(kind, number, entry) };
  }
}

type Sent = Omit<Scene, 'kind' | 'entry' | 'senderIp'>;

function honest(kind: 'friend' | 'newcomer' | 'foreign', number: number, entry: Entry): Sent {
  const [host, name] =
    kind === 'friend'
      ? at(texts.blogs.slice(0, friends), number)
      : at(texts.blogs.slice(friends), number);
  // a newcomer has a host of its own: nobody has seen it before
  const own = kind === 'friend' ? host : `${kind}-${String(number)}-${host}`;
  const words =
    kind === 'foreign'
      ? at(texts.foreign, number)
      : at(entry.replies, Math.floor(number / texts.entries.length));
  const title = kind === 'foreign' ? words.split(' ').slice(0, 5).join(' ') : `Re: ${entry.title}`;
  return {
    protocol: at(protocols, number),
    host: own,
    path: `/2026/11/${slug(title)}-${String(number)}`,
    html: honestPage({ title, name, words, entry, number }),
    claims: { title, excerpt: words, blog_name: name },
  };
}

function unlinked(number: number, entry: Entry): Sent {
  const sent = honest('newcomer', number, entry);
  return {
    ...sent,
    protocol: at(['trackback', 'webmention'] as const, number),
    host: `quiet-${String(number)}.example`,
    html: sent.html.replaceAll(entry.url, 'http://elsewhere.example/'),
  };
}

function offered(kind: 'offer' | 'offer-unlinked' | 'hidden', number: number, entry: Entry): Sent {
  const offer = at(texts.offers, number);
  const words = `${at(offer.texts, Math.floor(number / texts.offers.length))} ${String(number)}`;
  return {
    protocol: 'trackback',
    host: `${offer.host}-${kind}-${String(number)}.example`,
    path: `/${slug(offer.name)}-${String(number)}.html`,
    html: offerPage({ name: offer.name, words, entry, link: linkOf[kind] }),
    claims: { title: offer.name, excerpt: words, blog_name: offer.name },
  };
}

const linkOf = { offer: 'visible', 'offer-unlinked': 'none', hidden: 'hidden' } as const;

/** Friendly words that fit below every entry, on hacked pages of honest hosts. */
function praised(number: number, entry: Entry): Sent {
  const trade = at(texts.trades, number);
  const words = at(texts.praise, Math.floor(number / texts.trades.length));
  return {
    protocol: 'trackback',
    host: `parish-council-${String(number)}.example`,
    path: `/wp-content/uploads/2026/${slug(trade)}-${String(number)}.php`,
    html: offerPage({ name: trade, words, entry, link: 'visible' }),
    claims: { title: trade, excerpt: `${words}.`, blog_name: trade },
  };
}

/** An offer among the words of an honest reply, with letters that differ in each copy. */
function stuffed(number: number, entry: Entry): Sent {
  const sent = offered('offer', number, entry);
  const honestWords = at(entry.replies, number);
  const noise = Array.from({ length: 6 }, (_, place) =>
    ((number + 7) * (place + 3) * 7919).toString(36),
  ).join(' ');
  return {
    ...sent,
    host: `letters-${String(number)}.example`,
    claims: { ...sent.claims, excerpt: `${honestWords} ${sent.claims.excerpt} ${noise}` },
  };
}

function copied(number: number, entry: Entry): Sent {
  return {
    protocol: at(['pingback', 'webmention'] as const, number),
    host: `all-the-news-${String(number)}.example`,
    path: `/read/${String(number)}/${slug(entry.title)}`,
    html: copiedPage(entry),
    claims: { title: entry.title, excerpt: entry.text.slice(0, 120), blog_name: 'All the news' },
  };
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
