// What the pages of the source site hold: a post with a link in it, and everything that can go wrong.
import type { PageContent } from './source-page.js';

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** A post with this inside its article; plain enough for every reader of pages. */
export const post = (inner: string, title = 'A post of the conformance suite'): PageContent => ({
  body: `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body><article class="h-entry"><h1 class="p-name">${escapeHtml(title)}</h1>
<div class="e-content"><p>Some words come before it. ${inner} And some words come after it.</p></div>
</article></body></html>
`,
});

export const link = (target: string, text = 'this entry'): string =>
  `I have read <a href="${escapeHtml(target)}">${escapeHtml(text)}</a> with pleasure.`;

export const linking = (target: string, title?: string): PageContent => post(link(target), title);

export const notLinking = (): PageContent => post('It is about something else.');

export const gone = (): PageContent => ({
  status: 410,
  body: '<!DOCTYPE html><title>Gone</title><p>This post has been deleted.</p>',
});

export const notFound = (): PageContent => ({
  status: 404,
  body: '<!DOCTYPE html><title>Not found</title><p>There is no such post.</p>',
});

export const redirect = (to: string, status = 302): PageContent => ({
  status,
  headers: { location: to },
  body: `<!DOCTYPE html><title>Moved</title><p>Moved to <a href="${escapeHtml(to)}">there</a>.</p>`,
});

/**
 * Slow enough to tell a receiver that reads the source before it answers from one that reads while it
 * answers.
 */
export const slowly = (content: PageContent): PageContent => ({ ...content, delayMs: 600 });

/** Accepts the request and never says a word. */
export const silent = (): PageContent => ({ answer: () => undefined });

/** A page that begins well and never ends: as many bytes as the reader takes. */
export const endless = (target: string): PageContent => ({
  answer: (response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.write(`<!DOCTYPE html><title>Endless</title><p>${link(target)}</p>`);
    const filler = `<p>${'filler '.repeat(2_000)}</p>\n`;
    const pour = (): void => {
      while (!response.destroyed && response.write(filler));
      if (!response.destroyed) response.once('drain', pour);
    };
    pour();
  },
});

/** A page of which one byte comes each half second. */
export const dripping = (): PageContent => ({
  answer: (response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    const timer = setInterval(() => response.write(' '), 500);
    response.on('close', () => clearInterval(timer));
  },
});
