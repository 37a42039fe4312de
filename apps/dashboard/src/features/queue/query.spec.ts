// The search line: words and tokens.
import { describe, expect, it } from '@jest/globals';
import { parseSearchLine } from './query.js';

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
  ])('reads %j', (line, filter) => {
    expect(parseSearchLine(line)).toEqual(filter);
  });
});
