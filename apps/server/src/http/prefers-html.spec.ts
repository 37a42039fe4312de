// A page for browsers, data for programs.
import { describe, expect, it } from '@jest/globals';
import { prefersHtml } from './prefers-html.js';

describe('prefersHtml', () => {
  it.each<[string | undefined, boolean]>([
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
    ['text/html', true],
    ['TEXT/HTML; charset=utf-8; q=0.5', true],
    ['application/json, text/html;q=0.5', false],
    ['application/json;q=0.4, text/html;q=0.5', true],
    ['application/json', false],
    ['text/html;q=0', false],
    ['text/htmlx', false],
    ['*/*', false],
    ['', false],
    [undefined, false],
    [','.repeat(10_000), false],
  ])('of %j is %s', (accept, expected) => {
    expect(prefersHtml(accept)).toBe(expected);
  });
});
