// Under which name a host's politeness is counted: made-up subdomains, queries and ports make no other host.
import { describe, expect, it } from '@jest/globals';
import { hostKey } from './host-key.js';

describe('the name of a host', () => {
  it.each([
    ['https://victim.example/', 'victim.example'],
    ['http://victim.example:80/a?b=c', 'victim.example'],
    ['https://x7f3.victim.example/', 'victim.example'],
    ['https://a.b.c.victim.co.uk/', 'victim.co.uk'],
    ['https://VICTIM.example./', 'victim.example'],
    ['http://victim.example:443/', 'victim.example'],
    ['https://ann.wordpress.com/post', 'ann.wordpress.com'],
    ['https://x.ann.wordpress.com/post', 'ann.wordpress.com'],
    ['http://192.0.2.1/', '192.0.2.1'],
    ['http://0xc0000201/', '192.0.2.1'],
    ['http://192.0.2.1:8080/', '192.0.2.1:8080'],
    ['http://[2001:db8::1]/', '2001:db8:0:0::/64'],
    ['http://[2001:db8::2:3]:8080/', '2001:db8:0:0::/64:8080'],
  ])('of %s is %s', (url, name) => {
    expect(hostKey(url)).toBe(name);
  });
});
