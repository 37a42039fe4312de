// The search line: words and tokens.
import { describe, expect, it } from '@jest/globals';
import { parseSearchLine, withProtocol } from './query.js';

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
