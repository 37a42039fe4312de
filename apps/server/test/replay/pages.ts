// The pages of the replay, as such senders have them.
import type { Entry } from './cast.js';

const page = (language: string, head: string, body: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;

/** A blog's entry that answers another one. */
export function honestPage({
  title,
  name,
  words,
  entry,
  number,
}: {
  title: string;
  name: string;
  words: string;
  entry: Entry;
  number: number;
}): string {
  const day = String((number % 27) + 1).padStart(2, '0');
  return page(
    'und',
    `<title>${title} – ${name}</title><link rel="alternate" type="application/atom+xml" href="/feed">
     <meta name="author" content="${name}">`,
    `<header><a href="/">${name}</a></header><article class="h-entry"><h1 class="p-name">${title}</h1>
     <time class="dt-published" datetime="2026-11-${day}">${day} November</time>
     <a class="p-author h-card" href="/">${name}</a>
     <div class="e-content"><p>${words}</p><p><a class="u-in-reply-to" href="${entry.url}">${entry.title}</a></p>
     <p>${name}, ${String(number)}.</p></div></article>`,
  );
}

/** A page that sells, with or without the link that it was sent for. */
export function offerPage({
  name,
  words,
  entry,
  link,
}: {
  name: string;
  words: string;
  entry: Entry;
  link: 'visible' | 'hidden' | 'none';
}): string {
  const anchors = Array.from(
    { length: 30 },
    (_, at) => `<a href="http://shop${String(at)}.example/">${name} ${String(at)}</a>`,
  ).join(' ');
  const own = `<a href="${entry.url}">${name}</a>`;
  const shown = { visible: own, hidden: `<div style="display:none">${own}</div>`, none: '' };
  return page(
    'en',
    `<title>${name}</title>`,
    `<h1>${name}</h1><p>${words}</p>${anchors}${shown[link]}`,
  );
}

/** Somebody else's entry, whole, with a link to where it was taken from. */
export function copiedPage({ title, text, url }: Entry): string {
  return page(
    'en',
    `<title>${title} – All the news</title>`,
    `<article><h1>${title}</h1><p>${text}</p><p>Source: <a href="${url}">${title}</a></p></article>`,
  );
}

/** The entry itself. */
export function entryPage({ title, text }: Omit<Entry, 'url'>): string {
  return page(
    'en',
    `<title>${title}</title>`,
    `<article><h1>${title}</h1><p>${text}</p></article>`,
  );
}
