// Which pages vouch for the site of a source.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readPage } from './read-page.js';
import { vouches } from './vouch.js';

interface Row {
  name: string;
  html: string;
  vouches: boolean;
  url?: string;
  source?: string;
}

const SOURCE = 'https://www.sender.example/post';

const table = JSON.parse(
  readFileSync(new URL('../../fixtures/vouches.json', import.meta.url), 'utf8'),
) as Row[];

describe('a vouch', () => {
  it.each(table)(
    '$name: $vouches',
    ({ html, vouches: expected, url = 'https://friend.example/links', source = SOURCE }) => {
      const page = readPage(Buffer.from(html), { contentType: 'text/html', url });
      expect(vouches(page, source)).toBe(expected);
    },
  );

  it.each(['text/plain', 'application/json'])('is none in a page of %s', (contentType) => {
    const page = readPage(Buffer.from(JSON.stringify(SOURCE)), {
      contentType,
      url: 'https://friend.example/',
    });
    expect(vouches(page, SOURCE)).toBe(false);
  });
});
