// How a page says that it mentions its target.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { mentionType } from './mention-type.js';
import { readPage } from './read-page.js';

interface Row {
  name: string;
  html: string;
  type: string;
  rsvp: string | null;
  targets?: string[];
}

const TARGET = 'https://blog.example/post/1';
const url = 'https://sender.example/a/post';

const table = JSON.parse(
  readFileSync(new URL('../../fixtures/mention-types.json', import.meta.url), 'utf8'),
) as Row[];

describe('the type of a mention', () => {
  it.each(table)('$name', ({ html, type, rsvp, targets = [TARGET] }) => {
    const page = readPage(Buffer.from(html), { contentType: 'text/html', url });
    expect(mentionType(page, targets)).toEqual({ type, rsvp });
  });

  it.each([
    ['application/json', JSON.stringify({ 'like-of': TARGET })],
    ['text/plain', `<a class="u-like-of" href="${TARGET}">p</a>`],
    ['image/png', ''],
  ])('of a page of %s is a mere mention', (contentType, content) => {
    const page = readPage(Buffer.from(content), { contentType, url });
    expect(mentionType(page, [TARGET])).toEqual({ type: 'mention', rsvp: null });
  });
});
