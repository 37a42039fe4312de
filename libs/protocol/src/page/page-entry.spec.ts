// What a page says about itself by its microformats, and what it falls back to.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { describePage } from './describe-page.js';
import type { PageFacts } from './page-facts.js';
import { readPage } from './read-page.js';

interface Row {
  name: string;
  html: string;
  facts: Record<string, unknown>;
}

const table = JSON.parse(
  readFileSync(new URL('../../fixtures/page-entries.json', import.meta.url), 'utf8'),
) as Row[];

const factsOf = (html: string): PageFacts =>
  describePage(
    readPage(Buffer.from(html), {
      contentType: 'text/html; charset=utf-8',
      url: 'https://sender.example/a/post',
    }),
  );

describe('the entry of a page', () => {
  it.each(table)('$name', ({ html, facts }) => {
    expect(factsOf(html)).toMatchObject(facts);
  });
});

describe('a page of many microformats', () => {
  const name = '<h2 class="p-name">One</h2>';
  const nested = (open: string, count: number): string => open.repeat(count);

  it.each([
    ['nested elements', `<div class="h-entry">${name}${nested('<div>', 190_000)}`],
    ['nested entries', `<div class="h-entry">${name}${nested('<div class="h-entry">', 40_000)}`],
    ['entries', `<div class="h-entry">${name}</div>`.repeat(20_000)],
    [
      'entries that are properties of each other, many times over',
      `<div class="h-entry">${name}${nested('<div class="h-entry p-author u-url u-like-of e-content p-summary">', 1_000)}`,
    ],
    [
      'properties within properties',
      `<div class="h-entry">${name}${nested('<div class="p-name e-content p-summary dt-published">', 1_500)}${'x '.repeat(400_000)}`,
    ],
    ['classes', `<div class="h-entry ${'p-summary '.repeat(90_000)}">${name}`],
    [
      'attributes',
      `<div class="h-entry" ${Array.from({ length: 90_000 }, (_, n) => `a${String(n)}`).join(' ')}>${name}`,
    ],
    [
      'cards',
      `<div class="h-entry">${name}${'<a class="p-author h-card" href=/x><img src=/y></a>'.repeat(15_000)}`,
    ],
    [
      'broken addresses',
      `<div class="h-entry">${name}${'<a class="u-url" href="http://[">y</a>'.repeat(20_000)}`,
    ],
    [
      'parts of a date',
      `<div class="h-entry">${name}<p class="dt-published">${'<b class="value">2020</b>'.repeat(40_000)}`,
    ],
    [
      'includes',
      `<div class="hentry"><h2 class="entry-title">One</h2><p id="a" itemref="a a a">${'<a class="include" href="#a">x</a>'.repeat(20_000)}`,
    ],
  ])('is read, however many %s', (_name, html) => {
    expect(factsOf(html).title).toBe('One');
  });
});
