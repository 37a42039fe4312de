// The search line: words and tokens.
import { describe, expect, it } from '@jest/globals';
import { isNarrowing, parseSearchLine, withProtocol, withSort } from './query.js';

describe('parseSearchLine', () => {
  it.each([
    ['', {}],
    ['  soil   biology ', { q: 'soil biology' }],
    ['domain:Casino.Example', { domain: 'casino.example' }],
    [
      'status:spam protocol:webmention pills',
      { status: 'spam', protocol: 'webmention', q: 'pills' },
    ],
    ['status:nonsense', { q: 'status:nonsense' }],
    ['score:50', { q: 'score:50' }],
    ['domain:', { q: 'domain:' }],
    ['sort:uncertainty soil', { sort: 'uncertainty', q: 'soil' }],
    ['sort:nonsense', { q: 'sort:nonsense' }],
  ])('reads %j', (line, filter) => {
    expect(parseSearchLine(line)).toEqual(filter);
  });
});

describe('withProtocol', () => {
  it.each([
    ['', 'pingback', 'protocol:pingback'],
    [
      'protocol:trackback  soil domain:a.example',
      'webmention',
      'soil domain:a.example protocol:webmention',
    ],
    ['soil protocol:Webmention', null, 'soil'],
    ['protocol:nonsense', null, 'protocol:nonsense'],
  ] as const)('turns %j with %s into %j', (line, protocol, changed) => {
    expect(withProtocol(line, protocol)).toBe(changed);
  });
});

describe('withSort', () => {
  it.each([
    ['', 'uncertainty', 'sort:uncertainty'],
    ['sort:score soil', '-score', 'soil sort:-score'],
    ['soil sort:score', null, 'soil'],
  ] as const)('turns %j with %s into %j', (line, sort, changed) => {
    expect(withSort(line, sort)).toBe(changed);
  });

  it.each([
    ['', false],
    ['sort:score', false],
    ['sort:score soil', true],
    ['protocol:pingback', true],
  ])('of %j: it leaves pings out is %s', (line, narrows) => {
    expect(isNarrowing(line)).toBe(narrows);
  });
});
