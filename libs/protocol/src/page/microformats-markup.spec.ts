// How much of a page the microformats parser is given.
import { describe, expect, it } from '@jest/globals';
import { microformatsMarkup } from './microformats-markup.js';
import type { HtmlPage } from './page.js';
import { readPage } from './read-page.js';

const markupOf = (html: string): string =>
  microformatsMarkup(
    readPage(Buffer.from(html), {
      contentType: 'text/html; charset=utf-8',
      url: 'https://sender.example/',
    }) as HtmlPage,
  ) ?? '';

const marksIn = (markup: string): number => markup.match(/<span class/g)?.length ?? 0;

describe('the markup for the microformats parser', () => {
  it('is the entry, its known classes, its text and its addresses, made absolute', () => {
    const html =
      '<p>before</p><div id="a" class="h-entry post h-full" onclick="x()"><p class="p-4">one ' +
      '<a class="u-url big" href="/x" style="color:red">two</a></p></div><p>after</p>';
    expect(markupOf(html)).toBe(
      '<div><span class="h-entry"><data class="p-explicit" value="1"></data> one ' +
        '<a class="u-url" href="https://sender.example/x">two</a> </span></div>',
    );
  });

  it.each([
    ['without a class of microformats', '<div class="post">x</div>'],
    ['with a card but no entry', '<div class="h-card">x</div>'],
  ])('is none of a page %s', (_name, html) => {
    expect(markupOf(html)).toBe('');
  });

  it('has twelve marked elements within each other', () => {
    const html = `<div class="h-entry">${'<div class="p-name">'.repeat(100)}x`;
    expect(marksIn(markupOf(html))).toBe(12);
  });

  it('has a thousand marked elements', () => {
    const html = `<div class="h-entry">${'<b class="p-name">x</b>'.repeat(2_000)}`;
    expect(marksIn(markupOf(html))).toBe(1_000);
  });

  it('has one property of an element that is a microformat, and six of another', () => {
    const properties = 'u-url p-author p-name p-summary e-content dt-published p-rsvp u-photo';
    const html = `<div class="h-entry"><p class="h-cite ${properties}">x</p><p class="${properties}">x</p>`;
    expect(markupOf(html)).toMatch(/"h-cite p-author">/);
    expect(markupOf(html)).toMatch(/"p-author p-name p-summary e-content dt-published p-rsvp">/);
  });

  it.each([
    ['text', '<p class="e-content">', 'x '.repeat(300_000)],
    ['links', '<p class="p-author h-card">', '<a href="/x">y</a>'.repeat(30_000)],
  ])('ends soon after 400 000 characters of %s, and is well-formed', (_name, start, content) => {
    const markup = markupOf(`<div class="h-entry">${start}${content}`);
    expect(markup.length).toBeLessThan(401_000);
    expect(markup).toMatch(/<\/span> ?<\/span> ?<\/div>$/);
  });
});
