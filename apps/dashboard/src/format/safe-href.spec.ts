// Only http and https become links.
import { describe, expect, it } from '@jest/globals';
import { pathOf, safeHref } from './safe-href.js';

describe('safeHref', () => {
  it.each(['https://blog.example/a?b=c', 'http://127.0.0.1:8080/', 'HTTPS://Blog.Example/'])(
    'lets %s through',
    (address) => {
      expect(safeHref(address)).toBe(new URL(address).href);
    },
  );

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'ftp://host.example/',
    '//host.example/path',
    '/path',
    '',
  ])('refuses %j', (address) => {
    expect(safeHref(address)).toBeNull();
  });
});

describe('pathOf', () => {
  it('keeps path and query, and leaves what is no address as it is', () => {
    expect(pathOf('https://blog.example/a?b=c#d')).toBe('/a?b=c');
    expect(pathOf('not an address')).toBe('not an address');
  });
});
