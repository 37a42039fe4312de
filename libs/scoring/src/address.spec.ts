// Whose an address is.
import { describe, expect, it } from '@jest/globals';
import { isSharedByAuthors, ownershipOf, registrableDomain } from './address.js';

describe('registrableDomain', () => {
  it.each([
    ['https://www.shop.example.co.uk/a', 'example.co.uk'],
    ['https://ann.blogspot.com/', 'ann.blogspot.com'],
    ['https://ann.blogspot.de/2014/01/x.html', 'ann.blogspot.de'],
    ['https://ann.github.io/', 'ann.github.io'],
    ['https://m.ann.wordpress.com/', 'ann.wordpress.com'],
    ['https://wordpress.com/blog', 'wordpress.com'],
    ['https://www.tumblr.com/ann', 'tumblr.com'],
    ['https://Sender.EXAMPLE./x', 'sender.example'],
    ['https://good.example@evil.example/', 'evil.example'],
    ['https://good.example.evil.test/', 'evil.test'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    ['http://0x7f000001/', '127.0.0.1'],
    ['http://[2001:db8::1]:8080/', '[2001:db8::1]'],
    ['http://localhost/', 'localhost'],
    ['mailto:ann@sender.example', null],
    ['sender.example', null],
    ['', null],
  ])('of %s is %s', (address, domain) => {
    expect(registrableDomain(address)).toBe(domain);
  });
});

describe('isSharedByAuthors', () => {
  it.each([
    ['https://medium.com/@ann/post', true],
    ['https://www.github.com/ann', true],
    ['https://gist.github.com/ann', true],
    ['https://wordpress.com/post', true],
    ['https://github.io/ann', true],
    ['https://news.ycombinator.com/item', true],
    ['https://co.uk/ann', false],
    ['https://ann.wordpress.com/post', false],
    ['https://spam.example/post', false],
    ['https://medium.com.spam.example/', false],
    ['http://192.0.2.1/', false],
    ['mailto:ann@medium.com', false],
  ])('of %s is %s', (address, shared) => {
    expect(isSharedByAuthors(address)).toBe(shared);
  });
});

describe('ownershipOf', () => {
  it.each([
    ['example.com', 'owned'],
    ['shop.example.co.uk', 'owned'],
    ['ann.github.io', 'owned'],
    ['ann.wordpress.com', 'owned'],
    ['blogspot.example.com', 'owned'],
    ['telegra.ph', 'owned'],
    ['203.0.113.9', 'owned'],
    ['com', 'shared'],
    ['co.uk', 'shared'],
    ['msk.ru', 'shared'],
    ['any.ck', 'shared'],
    ['xn--p1ai', 'shared'],
    ['github.io', 'shared'],
    ['wordpress.com', 'shared'],
    ['blogspot.com', 'shared'],
    ['404.php', 'unlisted'],
    ['sender.example', 'unlisted'],
  ])('of %s is %s', (host, expected) => {
    expect(ownershipOf(host)).toBe(expected);
  });
});
